import { backslash, colon, openBrace, openBracket, quote } from '../json-bytes.ts'
import { isAt } from './keys.ts'

/** A record as CloudTrail writes it begins with its version. */
const firstKey = Buffer.from('eventVersion')

/**
 * Whether what begins at `at` is a record by its first key, escaped however often. Only spaces as JSON writers put them
 * are passed over: what begins otherwise is looked at more closely.
 */
export function beginsAsRecord(bytes: Buffer, at: number): boolean {
  if (bytes[at] !== openBrace) return false
  let next = behindQuote(bytes, at + 1)
  if (next === -1 || !isAt(bytes, next, firstKey)) return false
  next = behindQuote(bytes, next + firstKey.length)
  if (bytes[next] !== colon) return false
  next = behindQuote(bytes, bytes[next + 1] === 0x20 ? next + 2 : next + 1)
  return next !== -1 && isCloudTrailVersion(bytes, next)
}

/** The same of a text that is not escaped, with any space. */
export function beginsPlainlyAsRecord(bytes: Buffer, at: number): boolean {
  let next = behindSpace(bytes, at + 1)
  if (bytes[next] !== quote || !isAt(bytes, next + 1, firstKey)) return false
  next += firstKey.length + 1
  if (bytes[next] !== quote || bytes[next + 1] !== colon) return false
  next = behindSpace(bytes, next + 2)
  return bytes[next] === quote && isCloudTrailVersion(bytes, next + 1) && bytes[next + 5] === quote
}

function behindSpace(bytes: Buffer, from: number): number {
  let at = from
  while (isSpace(bytes[at])) at++
  return at
}

const isSpace = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

/** Notifications in the form in which Lambda gets them are of versions 1.0, 1.1 or 2.x; CloudTrail began at 1.01. */
export const isCloudTrailVersion = (bytes: Buffer, at: number): boolean =>
  bytes[at] === 0x31 && bytes[at + 1] === 0x2e && isDigit(bytes[at + 2]) && isDigit(bytes[at + 3])

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39

/** Sources of such notifications are no host names: `aws:s3`. */
export const isNotification = (eventSource: string): boolean => eventSource.startsWith('aws:')

/** Behind a quote with however many backslashes before it; -1 where there is none. */
function behindQuote(bytes: Buffer, from: number): number {
  let at = from
  while (bytes[at] === backslash) at++
  return bytes[at] === quote ? at + 1 : -1
}

/**
 * Where JSON begins in a string, between `from` and `to`: a brace, a bracket, or a quote of a text within it. -1 where
 * other text begins. White space before it may be escaped.
 */
export function jsonStart(bytes: Buffer, from: number, to: number): number {
  for (let at = from; at < to; ) {
    const byte = bytes[at]
    if (byte === openBrace || byte === openBracket) return at
    if (byte === 0x20) at++
    else if (byte !== backslash) return -1
    else if (isEscapedSpace(bytes[at + 1])) at += 2
    else return isEscapedStart(bytes, at) ? at : -1
  }
  return -1
}

/** n, r, t */
const isEscapedSpace = (letter: number | undefined): boolean => letter === 0x6e || letter === 0x72 || letter === 0x74

/** `\"`, or `\u007b` and `\u005b`, as writers that escape everything write them. */
const isEscapedStart = (bytes: Buffer, at: number): boolean =>
  bytes[at + 1] === quote || /^\\u00[75]b$/i.test(bytes.toString('latin1', at, at + 6))
