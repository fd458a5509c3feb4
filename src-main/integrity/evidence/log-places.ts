import type { ObjectUri } from '../../../src-shared/model/integrity.ts'
import { holdsRecords, isLog } from '../../formats/cloudtrail-log.ts'
import { type FileNameParts, parseFileName } from '../../formats/file-name.ts'
import type { Steps } from '../../runtime/steps.ts'
import type { EarlyProof } from './early-proof.ts'
import { type FileFact, treePathOf } from './file-fact.ts'
import type { FolderPlaces } from './folder-places.ts'
import { isAsGiven } from './kept-name.ts'
import type { NamedPlaces } from './named-places.ts'
import type { ParsedFile } from './parse.ts'
import { lastPart, objectNames } from './place-map.ts'
import type { PlacedFile } from './placed.ts'
import { type Candidate, candidatesFor, provenPlaces } from './stated-content.ts'

/**
 * Finds the place that each log file stands for. A file is the log file whose hash a digest states, whatever it is
 * called and wherever it lies; folder and name decide only where no hash fits.
 */
export function* placeLogs(
  files: readonly ParsedFile[],
  places: FolderPlaces,
  named: NamedPlaces,
  early: EarlyProof,
): Steps<PlacedFile[]> {
  const found: Lying[] = []
  for (const file of files) {
    yield
    const lying = lyingLog(file, places, named)
    if (lying !== null) found.push(lying)
  }
  const strays = found.filter(({ isStray }) => isStray)
  const stated = strays.length === 0 ? nothingStated : yield* candidatesFor(hashesOf(strays), files)
  if (stated.size > 0) {
    const proven = yield* early.digests()
    const provenAt = yield* provenPlaces(new Set(strays.map(({ placed }) => placed.place)), files, proven)
    new Settlement(found, stated, provenAt, proven).settle(strays)
  }
  return found.flatMap(({ placed, counts }) => (counts || placed.liesAt !== null ? [placed] : []))
}

const nothingStated: ReadonlyMap<string, readonly Candidate[]> = new Map()

const hashesOf = (files: readonly Lying[]): ReadonlySet<string> =>
  new Set(files.map(({ placed }) => placed.fact.sha256 as string))

/** A file where its folder and name put it. */
interface Lying {
  placed: PlacedFile
  /** It is a log file by its content, or stands where a digest lists one. */
  readonly counts: boolean
  /** Its hash is not what is stated of its place, or several hashes are. */
  readonly isStray: boolean
}

/** Null for a file that cannot be a log file. */
function lyingLog({ fact, named, isDigest }: ParsedFile, places: FolderPlaces, stated: NamedPlaces): Lying | null {
  const renamed = renamedLog(fact, named, stated)
  const place = renamed ?? placeOfLog(fact, places, stated)
  const compared = place === null ? 'unnamed' : stated.logs.compare(place, fact.sha256)
  const counts = compared !== 'unnamed' || (!isDigest && holdsRecords(fact.kind))
  if (!counts && !holdsRecords(fact.kind) && fact.kind !== 'other') return null
  const isStated = compared === 'stated' || compared === 'disputed'
  const isStray = fact.sha256 !== null && compared !== 'stated'
  const parts = renamed === null ? named : parseFileName(renamed)
  return { placed: { fact, named: parts, place, effectivePlace: place, isStated, liesAt: null }, counts, isStray }
}

/**
 * The place that a log file stands for whose name tools changed and whose hash is not stated of it: it is the object,
 * altered, and not a file that no digest covers beside an object that is missing. Null for a file under a name that
 * CloudTrail gives, and for what is no log file.
 */
function renamedLog(fact: FileFact, named: FileNameParts | null, { logs, logsKeptAs }: NamedPlaces): ObjectUri | null {
  const path = treePathOf(fact)
  if (!isLog(fact.kind) || (named !== null && isAsGiven(path))) return null
  const alike = logsKeptAs(lastPart(path))
  return alike.some((place) => logs.states(place, fact.sha256)) ? null : (alike[0] ?? null)
}

/**
 * By the tree where one was kept: every key that CloudTrail writes holds `AWSLogs/`, so what lies beside such keys was
 * put there by hand. In a flat folder the name alone tells it, for it holds account, Region, time and a random part; of
 * several places with that name, the one whose hash fits is meant.
 */
function placeOfLog(fact: FileFact, places: FolderPlaces, { logs, logsNamed }: NamedPlaces) {
  const path = treePathOf(fact)
  const isListed = (place: ObjectUri): boolean => logs.get(place) !== undefined
  const place = places.ofLog(path, isListed)
  if (place !== null && (isListed(place) || place.includes('/AWSLogs/'))) return place
  const alike = objectNames(lastPart(path)).flatMap((name) => logsNamed(name))
  return alike.find((other) => logs.states(other, fact.sha256)) ?? alike[0] ?? place
}

/** Gives files whose hash is stated of another place to that place. */
class Settlement {
  readonly #stated: ReadonlyMap<string, readonly Candidate[]>
  readonly #provenAt: ReadonlySet<ObjectUri | null>
  readonly #proven: Parameters<typeof provenPlaces>[2]
  /** Places that have the file that is stated of them. */
  readonly #occupied = new Set<ObjectUri | null>()

  constructor(
    found: readonly Lying[],
    stated: ReadonlyMap<string, readonly Candidate[]>,
    provenAt: ReadonlySet<ObjectUri | null>,
    proven: Parameters<typeof provenPlaces>[2],
  ) {
    this.#stated = stated
    this.#provenAt = provenAt
    this.#proven = proven
    for (const { placed, isStray } of found) {
      if (!isStray && placed.isStated && stated.has(placed.fact.sha256 as string)) this.#occupied.add(placed.place)
    }
  }

  /** Those that lie at their own place come first, so that no copy takes it. */
  settle(strays: readonly Lying[]): void {
    const elsewhere = strays.filter(({ placed }) => {
      const isAtHome = this.#usable(placed).some(({ place }) => place === placed.place)
      if (isAtHome) this.#occupied.add(placed.place)
      return !isAtHome
    })
    for (const stray of elsewhere) stray.placed = this.#settled(stray.placed)
  }

  /** The place that lacks its file, in order of time; if there is none, it is a copy of the first. */
  #settled(placed: PlacedFile): PlacedFile {
    const usable = this.#usable(placed)
    const target = usable.find(({ place }) => !this.#occupied.has(place)) ?? usable[0]
    if (target === undefined) return placed
    this.#occupied.add(target.place)
    const { fact } = placed
    const { place } = target
    return {
      fact,
      named: parseFileName(place),
      place,
      effectivePlace: place,
      isStated: true,
      liesAt: { name: `file:${fact.name}`, place: placed.place },
    }
  }

  /** What proven digests state comes before all else; what others state counts only where no proven one says more. */
  #usable({ fact, place }: PlacedFile): readonly Candidate[] {
    const candidates = this.#stated.get(fact.sha256 as string) ?? []
    const proven = candidates.filter(({ by }) => this.#proven.has(by))
    if (proven.length > 0 || this.#provenAt.has(place)) return proven
    return candidates
  }
}
