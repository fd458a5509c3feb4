import type { FileKind } from '../../src-shared/model/event.ts'
import { type KeyKind, parseFileName } from './file-name.ts'
import { JsonPeek, openBrace, openBracket } from './peek-json.ts'

export interface Classified {
  readonly kind: FileKind
  /** What it is, in words for people: `CloudTrail log`, `EventBridge event`, `CSV text`, … */
  readonly form: string
}

/**
 * Tells what a file is, from its inflated bytes first and from its name only where they leave it open (a damaged or
 * empty file, or one without records). `bytes` may be what could be saved of a damaged file.
 */
export function classify(bytes: Buffer, name: string): Classified {
  const byContent = bytes.length === 0 ? null : classifyContent(bytes, name)
  if (byContent !== null) return byContent
  const named = kindNamed(name)
  if (named !== null) return ofKey(named)
  return other(bytes.length === 0 ? 'empty file' : formOfBytes(bytes))
}

/** Asked only where the content leaves it open: most names need not be taken apart. */
const kindNamed = (name: string): KeyKind | null => parseFileName(name)?.kind ?? null

function classifyContent(bytes: Buffer, name: string): Classified | null {
  const peek = new JsonPeek(bytes)
  switch (peek.next()) {
    case openBrace:
      return classifyObjects(peek, name)
    case openBracket:
      return classifyArray(peek, name)
    default:
      return null
  }
}

/** How many things of a sequence are looked at before it is given up as being of another kind. */
const tries = 100

/** One object, or several one behind the other (JSON lines). The first that is known decides. */
function classifyObjects(peek: JsonPeek, name: string): Classified | null {
  let objects = 0
  let known: Classified | null = null
  while (objects < tries && peek.next() === openBrace) {
    known ??= knownObject(lookAtObject(peek), name)
    objects++
    if (known !== null && (objects > 1 || peek.next() !== openBrace)) break
  }
  const lines = objects > 1 || peek.next() === openBrace
  if (known !== null) return known === lookupOutput && lines ? other('lookup-events lines') : known
  if (objects === 0 && kindNamed(name) !== null) return null
  return other(lines ? 'JSON lines, not CloudTrail' : 'JSON, not CloudTrail')
}

function knownObject(seen: SeenObject, name: string): Classified | null {
  const { keys, texts } = seen
  if (seen.records !== null) {
    const { first, count } = seen.records
    if (first !== null && isRecord(first)) return logOf(first, name)
    if (texts.get('first eventSource')?.startsWith('aws:')) return other('S3 or SQS event notification')
    const named = kindNamed(name)
    return count === 0 || named !== null ? ofKey(logKind(named)) : null
  }
  if (isDigest(keys)) {
    const stated = texts.get('digestS3Object') ?? ''
    const backfill = /_backfill\.json(\.gz)?$/.test(stated) || kindNamed(name) === 'backfill-digest'
    return ofKey(backfill ? 'backfill-digest' : 'digest')
  }
  if (keys.has('PublicKeyList') || (keys.has('Fingerprint') && keys.has('Value'))) return publicKeys
  if (isSidecar(seen, name)) return sidecar
  if (keys.has('CloudTrailEvent')) return lookupOutput
  if (seen.lookupEvents) return lookupOutput
  if (isEnvelope(seen)) return other(formOfEnvelope(seen))
  if (isRecord(seen)) return logOf(seen, name)
  return null
}

function classifyArray(peek: JsonPeek, name: string): Classified | null {
  let elements = 0
  let found: Classified | null = null
  peek.eachElement(() => {
    elements++
    const seen = peek.next() === openBrace ? lookAtObject(peek) : null
    if (seen === null) return elements < tries
    if (seen.keys.has('CloudTrailEvent')) found = lookupOutput
    else if (isEnvelope(seen)) found = other(formOfEnvelope(seen))
    else if (seen.keys.has('Fingerprint') && seen.keys.has('Value')) found = publicKeys
    else if (seen.keys.has('Key') && seen.keys.has('Metadata')) found = sidecar
    else if (isRecord(seen)) found = logOf(seen, name)
    return found === null && elements < tries
  })
  if (found !== null) return found
  if (elements === 0) return ofKey(logKind(kindNamed(name)))
  return other('JSON, not CloudTrail')
}

interface SeenObject {
  readonly keys: ReadonlySet<string>
  /** Short texts among its values; `first eventSource` is that of its first record. */
  readonly texts: ReadonlyMap<string, string>
  /** What its `Records` array begins with. */
  readonly records: { readonly first: SeenObject | null; readonly count: number } | null
  readonly metadataKeys: ReadonlySet<string>
  /** True when it has an `Events` array whose entries hold a `CloudTrailEvent`. */
  readonly lookupEvents: boolean
  /** True when its `detail` is a record, as in what EventBridge passes on. */
  readonly recordInDetail: boolean
}

const textsWorthReading = new Set(['eventType', 'eventCategory', 'eventSource', 'digestS3Object', 'Key'])

