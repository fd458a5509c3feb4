import type { ObjectUri } from '../../../src-shared/model/integrity.ts'
import type { Steps } from '../../runtime/steps.ts'
import type { DigestFile, Evidence, EvidenceFile, LogFile } from './evidence.ts'
import type { PlacedEvidence, PlacedFile } from './placed.ts'

/** Gives every file the name under which reports tell of it. */
export function* nameSteps({ digests, logs, ...rest }: PlacedEvidence): Steps<Evidence> {
  const namedDigests = yield* named(digests, (file, { fact, digest, sidecars }): DigestFile => {
    return { ...file, digest, sidecars, unknownAttributes: fact.attributes?.problem ?? null }
  })
  const namedLogs = yield* named(logs, (file, { fact, liesAt }): LogFile => {
    const { path, uri, place, isCopy, repeats, sha256, gzip, isUtf16, named } = file
    // There may be millions, and what is spread takes a list of its own for what is added to it.
    return {
      path,
      uri,
      place,
      isCopy,
      repeats,
      sha256,
      gzip,
      isUtf16,
      named,
      kind: fact.kind,
      liesAt: liesAt?.name ?? null,
    }
  })
  return { digests: namedDigests, logs: namedLogs, ...rest }
}

/**
 * Of several files at one place, the first whose hash a digest states for the place has the place's name, one that
 * really lies there before others; if there is none, the first file. The others are copies and keep their local names.
 */
function* named<P extends PlacedFile, T>(files: readonly P[], make: (file: EvidenceFile, placed: P) => T): Steps<T[]> {
  const holders = holdersOf(files)
  const taken = new Set<ObjectUri>()
  const made: T[] = []
  for (const file of files) {
    yield
    const { fact, place, effectivePlace } = file
    const holder = effectivePlace === null ? file : holders.get(effectivePlace)
    const isCopy = holder !== file
    const uri = effectivePlace === null || isCopy ? localName(fact, taken) : effectivePlace
    const { path, sha256, gzip, isUtf16 = false } = fact
    const repeats = isCopy && sha256 !== null && holder?.fact.sha256 === sha256
    made.push(make({ path, uri, place, isCopy, repeats, sha256, gzip, isUtf16, named: file.named }, file))
  }
  return made
}

/** By place, the file that has its name. */
function holdersOf<P extends PlacedFile>(files: readonly P[]): ReadonlyMap<ObjectUri, P> {
  const holders = new Map<ObjectUri, P>()
  for (const file of files) {
    if (file.effectivePlace === null) continue
    const first = holders.get(file.effectivePlace)
    if (first === undefined || rightTo(file) > rightTo(first)) holders.set(file.effectivePlace, file)
  }
  return holders
}

const rightTo = ({ isStated, liesAt }: PlacedFile): number => (isStated ? (liesAt === null ? 2 : 1) : 0)

/** `file:` with the path below the opened folder; the whole path where another opened folder has the same. */
function localName({ name, path }: PlacedFile['fact'], taken: Set<ObjectUri>): ObjectUri {
  const short = called(name)
  const uri = taken.has(short) ? called(path) : short
  taken.add(uri)
  return uri
}

/** Joined, it is one run of characters; added, it would keep its parts in memory, too. */
const called = (path: string): ObjectUri => ['file:', path].join('')
