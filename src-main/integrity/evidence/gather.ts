import type { FileKind } from '../../../src-shared/model/event.ts'
import type { IntegrityProblem, ObjectUri } from '../../../src-shared/model/integrity.ts'
import type { KeptAttributes } from '../../files/attributes.ts'
import { isLog } from '../../formats/classify.ts'
import { parseDigest } from '../../formats/digest.ts'
import { parseFileName } from '../../formats/file-name.ts'
import { parseKeys } from '../../formats/key-list.ts'
import { SameText } from '../../runtime/same-text.ts'
import { atOnce, type Steps } from '../../runtime/steps.ts'
import { groupBy } from '../verdicts/digest-proofs.ts'
import { KeyRing } from '../verdicts/key-ring.ts'
import type { AskedRange, Digest, DigestFile, Evidence, GzipState, LogFile, Sidecar } from './evidence.ts'
import { lastPart, objectNames, PlaceMap, type Referenced } from './places.ts'
import { SidecarIndex } from './sidecar-index.ts'
import { StatedHashes } from './stated-hashes.ts'

/** What is known of one source file once it was read. */
export interface FileFact {
  readonly path: string
  /** Path below the opened folder, with `/`. */
  readonly name: string
  readonly kind: FileKind
  readonly gzip: GzipState
  readonly sha256: string | null
  /** The inflated text of digests, sidecars and key lists; null for everything else. */
  readonly text: string | null
  /** What its extended attributes keep, where they were asked for: those of digests are. */
  readonly attributes?: KeptAttributes | null
  /** Why it could not be read whole, a sentence; also of links and folders that were not opened. */
  readonly problem?: string | null
}

/** Gathers it at once. */
export const gatherEvidence = (facts: readonly FileFact[], range?: AskedRange): Evidence =>
  atOnce(gatheringEvidence(facts, range))

/** Turns what was read of all files into what verdicts rest on: digests, logs, each with its place in S3, and keys. */
export function* gatheringEvidence(facts: readonly FileFact[], range?: AskedRange): Steps<Evidence> {
  const problems: IntegrityProblem[] = facts.flatMap(unreadProblem)
  const texts = new SameText()
  const digests = yield* readDigests(facts, problems, texts)
  const named = yield* namedPlaces(digests.values())
  const places = new PlaceMap(statedPlaces(digests), named)
  const sidecars = new SidecarIndex(facts, problems)
  yield
  const placed: Placed[] = []
  for (const [fact, digest] of digests) {
    yield
    const place = places.placeOf(fact.path, digest?.place ?? null)
    placed.push({ fact, place, stated: digest?.place ?? place })
  }
  const digestFiles = yield* nameEach(placed, named.previous, texts, (file, { fact, place, stated }): DigestFile => {
    const digest = digests.get(fact) ?? null
    const kept = [...sidecars.of(fact.path, place ?? stated), ...ownAttributes(fact)]
    return { ...file, digest, sidecars: kept, unknownAttributes: fact.attributes?.problem ?? null }
  })

  const logs: Placed[] = []
  for (const fact of facts) {
    yield
    if (fact.kind === 'sidecar' || fact.kind === 'public-keys') continue
    const place = placeOfLog(fact, places, named)
    const isNamed = place !== null && named.logs.get(place) !== undefined
    if ((isLog(fact.kind) && !digests.has(fact)) || isNamed) logs.push({ fact, place, stated: place })
  }

  const keys = readKeys(facts, problems)
  problems.push(...sidecars.unused())
  return {
    digests: digestFiles,
    logs: yield* nameEach(logs, named.logs, texts, (file): LogFile => file),
    keys,
    problems,
    ...(range === undefined ? {} : { range }),
  }
}

/** Extended attributes are a sidecar that lies in the file itself. */
function ownAttributes({ path, attributes }: FileFact): Sidecar[] {
  if (attributes == null || (attributes.signature === null && attributes.backfillTimestamp === null)) return []
  const { signature, backfillTimestamp } = attributes
  return [{ path, isAttribute: true, signature, backfillTimestamp }]
}

/** Verdicts tell of damage; what was not read at all has to be told beside them. */
function unreadProblem({ path, gzip, problem }: FileFact): IntegrityProblem[] {
  if (gzip !== 'unreadable' && gzip !== 'too-large' && gzip !== 'ratio-too-high') return []
  return [{ file: path, sentence: problem ?? 'It could not be read.' }]
}

const isDigest = (kind: FileKind): boolean => kind === 'digest' || kind === 'backfill-digest'

