// Looks for the end of a JSON value, or of members of an object, 64 bytes a step and piece by piece. It knows texts and brackets alone: what a parser
// would refuse is passed over. Bits of words stand for bytes, the first lowest (Langdale and Lemire, "Parsing Gigabytes of
// JSON per Second", 2019, section 3.1).

import { block, resolved, resolvedAt, resolvedBlock, resolvedUntil } from '../../log/wasm/escapes'

/** Bytes of a piece. */
export const most: u32 = 1 << 16
/** A step reads 64 bytes, however few are left. */
const room: usize = 65536 + 64
/** Of 25 texts, of which each lies within the one before. */
const pieces = memory.data(25 * (65536 + 64), 16)

export function pieceOf(text: u32): usize {
  return pieces + text * room
}

/** Containers that are open; 0 where a text is. */
let depth: i32 = 0
/** All ones where the next byte is within a text. */
let within: u64 = 0
/** 1 where a backslash ended the last step. */
let escapesNext: u64 = 0

/** In so many containers; where there are none, in a text. */
export function begin(open: i32): void {
  depth = open
  within = 0
  escapesNext = 0
}

/** Looks through a piece from `from` to `to`. Gives where the value ends in it; 0 where it goes on. */
export function endIn(from: usize, to: usize): usize {
  for (let at = from; at < to; at += 64) {
    const left = <u32>(to - at)
    const end = depth == 0 ? textEnd(at, left) : containerEnd(at, left)
    if (end != -1) return at + end
  }
  return 0
}

/** A bit for each hash that a known key has. */
const known = memory.data(512, 16)

/** The key is the first `length` bytes of the first piece. */
export function know(length: u32): void {
  const hash = hashOf(pieces, length)
  const word = known + (hash >> 3)
  store<u8>(word, load<u8>(word) | (<u8>1 << <u8>(hash & 7)))
}

@inline function mayBeKnown(at: usize, length: u32): bool {
  const hash = hashOf(at, length)
  return ((load<u8>(known + (hash >> 3)) >> (hash & 7)) & 1) != 0
}

/** Of 12 bits. */
@inline function hashOf(at: usize, length: u32): u32 {
  const ends = length == 0 ? 0 : (<u32>load<u8>(at) << 8) | load<u8>(at + length - 1)
  const middle = <u32>load<u8>(at + (length >> 1))
  return ((ends * 0x9e3779b1) ^ ((middle * 31 + length) * 0x85ebca6b)) >>> 20
}

/**
 * Passes over members of an object in a piece that ends at `end`, from a key at `from` on. Gives where the first one begins
 * that is known or not written as usual, or where the object ends; `~` of it where the piece ends within.
 */
export function behindMembers(from: usize, end: usize): isize {
  // What stood there before ends no space and is no quote.
  v128.store(end, i8x16.splat(0))
  let member = from
  while (true) {
    member = behindSpace(member)
    if (load<u8>(member) != quote) return member == end ? ~(<isize>member) : member
    const next = behindMember(member, end)
    if (next == cut) return ~(<isize>member)
    if (next == 0) return member
    if (load<u8>(next) == closeBrace) return next
    member = next + 1
  }
}

/** What `behindMember` gives for a member that goes on behind the piece. */
const cut: usize = 1

/** Where the comma or the brace behind a member is; 0 for one that is known or not written as usual. */
function behindMember(member: usize, end: usize): usize {
  let at = member + 1
  const keyLength = plainLength(at)
  if (at + keyLength >= end) return cut
  if (load<u8>(at + keyLength) != quote || mayBeKnown(at, keyLength)) return 0
  at = behindSpace(at + keyLength + 1)
  if (load<u8>(at) != colon) return at == end ? cut : 0
  at = behindSpace(at + 1)
  at = valueEnd(at, end)
  if (at <= cut) return at
  at = behindSpace(at)
  if (at == end) return cut
  return load<u8>(at) == comma || load<u8>(at) == closeBrace ? at : 0
}

