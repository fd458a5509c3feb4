import { jsonOrNull } from '../../../src-shared/base/json.ts'
import { parseIsoTime, type UtcMs } from '../../../src-shared/base/time.ts'
import type { ObjectUri } from '../../../src-shared/model/integrity.ts'
import { oddDigest } from '../../../src-shared/words/odd-files.ts'
import { SameText } from '../../runtime/same-text.ts'
import { JsonPeek } from '../peek-json.ts'

/** A digest's content, as far as verdicts need it. AWS CloudTrail user guide, "CloudTrail digest file structure". */
export interface Digest {
  readonly account: string
  readonly start: UtcMs
  readonly end: UtcMs
  /** As it stands in the file: the signature covers the text. */
  readonly endText: string
  readonly place: ObjectUri
  readonly fingerprint: string
  /** Null where the chain begins or begins anew. */
  readonly previous: PreviousDigest | null
  /** As it stands in the file, also where `previous` is null. */
  readonly previousSignature: string | null
  readonly logs: readonly ListedLog[]
}

export interface PreviousDigest {
  readonly place: ObjectUri
  /** Null where it is no SHA-256 in hex. */
  readonly hash: string | null
}

export interface ListedLog {
  readonly place: ObjectUri
  /** Null where it is no SHA-256 in hex; such a listing matches no file. */
  readonly hash: string | null
}

export interface ParsedDigest {
  /** Null where it cannot be used as a digest; `problems` then says why. */
  readonly digest: Digest | null
  /** What is odd about it, each a whole sentence; at most `mostProblems` of them. */
  readonly problems: readonly string[]
}

const mostProblems = 20

/** Reads a digest's text. CloudTrail never writes what is complained about here, so each is a trace of tampering. */
export function parseDigest(text: string, texts = new SameText()): ParsedDigest {
  const problems: string[] = []
  const complain = (sentence: string): void => {
    if (problems.length < mostProblems) problems.push(sentence)
  }
  const digest = readDigest(text, texts, complain)
  return { digest, problems }
}

type Complain = (sentence: string) => void

function readDigest(text: string, texts: SameText, complain: Complain): Digest | null {
  const fields = parseObject(text)
  if (fields === null) {
    complain(oddDigest.notAnObject)
    return null
  }
  // Written anew, a key stands once: the same text holds none twice. CloudTrail's digests are written just so.
  const repeated = jsonOrNull(fields) === text ? null : repeatedKey(text)
  if (repeated !== null) {
    complain(oddDigest.repeatedKey(repeated))
    return null
  }
  const required = (name: string): string | null => {
    const value = fields[name]
    if (typeof value === 'string' && value !== '') return value
    complain(oddDigest.without(name))
    return null
  }
  const account = required('awsAccountId')
  const startText = required('digestStartTime')
  const endText = required('digestEndTime')
  const bucket = required('digestS3Bucket')
  const object = required('digestS3Object')
  const fingerprint = required('digestPublicKeyFingerprint')
  if (account === null || startText === null || endText === null) return null
  if (bucket === null || object === null || fingerprint === null) return null
  const start = readTime(startText, 'digestStartTime', complain)
  const end = readTime(endText, 'digestEndTime', complain)
  if (start === null || end === null) return null
  if (end < start) {
    complain(oddDigest.endsFirst(startText, endText))
    return null
  }
  if (!Array.isArray(fields.logFiles)) {
    complain(oddDigest.withoutList)
    return null
  }
  const algorithm = fields.digestSignatureAlgorithm
  if (algorithm !== 'SHA256withRSA') complain(oddDigest.otherAlgorithm(shown(algorithm)))
  const place = uri(bucket, object)
  return {
    account: texts.of(account),
    start,
    end,
    endText,
    place,
    fingerprint: texts.of(fingerprint.toLowerCase()),
    previous: readPrevious(fields, place, texts, complain),
    previousSignature: textOrNull(fields.previousDigestSignature),
    logs: readEntries(fields.logFiles, texts, complain),
  }
}

function readPrevious(fields: Fields, own: ObjectUri, texts: SameText, complain: Complain): PreviousDigest | null {
  const bucket = textOrNull(fields.previousDigestS3Bucket)
  const object = textOrNull(fields.previousDigestS3Object)
  if (bucket === null && object === null) return null
  if (bucket === null || object === null) {
    complain(oddDigest.halfPrevious)
    return null
  }
  const place = uri(bucket, object)
  if (place === own) {
    complain(oddDigest.ownPrevious)
    return null
  }
  const hash = readHash(fields.previousDigestHashValue, fields.previousDigestHashAlgorithm)
  if (hash === null) complain(oddDigest.previousHash)
  return { place, hash: hash === null ? null : texts.of(hash) }
}

function readEntries(list: readonly unknown[], texts: SameText, complain: Complain): ListedLog[] {
  const entries: ListedLog[] = []
  const places = new Set<ObjectUri>()
  list.forEach((item, index) => {
    const fields = isFields(item) ? item : {}
    const bucket = textOrNull(fields.s3Bucket)
    const object = textOrNull(fields.s3Object)
    if (bucket === null || object === null) {
      complain(oddDigest.entryWithoutPlace(index))
      return
    }
    const place = uri(bucket, object)
    if (places.has(place)) complain(oddDigest.entryAgain(index, place))
    places.add(place)
    const hash = readHash(fields.hashValue, fields.hashAlgorithm)
    if (hash === null) complain(oddDigest.entryHash(index))
    entries.push({ place, hash: hash === null ? null : texts.of(hash) })
  })
  return entries
}

function readHash(value: unknown, algorithm: unknown): string | null {
  if (algorithm !== undefined && algorithm !== null && algorithm !== 'SHA-256') return null
  return typeof value === 'string' && /^[0-9a-fA-F]{64}$/.test(value) ? value.toLowerCase() : null
}

function readTime(text: string, name: string, complain: Complain): UtcMs | null {
  const time = parseIsoTime(text)
  if (time === null) complain(oddDigest.noTime(name, shown(text)))
  return time
}

/** The first key that an object of the text holds twice, the digest's own or one of an entry's. */
function repeatedKey(text: string): string | null {
  const peek = new JsonPeek(Buffer.from(text))
  let repeated: string | null = null
  const checkKeys = (visit: (key: string) => void): void => {
    const seen = new Set<string>()
    peek.eachKey((key) => {
      if (seen.has(key)) repeated ??= key
      seen.add(key)
      visit(key)
    })
  }
  checkKeys((key) => {
    if (key !== 'logFiles') return
    for (const _ of peek.elements()) checkKeys(() => undefined)
  })
  return repeated
}

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parseObject(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text)
    return isFields(value) ? value : null
  } catch {
    return null
  }
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
/** Joined, it is one run of characters; added, it would keep its parts in memory, too. */
const uri = (bucket: string, key: string): ObjectUri => ['s3:/', bucket, key].join('/')
const shown = (value: unknown): string =>
  value === undefined ? 'absent' : (jsonOrNull(value)?.slice(0, 80) ?? 'a value that is nested too deep to be shown')
