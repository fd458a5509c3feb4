import { backslash, comma, openBrace, openBracket, quote } from '../json-bytes.ts'
import { JsonPeek } from '../peek-json.ts'
import type { PieceSink } from '../piece.ts'
import { Walk, type Way } from './walk.ts'

/** How much of a file may be walked in vain, by values that turn out to be broken, in lengths of the file. */
const mostInVain = 2

/**
 * All that a file holds: JSON values one behind the other, and what stands between them. In a text whose lines begin
 * otherwise, with a time or a host, the JSON within each line counts. Lines without any are unparsed, neighbours as one.
 */
export function findPieces(bytes: Buffer, into: PieceSink): void {
  walkThrough(bytes, Walk.of(bytes, into), into)
}

/** How the first record of a file is come to; null where it holds none. */
export function wayToFirst(bytes: Buffer): Way | null {
  const walk = Walk.toFirst(bytes, nowhere)
  walkThrough(bytes, walk, nowhere)
  return walk.first
}

const nowhere: PieceSink = { piece: () => {}, record: () => -1, stringEnd: () => -1 }

function walkThrough(bytes: Buffer, walk: Walk, into: PieceSink): void {
  const layout = isLined(bytes) ? lined : plain
  let inVain = 0
  while (walk.next() !== -1) {
    const from = walk.at
    const at = layout.jsonFrom(bytes, from)
    const other = layout.otherText(bytes, from, at)
    if (other !== null) into.piece({ ...other, reason: 'text that is no JSON' })
    walk.at = at
    if (at === bytes.length) return
    walk.thing()
    if (walk.hasEnded) return
    if (!walk.isBroken) {
      walk.take(comma)
      continue
    }
    inVain += walk.at - at
    const start = Math.max(at, walk.toldUntil)
    const end = inVain > bytes.length * mostInVain ? bytes.length : layout.resume(bytes, start)
    const reason = walk.at < bytes.length ? `not JSON from byte ${walk.at} on` : 'text ends inside a value'
    into.piece({ offset: start, length: end - start, reason, breaksOff: end === bytes.length })
    walk.at = end
  }
}

/** How JSON lies in a text. */
interface Layout {
  /** Where the next value begins, at `from` or behind it; the end where none does. */
  jsonFrom(bytes: Buffer, from: number): number
  /** What is to be told of the text between; null where that is nothing. */
  otherText(bytes: Buffer, from: number, to: number): { readonly offset: number; readonly length: number } | null
  /** Where to look on behind a broken value that begins at `from`. */
  resume(bytes: Buffer, from: number): number
}

/** Values begin where the last one ended, or a line. A text does so at a line alone: else its quote may be a closing one. */
const plain: Layout = {
  jsonFrom: (bytes, from) =>
    beginsValue(bytes[from]) && (bytes[from] !== quote || isLineStart(bytes, from))
      ? from
      : nextLine(bytes, from, beginsValue),
  otherText: (_, from, to) => (from === to ? null : { offset: from, length: to - from }),
  // A text on a line of its own may be a key of the object that is broken.
  resume: (bytes, from) => nextLine(bytes, from, (first) => first === openBrace || first === openBracket),
}

/**
 * Of each line, the first JSON counts. What stands before it is no record and hides none, unless it is a part of JSON
 * itself: then the line is broken, and what looks like JSON may be a text within a record.
 */
const lined: Layout = {
  jsonFrom(bytes, from) {
    let line = isLineStart(bytes, from) ? from : anyLine(bytes, from)
    for (; line < bytes.length; line = anyLine(bytes, line)) {
      const at = jsonInLine(bytes, line)
      if (at !== -1) return at
    }
    return bytes.length
  },
  otherText(bytes, from, to) {
    const isBehindJson = !isLineStart(bytes, from)
    const offset = isBehindJson && !holdsJson(bytes, from) ? anyLine(bytes, from) : from
    const end = to === bytes.length ? to : bytes.lastIndexOf(lineFeed, to) + 1
    return end > offset ? { offset, length: end - offset } : null
  },
  resume: anyLine,
}

/** -1 where the line holds none, or may be the remains of broken JSON. A list begins with its line. */
function jsonInLine(bytes: Buffer, line: number): number {
  if (bytes[line] === openBracket && beginsList(bytes, line)) return line
  const end = anyLine(bytes, line)
  const at = jsonBetween(bytes, line, end)
  return at === -1 || bytes.subarray(line, at).includes('":') ? -1 : at
}

const holdsJson = (bytes: Buffer, from: number): boolean => jsonBetween(bytes, from, anyLine(bytes, from)) !== -1

/** The brace of an object, or the quote before that of an object within text; -1 where there is none. */
function jsonBetween(bytes: Buffer, from: number, to: number): number {
  for (let at = bytes.indexOf(openBrace, from); at !== -1 && at < to; at = bytes.indexOf(openBrace, at + 1)) {
    let next = at + 1
    while (isSpace(bytes[next])) next++
    const first = bytes[next]
    if (first === quote) return at
    if (first === backslash && bytes[at - 1] === quote) return at - 1
  }
  return -1
}

const lineFeed = 0x0a

function anyLine(bytes: Buffer, from: number): number {
  const end = bytes.indexOf(lineFeed, from)
  return end === -1 ? bytes.length : end + 1
}

/** Where the next line begins whose first byte passes; the end where none does. */
function nextLine(bytes: Buffer, from: number, passes: (first: number | undefined) => boolean): number {
  for (let end = bytes.indexOf(lineFeed, from); end !== -1; end = bytes.indexOf(lineFeed, end + 1))
    if (passes(bytes[end + 1])) return end + 1
  return bytes.length
}

/** Nothing stands before it in its line but white space or a byte order mark. */
function isLineStart(bytes: Buffer, at: number): boolean {
  const line = at === 0 ? 0 : bytes.lastIndexOf(lineFeed, at - 1) + 1
  return at - line < mostSpace && /^(?:\u00ef\u00bb\u00bf)?\s*$/.test(bytes.toString('latin1', line, at))
}

const beginsValue = (first: number | undefined): boolean =>
  first === openBrace || first === openBracket || first === quote

/** Whether the lines of a text begin otherwise than JSON. */
export function isLined(bytes: Buffer): boolean {
  const peek = new JsonPeek(bytes)
  const first = peek.next()
  return first === openBracket ? !beginsList(bytes, peek.at) : !beginsValue(first)
}

/** Not what stands around a time: lists of numbers hold no records. */
const beginsList = (bytes: Buffer, at: number): boolean =>
  /^\[\s*[[{"\]]/.test(bytes.toString('latin1', at, at + mostSpace))

const isSpace = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

const mostSpace = 200