function lookAtObject(peek: JsonPeek, within = 0): SeenObject {
  const keys = new Set<string>()
  const texts = new Map<string, string>()
  const metadataKeys = new Set<string>()
  let records: SeenObject['records'] = null
  let lookupEvents = false
  let recordInDetail = false
  peek.eachKey((key) => {
    if (keys.size < 1_000) keys.add(key)
    if (textsWorthReading.has(key)) {
      const text = peek.text(2_048)
      if (text !== null) texts.set(key, text)
    } else if (within === 0 && key === 'Records' && peek.next() === openBracket) {
      records = lookAtRecords(peek, texts)
    } else if (within === 0 && key === 'Events' && peek.next() === openBracket) {
      peek.eachElement(() => {
        lookupEvents = lookAtObject(peek, 1).keys.has('CloudTrailEvent')
        return false
      })
    } else if (within === 0 && key === 'detail' && peek.next() === openBrace) {
      recordInDetail = isRecord(lookAtObject(peek, 1))
    } else if (key === 'Metadata' && peek.next() === openBrace) peek.eachKey((inner) => metadataKeys.add(inner))
  })
  return { keys, texts, records, metadataKeys, lookupEvents, recordInDetail }
}

/** Looks for the first record and leaves the rest: whatever follows it is not asked for. */
function lookAtRecords(peek: JsonPeek, texts: Map<string, string>): SeenObject['records'] {
  let first: SeenObject | null = null
  let count = 0
  peek.eachElement(() => {
    count++
    if (peek.next() === openBrace) {
      const seen = lookAtObject(peek, 1)
      const source = seen.texts.get('eventSource')
      if (source !== undefined && !texts.has('first eventSource')) texts.set('first eventSource', source)
      if (isRecord(seen)) first = seen
    }
    return first === null && count < tries
  })
  return { first, count }
}

/** Events of S3 notifications look alike, but their source is `aws:s3` and not a host name. */
function isRecord({ keys, texts }: SeenObject): boolean {
  if (texts.get('eventSource')?.startsWith('aws:')) return false
  return (
    keys.has('eventVersion') ||
    (keys.has('eventSource') && keys.has('eventName')) ||
    (keys.has('eventID') && keys.has('eventTime'))
  )
}

const isEnvelope = ({ keys }: SeenObject): boolean =>
  keys.has('detail') && (keys.has('detail-type') || keys.has('source'))

const formOfEnvelope = ({ recordInDetail }: SeenObject): string =>
  recordInDetail ? 'EventBridge event' : 'EventBridge event, not CloudTrail'

const isDigest = (keys: ReadonlySet<string>): boolean =>
  keys.has('digestEndTime') ||
  keys.has('digestStartTime') ||
  keys.has('digestS3Object') ||
  (keys.has('awsAccountId') && keys.has('logFiles'))

/** What `aws s3api head-object` prints, one line of a manifest of such, or the metadata alone. */
function isSidecar({ keys, metadataKeys }: SeenObject, name: string): boolean {
  if (metadataKeys.has('signature') || (keys.has('signature') && keys.has('signature-algorithm'))) return true
  if (!keys.has('Metadata')) return false
  return keys.has('ETag') || keys.has('ContentLength') || keys.has('Key') || /\bmetadata\b|head-object/.test(name)
}

/** Insights and network activity events are told by their content; the name decides where they do not say. */
function logOf({ texts }: SeenObject, name: string): Classified {
  const category = texts.get('eventCategory')
  if (category === 'Insight' || texts.get('eventType') === 'AwsCloudTrailInsight') {
    return ofKey('insights-log')
  }
  if (category === 'NetworkActivity') return ofKey('network-activity-log')
  return ofKey(category === undefined ? logKind(kindNamed(name)) : 'log')
}

const logKind = (named: KeyKind | null): KeyKind =>
  named === null || named === 'digest' || named === 'backfill-digest' ? 'log' : named

const words: Readonly<Record<KeyKind, string>> = {
  log: 'CloudTrail log',
  'insights-log': 'CloudTrail Insights log',
  'network-activity-log': 'CloudTrail network activity log',
  digest: 'CloudTrail digest',
  'backfill-digest': 'CloudTrail backfill digest',
}

const ofKey = (kind: KeyKind): Classified => ({ kind, form: words[kind] })
const publicKeys: Classified = { kind: 'public-keys', form: 'public key list' }
const sidecar: Classified = { kind: 'sidecar', form: 'S3 object metadata' }
const other = (form: string): Classified => ({ kind: 'other', form })
const lookupOutput = other('lookup-events output')

/** What bytes that are no JSON look like. */
function formOfBytes(bytes: Buffer): string {
  if (bytes.length >= 4 && bytes.readUInt32BE(0) === 0x504b0304) return 'zip archive'
  if (bytes.toString('latin1', 0, 4) === 'PAR1') return 'Parquet file'
  const start = bytes.subarray(0, 4_096)
  if (start.includes(0)) return 'binary'
  const text = start.toString('utf8')
  // A character cut in two by the limit of the sample is no sign of binary data.
  const foreign = text.replace(/\ufffd{1,3}$/, '').includes('\ufffd')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells binary data here
  if (foreign || /[\x01-\x08\x0e-\x1a\x1c-\x1f]/.test(text)) return 'encrypted or unknown'
  const [head = '', second = ''] = text.split(/\r?\n/)
  const commas = (line: string): number => line.split(',').length - 1
  return commas(head) >= 1 && commas(second) >= 1 && !/^[[{]/.test(head) ? 'CSV text' : 'text'
}

export const isLog = (kind: FileKind): boolean =>
  kind === 'log' || kind === 'insights-log' || kind === 'network-activity-log'
