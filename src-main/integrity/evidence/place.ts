import type { ObjectUri } from '../../../src-shared/model/integrity.ts'
import { parseFileName } from '../../formats/file-name.ts'
import type { Digest } from '../../formats/parse/digest.ts'
import type { Steps } from '../../runtime/steps.ts'
import { EarlyProof, sidecarsOf } from './early-proof.ts'
import { type FileFact, treePathOf } from './file-fact.ts'
import { FolderPlaces } from './folder-places.ts'
import { inTheWay } from './in-the-way.ts'
import { placeLogs } from './log-places.ts'
import { giveLooseSignatures } from './loose-signatures.ts'
import { type NamedPlaces, namedPlaces } from './named-places.ts'
import type { ParsedEvidence, ParsedFile } from './parse.ts'
import type { PlacedDigest, PlacedEvidence } from './placed.ts'
import { SidecarIndex } from './sidecar-index.ts'

/** Finds the place of every file: by its hash, by the tree of keys that was kept, and by what digests name. */
export function* placeSteps(parsed: ParsedEvidence): Steps<PlacedEvidence> {
  const index = new SidecarIndex(parsed.sidecars)
  const early = new EarlyProof(parsed, index)
  const files = yield* withoutBroken(parsed.files, early)
  const named = yield* namedPlaces(files)
  const places = yield* folderPlaces(files, named, early)
  const placed = yield* placeDigests(files, places, named, index)
  const { digests, problems: found } = yield* giveLooseSignatures(placed, index.loose(), parsed.keys, early)
  const logs = yield* placeLogs(files, places.folders, named, early)
  const settled = new Set(logs.flatMap(({ fact, liesAt }) => (liesAt === null ? [] : [fact])))
  const others = inTheWay({ ...parsed, files }, logs, places.folders, named)
  const problems = [...parsed.problems, ...found, ...index.problems()]
  const { keys, signed } = parsed
  return { digests: digests.filter(isNot(settled)), logs, inTheWay: others, keys, signed, problems }
}

/** A log file under a digest's name is no digest that cannot be read. */
const isNot =
  (logs: ReadonlySet<FileFact>) =>
  ({ fact, digest }: PlacedDigest): boolean =>
    digest !== null || !logs.has(fact)

/** A digest whose gzip checksum is wrong is broken, unless it is proven or another states the hash of this content. */
function* withoutBroken(files: readonly ParsedFile[], early: EarlyProof): Steps<readonly ParsedFile[]> {
  const isDoubtful = ({ fact, digest }: ParsedFile): boolean => digest !== null && fact.gzip === 'bad-checksum'
  if (!files.some(isDoubtful)) return files
  const proven = yield* early.digests()
  const stated = new Set(files.map(({ digest }) => digest?.previous?.hash))
  const isBroken = (file: ParsedFile): boolean =>
    isDoubtful(file) && !proven.has(file.digest as Digest) && !stated.has(file.fact.sha256)
  return files.map((file) => (isBroken(file) ? { ...file, digest: null } : file))
}

interface Places {
  readonly folders: FolderPlaces
  readonly ofDigest: (file: ParsedFile) => ObjectUri | null
}

/** Only where a digest would lie elsewhere than it states is it asked which digests are proven. */
function* folderPlaces(files: readonly ParsedFile[], named: NamedPlaces, early: EarlyProof): Steps<Places> {
  const folders = new FolderPlaces(files, named)
  const places = placesOfDigests(folders, named, none)
  const isDisplaced = (file: ParsedFile): boolean => {
    const place = file.digest === null ? null : places.ofDigest(file)
    return place !== null && place !== file.digest?.place
  }
  for (const file of files) {
    if (file.digest === null) continue
    yield
    if (!isDisplaced(file)) continue
    const proven = yield* early.digests()
    return placesOfDigests(new FolderPlaces(files, named, proven), named, proven)
  }
  return places
}

const none: ReadonlySet<Digest> = new Set()

/** Each file is asked for twice: whether one is displaced, and where it lies. */
function placesOfDigests(folders: FolderPlaces, named: NamedPlaces, proven: ReadonlySet<Digest>): Places {
  const known = new Map<ParsedFile, ObjectUri | null>()
  const find = ({ fact, digest }: ParsedFile): ObjectUri | null => {
    if (digest === null) return folders.ofDigest(treePathOf(fact), null, false)
    const place = folders.ofDigest(treePathOf(fact), digest.place, proven.has(digest))
    const isKnown = place !== null && (place === digest.place || isDigestKey(place) || named.get(place) !== undefined)
    return isKnown ? place : null
  }
  const ofDigest = (file: ParsedFile): ObjectUri | null => {
    const before = known.get(file)
    if (before !== undefined) return before
    const place = find(file)
    known.set(file, place)
    return place
  }
  return { folders, ofDigest }
}

/** A file under any other name, or beside the folders of digests, was put there by hand: that tells no place in S3. */
function isDigestKey(place: ObjectUri): boolean {
  const kind = place.includes('/CloudTrail-Digest/') ? parseFileName(place)?.kind : undefined
  return kind === 'digest' || kind === 'backfill-digest'
}

function* placeDigests(
  files: readonly ParsedFile[],
  { ofDigest }: Places,
  { previous }: NamedPlaces,
  index: SidecarIndex,
): Steps<PlacedDigest[]> {
  const placed: PlacedDigest[] = []
  for (const file of files) {
    if (!file.isDigest) continue
    yield
    const { fact, named, digest } = file
    const place = ofDigest(file)
    const effectivePlace = place ?? digest?.place ?? null
    const isStated = effectivePlace !== null && previous.states(effectivePlace, fact.sha256)
    const sidecars = sidecarsOf(fact, effectivePlace, index)
    placed.push({ fact, named, place, effectivePlace, isStated, liesAt: null, digest, sidecars })
  }
  return placed
}
