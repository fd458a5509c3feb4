import { closeBracket, comma, openBrace, openBracket } from '../json-bytes.ts'
import { JsonPeek } from '../peek-json.ts'
import type { Piece } from '../piece.ts'
import { type Draft, isObject } from './fields.ts'
import { isOcsf, isOfCloudTrail, nameOfOther } from './name.ts'
import { recordOfOcsf } from './record.ts'

/** How many objects may lie around a list of events, as in `{"events": […]}`. */
const mostLevels = 3

/**
 * The events in a file of JSON, each by its place: lines of them, lists, and lists within an object. Where the text is
 * broken, it goes on behind what was told, at the next line that begins an object.
 */
export function* piecesOf(bytes: Buffer): Generator<Piece> {
  const peek = new JsonPeek(bytes)
  let toldUntil = 0
  while (peek.next() !== -1) {
    // Left over of a broken list.
    if (peek.take(comma) || peek.take(closeBracket)) continue
    const from = peek.at
    const pieces = piecesIn(bytes, peek, 0)
    let next = pieces.next()
    for (; next.done !== true; next = pieces.next()) {
      if ('offset' in next.value) toldUntil = next.value.offset + next.value.length
      yield next.value
    }
    if (next.value) continue
    const offset = Math.max(from, toldUntil)
    const line = bytes.indexOf('\n{', offset)
    peek.at = line === -1 ? bytes.length : line + 1
    yield { offset, length: peek.at - offset, reason: 'text that is not JSON', breaksOff: true }
  }
}

/** Of the value that comes next; gives false where it is broken. What precedes the break is told all the same. */
function* piecesIn(bytes: Buffer, peek: JsonPeek, level: number): Generator<Piece, boolean> {
  const first = peek.next()
  if (first === openBrace) return yield* inObject(bytes, peek, level)
  if (first !== openBracket) {
    yield { beside: 'value without an event' }
    return peek.skipValue()
  }
  for (const _ of peek.elements()) if (!(yield* piecesIn(bytes, peek, level))) return false
  return bytes[peek.at - 1] === closeBracket
}

function* inObject(bytes: Buffer, peek: JsonPeek, level: number): Generator<Piece, boolean> {
  const offset = peek.at
  const members: number[] = []
  let isEvent = false
  peek.eachKey((key) => {
    members.push(peek.at)
    isEvent ||= key === 'class_uid'
  })
  // Keys stop where the text is broken: whether it ends, its braces tell.
  peek.at = offset
  if (!peek.skipValue()) return false
  const end = peek.at
  if (isEvent) yield pieceOf(bytes, offset, end - offset)
  else if (!(yield* inMembers(bytes, members, level + 1))) yield { beside: 'object without an event' }
  return true
}

/** Gives whether there was any. */
function* inMembers(bytes: Buffer, members: readonly number[], level: number): Generator<Piece, boolean> {
  if (level > mostLevels) return false
  const peek = new JsonPeek(bytes)
  let isAny = false
  for (const at of members) {
    if (bytes[at] !== openBracket && bytes[at] !== openBrace) continue
    peek.at = at
    for (const piece of piecesIn(bytes, peek, level)) {
      if ('beside' in piece && piece.beside.endsWith('without an event')) continue
      isAny = true
      yield piece
    }
  }
  return isAny
}

function pieceOf(bytes: Buffer, offset: number, length: number): Piece {
  const event = eventIn(bytes.subarray(offset, offset + length))
  if (event === null) return { offset, length, reason: 'an event that is not JSON' }
  if (!isOcsf(event)) return { beside: 'object without an event' }
  if (!isOfCloudTrail(event)) return { beside: nameOfOther(event) }
  return { offset, length, text: recordText(event) }
}

function eventIn(bytes: Buffer): Draft | null {
  try {
    const event: unknown = JSON.parse(bytes.toString())
    return isObject(event) ? (event as Draft) : null
  } catch {
    return null
  }
}

/** The record of an event, as JSON text. `event` is used up. */
export const recordText = (event: Draft): string => JSON.stringify(recordOfOcsf(event))

/** The record of an event that lies at these bytes. */
export const recordOfEventAt = (bytes: Buffer, offset: number, length: number): Buffer =>
  Buffer.from(recordText(eventIn(bytes.subarray(offset, offset + length))!))