/** 0 where no value begins. */
@inline function valueEnd(at: usize, end: usize): usize {
  const first: u32 = load<u8>(at)
  if (first == quote) {
    const plain = plainLength(at + 1)
    if (at + 1 + plain < end && load<u8>(at + 1 + plain) == quote) return at + plain + 2
    return endFrom(at + 1, end, 0)
  }
  if ((first | 0x20) == openBrace) return endFrom(at + 1, end, 1)
  if (isMark(first)) return at == end ? cut : 0
  while (!isMark(load<u8>(at))) at++
  return at >= end ? cut : at
}

function endFrom(at: usize, end: usize, open: i32): usize {
  begin(open)
  const found = endIn(at, end)
  return found == 0 ? cut : found
}

/** Up to the first quote or backslash, or behind the zeros at the end of the piece. */
@inline function plainLength(from: usize): u32 {
  let at = from
  while (true) {
    const text = v128.load(at)
    const ends = i8x16.bitmask(
      v128.or(v128.or(i8x16.eq(text, i8x16.splat(0x22)), i8x16.eq(text, i8x16.splat(0x5c))), i8x16.eq(text, i8x16.splat(0))),
    )
    if (ends != 0) return <u32>(at - from) + ctz(ends)
    at += 16
  }
}

@inline function behindSpace(at: usize): usize {
  return load<u8>(at) > 0x20 ? at : behindSpaces(at)
}

function behindSpaces(at: usize): usize {
  while (true) {
    const text = v128.load(at)
    const spaces = i8x16.bitmask(
      v128.or(
        v128.or(i8x16.eq(text, i8x16.splat(0x20)), i8x16.eq(text, i8x16.splat(0x0a))),
        v128.or(i8x16.eq(text, i8x16.splat(0x0d)), i8x16.eq(text, i8x16.splat(0x09))),
      ),
    )
    if (spaces != 0xffff) return at + ctz(~spaces)
    at += 16
  }
}

/** The same as in peek-json.ts. */
@inline function isMark(byte: u32): bool {
  return (
    byte <= 0x20 || byte == comma || byte == colon || byte == quote || (byte | 0x20) == openBrace || (byte | 0x20) == closeBrace
  )
}

const quote: u32 = 0x22
const comma: u32 = 0x2c
const colon: u32 = 0x3a
const openBrace: u32 = 0x7b
const closeBrace: u32 = 0x7d

/** Behind the first quote that is not escaped. */
@inline function textEnd(at: usize, left: u32): i32 {
  const quotes = quotesOf(at, left)
  return quotes == 0 ? -1 : <i32>ctz(quotes) + 1
}

/** Behind the bracket that closes the last container. */
@inline function containerEnd(at: usize, left: u32): i32 {
  const escapedBefore = escapesNext
  const texts = parityOf(quotesOf(at, left)) ^ within
  if ((bytesOf(at, 0x5c) & first(left) & ~texts) != 0) {
    escapesNext = escapedBefore
    return endByBytes(at, left)
  }
  within = <u64>(<i64>texts >> 63)
  const outside = first(left) & ~texts
  const opening = (bytesOf(at, 0x7b) | bytesOf(at, 0x5b)) & outside
  const closing = (bytesOf(at, 0x7d) | bytesOf(at, 0x5d)) & outside
  if (<i32>popcnt(closing) < depth) {
    depth += <i32>popcnt(opening) - <i32>popcnt(closing)
    return -1
  }
  for (let marks = opening | closing; marks != 0; marks &= marks - 1) {
    const mark = marks & -marks
    depth += (opening & mark) != 0 ? 1 : -1
    if (depth == 0) return <i32>ctz(mark) + 1
  }
  return -1
}

