import { openBrace, openBracket } from './json-bytes.ts'
import { JsonPeek } from './peek-json.ts'
import { isRespelledRecord } from './spelling.ts'

/**
 * What a format looks at to recognise a file: one thing near its beginning. The heads of a file are, in order, the JSON
 * values that it begins with and then what can be said of the file as a whole.
 */
export type Head =
  | { readonly type: 'records'; readonly records: SeenRecords; readonly bytes: Buffer } // an object with a `Records` array
  | {
      readonly type: 'object'
      readonly object: SeenObject
      readonly within: 'sequence' | 'array'
      readonly bytes: Buffer
    }
  | { readonly type: 'empty-array'; readonly bytes: Buffer }
  | { readonly type: 'json'; readonly isLines: boolean; readonly bytes: Buffer } // JSON, of whose values none was recognised
  | { readonly type: 'bytes'; readonly bytes: Buffer } // no JSON, or no bytes at all

export interface SeenObject {
  readonly keys: ReadonlySet<string>
  /** Short texts among its values, of the keys in `textsWorthReading`. */
  readonly texts: ReadonlyMap<string, string>
  readonly metadataKeys: ReadonlySet<string>
}

export interface SeenRecords {
  /** The first element that is a CloudTrail record; null where none of the first `tries` is. */
  readonly first: SeenObject | null
  /** `eventSource` of the first element that has one. */
  readonly eventSource: string | null
  readonly count: number
}

/** How many values of a sequence are looked at before it is asked whether there can be records at all. */
const tries = 100
/** Each record has one of these keys. One that is written with escapes is passed over in a sequence of other things. */
const keysOfRecords = ['"eventVersion"', '"eventSource"', '"eventID"']

/** Tells when a sequence is given up as being of another kind: never while a record may follow. */
class Patience {
  readonly #bytes: Buffer
  #mayFollow: boolean | null = null

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  isOver(looked: number): boolean {
    if (looked < tries) return false
    this.#mayFollow ??= keysOfRecords.some((key) => this.#bytes.includes(key))
    return !this.#mayFollow
  }

  /** Whether there is a list of records somewhere, its key perhaps written with escapes. */
  get mayHaveRecords(): boolean {
    return this.#bytes.includes('"Records"') || this.#bytes.includes('\\u')
  }
}

/** The heads of a file, each looked at only when it is asked for. */
export function* headsOf(bytes: Buffer): Generator<Head> {
  const peek = new JsonPeek(bytes)
  switch (peek.next()) {
    case openBrace:
      return yield* objectHeads(peek, bytes)
    case openBracket:
      return yield* arrayHeads(peek, bytes)
    default:
      yield { type: 'bytes', bytes }
  }
}

/** One object, or several one behind the other (JSON lines). */
function* objectHeads(peek: JsonPeek, bytes: Buffer): Generator<Head> {
  const patience = new Patience(bytes)
  let objects = 0
  for (; !patience.isOver(objects) && peek.next() === openBrace; objects++) {
    const { object, records, isSettled } = lookAtObject(peek, patience, true)
    yield records === null ? { type: 'object', object, within: 'sequence', bytes } : { type: 'records', records, bytes }
    if (isSettled) peek.skipRest()
  }
  yield { type: 'json', isLines: objects > 1 || peek.next() === openBrace, bytes }
}

function* arrayHeads(peek: JsonPeek, bytes: Buffer): Generator<Head> {
  const patience = new Patience(bytes)
  let elements = 0
  for (const index of peek.elements()) {
    elements = index + 1
    if (peek.next() === openBrace) {
      yield { type: 'object', object: lookAtObject(peek, patience).object, within: 'array', bytes }
    }
    if (patience.isOver(elements)) break
  }
  yield elements === 0 ? { type: 'empty-array', bytes } : { type: 'json', isLines: false, bytes }
}

/** What is looked at of the value behind a key, beside which keys there are. */
const valuesOf: ReadonlyMap<string, 'text' | 'metadata' | 'records' | 'list'> = new Map([
  ...(['eventType', 'eventCategory', 'eventSource', 'digestS3Object', 'Key'] as const).map(
    (key) => [key, 'text'] as const,
  ),
  ['Metadata', 'metadata'],
  ['Records', 'records'],
  // They are most of a file, and nothing that tells what it is stands behind them: they are not skipped.
  ...(['Events', 'events', 'logEvents', 'Messages', 'results', 'hits'] as const).map((key) => [key, 'list'] as const),
])
/** Of digests alone. What stands behind it is most of a digest, and is not looked at unless there are records, too. */
const settling = 'digestS3Object'
const mostKeys = 1_000
const mostTextBytes = 2_048

interface LookedAt {
  readonly object: SeenObject
  readonly records: SeenRecords | null
  /** The rest of the object was left. */
  readonly isSettled: boolean
}

/**
 * `patience`: null for an object within an object, of which only its own keys and texts are looked at. `settles`: whether
 * the rest may be left once it is known what the object is.
 */
function lookAtObject(peek: JsonPeek, patience: Patience | null, settles = false): LookedAt {
  const keys = new Set<string>()
  const texts = new Map<string, string>()
  const metadataKeys = new Set<string>()
  let records: SeenRecords | null = null
  const isSettled = peek.eachKey((key) => {
    if (keys.size < mostKeys) keys.add(key)
    const value = valuesOf.get(key)
    if (value === undefined) return
    if (value === 'text') {
      const text = peek.text(mostTextBytes)
      if (text !== null) texts.set(key, text)
      if (settles && key === settling && !patience?.mayHaveRecords) return 'enough'
    } else if (value === 'metadata' && peek.next() === openBrace) {
      peek.eachKey((inner) => metadataKeys.add(inner))
    } else if (patience === null) return
    else if (value === 'records' && peek.next() === openBracket) records = lookAtRecords(peek, patience)
    else if (value === 'list') peek.take(openBracket)
  })
  return { object: { keys, texts, metadataKeys }, records, isSettled }
}

/** Looks for the first record and leaves the rest: nobody asks what follows it. */
function lookAtRecords(peek: JsonPeek, patience: Patience): SeenRecords {
  let eventSource: string | null = null
  let count = 0
  for (const index of peek.elements()) {
    count = index + 1
    if (peek.next() === openBrace) {
      const { object } = lookAtObject(peek, null)
      eventSource ??= object.texts.get('eventSource') ?? null
      if (isRecord(object)) return { first: object, eventSource, count }
    }
    if (patience.isOver(count)) break
  }
  return { first: null, eventSource, count }
}

/** Events of S3 notifications look alike, but their source is `aws:s3` and not a host name. */
export function isRecord({ keys, texts }: SeenObject): boolean {
  if (texts.get('eventSource')?.startsWith('aws:') || isOfOtherCloud(keys)) return false
  return (
    keys.has('eventVersion') ||
    (keys.has('eventSource') && keys.has('eventName')) ||
    (keys.has('eventID') && keys.has('eventTime')) ||
    isRespelledRecord(keys)
  )
}

/** Events of Alibaba Cloud look alike, too, and name its Region (ActionTrail documentation, "ActionTrail event structure"). */
export const isOfOtherCloud = (keys: ReadonlySet<string>): boolean => keys.has(keyOfOtherCloud)
export const keyOfOtherCloud = 'acsRegion'
