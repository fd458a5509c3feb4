import type { FileKind } from '../../../src-shared/model/event.ts'
import type { IntegrityProblem, ObjectUri } from '../../../src-shared/model/integrity.ts'
import { isLog } from '../../formats/cloudtrail-log.ts'
import type { Digest } from '../../formats/parse/digest.ts'
import type { PublicKey } from '../../formats/parse/key-list.ts'
import { groupBy } from '../../runtime/group-by.ts'
import type { Steps } from '../../runtime/steps.ts'
import type { Sidecar } from './evidence.ts'
import type { FileFact } from './file-fact.ts'
import type { ParsedEvidence, ParsedFile } from './parse.ts'
import { lastPart, objectNames, PlaceMap, type Referenced } from './place-map.ts'
import { SidecarIndex } from './sidecar-index.ts'
import { StatedHashes } from './stated-hashes.ts'

/** What the files say, each with its place in S3. */
export interface PlacedEvidence {
  readonly digests: readonly PlacedDigest[]
  /** A file that digests list as a log file is among them, whatever it holds. */
  readonly logs: readonly PlacedFile[]
  readonly keys: readonly PublicKey[]
  readonly problems: readonly IntegrityProblem[]
}

export interface PlacedFile extends Pick<ParsedFile, 'fact' | 'named'> {
  /** Where it lies, as far as the folder's tree tells. */
  readonly place: ObjectUri | null
  /** Where it lies, or where it says it lies if nothing tells. */
  readonly effectivePlace: ObjectUri | null
  /** A digest states just this file's hash for the effective place. */
  readonly isStated: boolean
}

export interface PlacedDigest extends PlacedFile {
  readonly digest: Digest | null
  readonly sidecars: readonly Sidecar[]
}

/** Finds the place of every file: by the tree of keys that was kept, and by what digests name. */
export function* placeSteps({ files, sidecars, keys, problems }: ParsedEvidence): Steps<PlacedEvidence> {
  const named = yield* namedPlaces(files)
  const places = new PlaceMap(statedPlaces(files), named)
  const index = new SidecarIndex(sidecars)
  const digests: PlacedDigest[] = []
  const logs: PlacedFile[] = []
  for (const file of files) {
    yield
    if (file.isDigest) digests.push(placedDigest(file, places, named, index))
    const log = mayBeLog(file.fact.kind) ? placedLog(file, places, named) : null
    if (log !== null) logs.push(log)
  }
  return { digests, logs, keys, problems: [...problems, ...index.problems()] }
}

function placedDigest(
  { fact, named, digest }: ParsedFile,
  places: PlaceMap,
  { previous }: NamedPlaces,
  index: SidecarIndex,
): PlacedDigest {
  const place = places.placeOf(fact.path, digest?.place ?? null)
  const effectivePlace = place ?? digest?.place ?? null
  const isStated = effectivePlace !== null && previous.states(effectivePlace, fact.sha256)
  const sidecars = [...index.of(fact.path, effectivePlace), ...ownAttributes(fact)]
  return { fact, named, place, effectivePlace, isStated, digest, sidecars }
}

/** Extended attributes are a sidecar that lies in the file itself. */
function ownAttributes({ path, attributes }: FileFact): Sidecar[] {
  if (attributes == null || (attributes.signature === null && attributes.backfillTimestamp === null)) return []
  const { signature, backfillTimestamp } = attributes
  return [{ path, isAttribute: true, signature, backfillTimestamp }]
}

const mayBeLog = (kind: FileKind): boolean => kind !== 'sidecar' && kind !== 'public-keys'

/** Null for a file that is no log file by its content and that no digest lists. */
function placedLog({ fact, named, isDigest }: ParsedFile, places: PlaceMap, stated: NamedPlaces): PlacedFile | null {
  const place = placeOfLog(fact, places, stated)
  const isListed = place !== null && stated.logs.get(place) !== undefined
  if (!isListed && (isDigest || !isLog(fact.kind))) return null
  return { fact, named, place, effectivePlace: place, isStated: isListed && stated.logs.states(place, fact.sha256) }
}

/**
 * By the tree where one was kept: every key that CloudTrail writes holds `AWSLogs/`, so what lies beside such keys was
 * put there by hand. In a flat folder the name alone tells it, for it holds account, Region, time and a random part; of
 * several places with that name, the one whose hash fits is meant.
 */
function placeOfLog({ path, sha256 }: FileFact, places: PlaceMap, { logs, logsNamed }: NamedPlaces): ObjectUri | null {
  const place = places.placeOf(path)
  if (place !== null && (logs.get(place) !== undefined || place.includes('/AWSLogs/'))) return place
  const alike = objectNames(lastPart(path)).flatMap((name) => logsNamed(name))
  return alike.find((other) => logs.states(other, sha256)) ?? alike[0] ?? place
}

/** The places that digests name. */
class NamedPlaces implements Referenced {
  readonly previous = new StatedHashes()
  readonly logs = new StatedHashes()
  #logsByName: ReadonlyMap<string, readonly ObjectUri[]> | null = null

  add({ previous, logs }: Digest): void {
    if (previous !== null) this.previous.add(previous.place, previous.hash)
    for (const { place, hash } of logs) this.logs.add(place, hash)
  }

  get(place: ObjectUri): ObjectUri | undefined {
    return this.previous.get(place) ?? this.logs.get(place)
  }

  /** Asked only where the tree of keys was not kept. */
  readonly logsNamed = (name: string): readonly ObjectUri[] => {
    this.#logsByName ??= groupBy(this.logs.places(), lastPart)
    return this.#logsByName.get(name) ?? []
  }
}

function* namedPlaces(files: readonly ParsedFile[]): Steps<NamedPlaces> {
  const named = new NamedPlaces()
  for (const { digest } of files) {
    if (digest === null) continue
    yield
    named.add(digest)
  }
  return named
}

const statedPlaces = (files: readonly ParsedFile[]): { path: string; stated: ObjectUri }[] =>
  files.flatMap(({ fact, digest }) => (digest === null ? [] : [{ path: fact.path, stated: digest.place }]))