/** The same for what is no JSON: a backslash outside of texts hides nothing. */
function endByBytes(at: usize, left: u32): i32 {
  const length = min(left, 64)
  for (let k: u32 = escapesNext != 0 ? 1 : 0; k < length; k++) {
    const byte = load<u8>(at + k)
    if (byte == 0x22) within = ~within
    else if (within == 0) depth += (byte | 0x20) == 0x7b ? 1 : (byte | 0x20) == 0x7d ? -1 : 0
    else if (byte == 0x5c && ++k == length) return escapeNext()
    if (depth == 0) return <i32>k + 1
  }
  escapesNext = 0
  return -1
}

function escapeNext(): i32 {
  escapesNext = 1
  return -1
}

/** The quotes of a step that are not escaped. */
@inline function quotesOf(at: usize, left: u32): u64 {
  const escaped = escapedBy(bytesOf(at, 0x5c) & first(left), left)
  return bytesOf(at, 0x22) & first(left) & ~escaped
}

const even: u64 = 0x5555555555555555

/** The bytes behind the backslashes that are not escaped themselves: of a run of backslashes, each second one escapes. */
@inline function escapedBy(backslashes: u64, left: u32): u64 {
  if (backslashes == 0) {
    const escaped = escapesNext
    escapesNext = 0
    return escaped
  }
  const escaping = backslashes & ~escapesNext
  const behind = (escaping << 1) | escapesNext
  const oddStarts = escaping & ~even & ~behind
  const runs = oddStarts + escaping
  const escaped = (even ^ (runs << 1)) & behind
  escapesNext = left < 64 ? (escaped >> left) & 1 : u64(runs < escaping)
  return escaped
}

/** Ones from each odd bit on to the next: within the quotes, the opening ones included. */
@inline function parityOf(bits: u64): u64 {
  bits ^= bits << 1
  bits ^= bits << 2
  bits ^= bits << 4
  bits ^= bits << 8
  bits ^= bits << 16
  return bits ^ (bits << 32)
}

@inline function first(left: u32): u64 {
  return left < 64 ? (<u64>1 << left) - 1 : ~<u64>0
}

@inline function bytesOf(at: usize, byte: u8): u64 {
  return bits(at, byte) | (bits(at + 16, byte) << 16) | (bits(at + 32, byte) << 32) | (bits(at + 48, byte) << 48)
}

@inline function bits(at: usize, byte: u8): u64 {
  return <u64>(<u32>i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(byte))))
}

/** A block takes 63 bytes at least. */
const marksRoom: usize = (65536 / 63 + 2) * 8
const marks = memory.data(25 * (65536 / 63 + 2) * 8, 16)
/** Up to where was taken, and how many marks there are: two u32. */
const outcome = memory.data(8, 16)

/** For each block of the piece around a text, where it begins there and where in the text: two u32. */
export function marksOf(text: u32): usize {
  return marks + text * marksRoom
}

export function outcomeAt(): usize {
  return outcome
}

/**
 * Resolves the escapes of a part of a string, from `from` to `to` in a piece, to the piece of `text`, where it gets no longer.
 * Where the string goes on behind the piece, the last bytes may be left. Gives the length; -1 where it is no text of a string.
 */
export function unescape(from: usize, to: usize, goesOn: bool, text: u32): i32 {
  const last = goesOn ? to - 16 : to
  const into = pieceOf(text)
  const firstMark = marksOf(text)
  let at = from
  let out = into
  let mark = firstMark
  do {
    store<u32>(mark, <u32>(at - from))
    store<u32>(mark, <u32>(out - into), 4)
    mark += 8
    if (at + block + 16 <= to) out = resolvedBlock(at, out)
    else out = goesOn ? resolvedUntil(at, last, out) : resolved(at, to, out)
    if (out == 0) return -1
    at = resolvedAt
  } while (at < last)
  store<u32>(outcome, <u32>(at - from))
  store<u32>(outcome, <u32>((mark - firstMark) >> 3), 4)
  return <i32>(out - into)
}