/** Digests by content, and whatever lies under a digest's name: it stands where a digest should. */
function* readDigests(
  facts: readonly FileFact[],
  problems: IntegrityProblem[],
  texts: SameText,
): Steps<ReadonlyMap<FileFact, Digest | null>> {
  const digests = new Map<FileFact, Digest | null>()
  // The hashes that digests state are mostly those of files that are there.
  for (const { sha256 } of facts) if (sha256 !== null) texts.of(sha256)
  for (const fact of facts) {
    yield
    if (!isDigest(fact.kind) && !isDigest(parseFileName(fact.name)?.kind ?? 'other')) continue
    // Of a damaged file only a part was saved, and nothing in it can be proven.
    if (fact.sha256 === null || fact.text === null) {
      digests.set(fact, null)
      continue
    }
    const parsed = parseDigest(fact.text, texts)
    for (const sentence of parsed.problems) problems.push({ file: fact.path, sentence })
    digests.set(fact, parsed.digest)
  }
  dropBroken(digests)
  return digests
}

/** A digest whose gzip checksum is wrong is broken, unless another digest states the hash of just this content. */
function dropBroken(digests: Map<FileFact, Digest | null>): void {
  const stated = new Set([...digests.values()].map((digest) => digest?.previous?.hash))
  for (const fact of digests.keys()) {
    if (fact.gzip === 'bad-checksum' && !stated.has(fact.sha256)) digests.set(fact, null)
  }
}

function readKeys(facts: readonly FileFact[], problems: IntegrityProblem[]): KeyRing {
  return new KeyRing(
    facts.flatMap((fact) => {
      if (fact.kind !== 'public-keys' || fact.text === null) return []
      const parsed = parseKeys(fact.text, fact.path)
      for (const sentence of parsed.problems) problems.push({ file: fact.path, sentence })
      return parsed.keys
    }),
  )
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
  logsNamed(name: string): readonly ObjectUri[] {
    this.#logsByName ??= groupBy(this.logs.places(), lastPart)
    return this.#logsByName.get(name) ?? []
  }
}

function* namedPlaces(digests: Iterable<Digest | null>): Steps<NamedPlaces> {
  const named = new NamedPlaces()
  for (const digest of digests) {
    yield
    if (digest !== null) named.add(digest)
  }
  return named
}

const statedPlaces = (digests: ReadonlyMap<FileFact, Digest | null>): { path: string; stated: ObjectUri }[] =>
  [...digests].flatMap(([{ path }, digest]) => (digest === null ? [] : [{ path, stated: digest.place }]))

/**
 * By the tree where one was kept; every key that CloudTrail writes holds `AWSLogs/`, so what lies beside such keys was
 * put there by hand. In a flat folder the name alone tells it, for it holds account, Region, time and a
 * random part; of several places with that name the one whose hash fits is meant.
 */
function placeOfLog(fact: FileFact, places: PlaceMap, named: NamedPlaces): ObjectUri | null {
  const place = places.placeOf(fact.path)
  if (place !== null && (named.logs.get(place) !== undefined || place.includes('/AWSLogs/'))) return place
  const alike = objectNames(lastPart(fact.path)).flatMap((name) => named.logsNamed(name))
  return alike.find((other) => named.logs.states(other, fact.sha256)) ?? alike[0] ?? place
}

interface Placed {
  readonly fact: FileFact
  /** Where it lies, as far as the tree tells. */
  readonly place: ObjectUri | null
  /** Where it says it lies. */
  readonly stated: ObjectUri | null
}

/**
 * Gives each file its name in the report. Of several files at one place the one with an expected hash has the place's
 * name, else the first; the others are copies under their local names.
 */
function* nameEach<T>(
  files: readonly Placed[],
  expected: StatedHashes,
  texts: SameText,
  make: (file: LogFile, placed: Placed) => T,
): Steps<T[]> {
  const byPlace = new Map<ObjectUri, Placed>()
  const fits = ({ fact }: Placed, place: ObjectUri): boolean => expected.states(place, fact.sha256)
  for (const file of files) {
    const place = file.place ?? file.stated
    if (place === null) continue
    const first = byPlace.get(place)
    if (first === undefined || (!fits(first, place) && fits(file, place))) byPlace.set(place, file)
  }
  const taken = new Set<ObjectUri>()
  const made: T[] = []
  for (const file of files) {
    yield
    const { fact } = file
    const place = file.place ?? file.stated
    const isCopy = place !== null && byPlace.get(place) !== file
    let uri = place
    if (uri === null || isCopy) {
      uri = taken.has(`file:${fact.name}`) ? `file:${fact.path}` : `file:${fact.name}`
      taken.add(uri)
    }
    const { path, sha256, gzip } = fact
    // The tree's name over the local one: a file unpacked by hand lost its `.gz`, and none is named anew in S3.
    const named = parseFileName(file.place ?? fact.name, (text) => texts.of(text))
    made.push(make({ path, uri, place: file.place, isCopy, sha256, gzip, named }, file))
  }
  return made
}
