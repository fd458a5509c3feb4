// JSON text within a JSON string, its escapes resolved. The same rules as in ../../escapes.ts, which reads records again.

import { backslash, byteAt, fault, Fault, faultAt, openBrace, quote, skipSpace } from './json'

/** A step reads and writes 16 bytes: what is read lies as far behind what is written, and never grows. */
const gap: usize = 16

/**
 * Resolves the escapes of an object from `at` to `end` until it is escaped no more. Gives its new end, or 0 for a fault. At
 * least 32 zeros stand behind `end`.
 */
export function innermostEnd(at: usize, end: usize): usize {
  while (isEscaped(at)) {
    memory.copy(at + gap, at, end - at)
    end = resolved(at + gap, end + gap, at)
    if (end == 0) return 0
    memory.fill(end, 0, gap * 2)
  }
  return end
}

/** Whether a backslash stands where no JSON has one: at the beginning, or behind the first brace. */
export function isEscaped(at: usize): bool {
  return byteAt(skipSpace(at + usize(byteAt(at) == openBrace))) == backslash
}

/**
 * What stands from `at` to `end` between the quotes of a string is written to `to`, whatever stands behind `end`. Gives the
 * end of what was written, or 0 for a fault.
 */
export function resolved(at: usize, end: usize, to: usize): usize {
  if (end - at > 16) {
    to = resolvedUntil(at, end - 16, to)
    if (to == 0) return 0
    at = resolvedAt
  }
  const left = end - at
  v128.store(tail, v128.load(at))
  v128.store(tail + left, i8x16.splat(0))
  v128.store(tail + left, i8x16.splat(0), 16)
  to = resolvedUntil(tail, tail + left, to)
  resolvedAt = end
  return to
}

/** The last bytes of a text, with zeros behind them. */
const tail = memory.data(48, 16)
/** Behind what was resolved last. */
export let resolvedAt: usize = 0
/** The end of what was written when a byte was met that no string holds. */
let resolvedTo: usize = 0

/** The same up to `end`, or up to 16 bytes more. At least 16 bytes of the text, or zeros, stand behind `end`. */
export function resolvedUntil(at: usize, end: usize, to: usize): usize {
  for (; at + block <= end && to != 0; at = resolvedAt) to = resolvedBlock(at, to)
  return to == 0 ? 0 : resolvedBySteps(at, end, to)
}

export const block: usize = 64

/**
 * Resolves the escapes of a string from `at` on, up to its closing quote at `resolvedAt`. Gives the end of what was written to
 * `to`; 0 where it has none in the blocks before `end`, or is faulty.
 */
export function resolvedString(at: usize, end: usize, to: usize): usize {
  while (at + block <= end) {
    const quotes = bytesOf(at, 0x22)
    const backslashes = bytesOf(at, 0x5c)
    const escaped = behindEscapes(backslashes)
    const closing = quotes & ~escaped
    // All where the string goes on.
    const before = (closing & -closing) - 1
    const isUsual = (escaped & ~(quotes | backslashes) & before) == 0 && (!hasControls(at) || (controlsOf(at) & before) == 0)
    if (isUsual) {
      const escaping = backslashes & ~escaped
      const next = withoutBytes(at + 32, <u32>(escaping >> 32), withoutBytes(at, <u32>escaping, to))
      resolvedAt = at + <usize>ctz(closing)
      if (closing != 0) return to + <usize>(ctz(closing) - popcnt(escaping & before))
      // What the last byte escapes comes with the next block.
      at += block - <usize>(escaping >> 63)
      to = next
    } else {
      to = resolvedBySteps(at, at + block, to)
      if (to == 0) {
        resolvedAt = faultAt
        return byteAt(faultAt) == quote ? resolvedTo : 0
      }
      at = resolvedAt
    }
  }
  return 0
}

/**
 * Of the 64 bytes from `at` on, what `resolvedUntil` does. Where quotes and backslashes alone are escaped, no byte is looked at by
 * itself: bits of words stand for bytes.
 */
@inline export function resolvedBlock(at: usize, to: usize): usize {
  const quotes = bytesOf(at, 0x22)
  const backslashes = bytesOf(at, 0x5c)
  const escaped = behindEscapes(backslashes)
  if (((quotes & ~escaped) | (escaped & ~(quotes | backslashes))) != 0 || hasControls(at))
    return resolvedBySteps(at, at + block, to)
  const escaping = backslashes & ~escaped
  to = withoutBytes(at, <u32>escaping, to)
  to = withoutBytes(at + 32, <u32>(escaping >> 32), to)
  // What the last byte escapes comes with the next block.
  resolvedAt = at + block - <usize>(escaping >> 63)
  return to
}

/** The bytes that a backslash escapes, of which none stands before the block: of a run, each second one escapes. */
@inline function behindEscapes(backslashes: u64): u64 {
  const even: u64 = 0x5555555555555555
  const oddStarts = backslashes & ~even & ~(backslashes << 1)
  return (even ^ ((oddStarts + backslashes) << 1)) & (backslashes << 1)
}

@inline function bytesOf(at: usize, byte: u8): u64 {
  return bits(at, byte) | (bits(at + 16, byte) << 16) | (bits(at + 32, byte) << 32) | (bits(at + 48, byte) << 48)
}

@inline function bits(at: usize, byte: u8): u64 {
  return <u64>(<u32>i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(byte))))
}

function controlsOf(at: usize): u64 {
  return controlBits(at) | (controlBits(at + 16) << 16) | (controlBits(at + 32) << 32) | (controlBits(at + 48) << 48)
}

@inline function controlBits(at: usize): u64 {
  return <u64>(<u32>i8x16.bitmask(i8x16.lt_u(v128.load(at), i8x16.splat(0x20))))
}

@inline function hasControls(at: usize): bool {
  const least = i8x16.min_u(
    i8x16.min_u(v128.load(at), v128.load(at + 16)),
    i8x16.min_u(v128.load(at + 32), v128.load(at + 48)),
  )
  return v128.any_true(i8x16.lt_u(least, i8x16.splat(0x20)))
}

/** Of 32 bytes. */
@inline function withoutBytes(at: usize, gone: u32, to: usize): usize {
  to = withoutEight(at, gone & 0xff, to)
  to = withoutEight(at + 8, (gone >> 8) & 0xff, to)
  to = withoutEight(at + 16, (gone >> 16) & 0xff, to)
  return withoutEight(at + 24, gone >> 24, to)
}

/** Reads and writes 16 bytes. */
@inline function withoutEight(at: usize, gone: u32, to: usize): usize {
  v128.store(to, i8x16.swizzle(v128.load(at), v128.load(kept + (gone << 3))))
  return to + 8 - popcnt(gone)
}

/** The same, one escape a step, up to 15 bytes beyond `end`. */
function resolvedBySteps(at: usize, end: usize, to: usize): usize {
  while (at < end) {
    const text = v128.load(at)
    v128.store(to, text)
    // Zeros behind the end are controls, too.
    const marks: u32 = i8x16.bitmask(
      v128.or(
        v128.or(i8x16.eq(text, i8x16.splat(0x22)), i8x16.eq(text, i8x16.splat(0x5c))),
        i8x16.lt_u(text, i8x16.splat(0x20)),
      ),
    )
    const plain: usize = marks == 0 ? 16 : ctz(marks)
    at += plain
    to += plain
    if (plain == 16) continue
    if (at >= end) break
    if (byteAt(at) != backslash) {
      resolvedTo = to
      return fault(at, Fault.controlCharacter)
    }
    const character = characterOf(at)
    if (character < 0) return fault(at, Fault.badEscape)
    at += escapeLength
    to = writeCharacter(character, to)
  }
  resolvedAt = at
  return to
}

/** For each set of eight bytes that are to go, a bit each: the numbers of the others, in eight bytes. */
const kept = memory.data(256 * 8 + 8, 16)
for (let set: u32 = 0; set < 256; set++) {
  let to = kept + (set << 3)
  for (let byte: u32 = 0; byte < 8; byte++) if (((set >> byte) & 1) == 0) store<u8>(to++, <u8>byte)
}

/** Of the escape that `characterOf` read last: a pair of surrogates is one. */
let escapeLength: usize = 0
/** What a surrogate alone becomes in UTF-8. */
const replacement: i32 = 0xfffd

/** -1 for a faulty escape. */
function characterOf(at: usize): i32 {
  escapeLength = 2
  switch (byteAt(at + 1)) {
    case 0x22:
    case 0x5c:
    case 0x2f:
      return byteAt(at + 1)
    case 0x62:
      return 0x08
    case 0x66:
      return 0x0c
    case 0x6e:
      return 0x0a
    case 0x72:
      return 0x0d
    case 0x74:
      return 0x09
    case letterU:
      return unicodeOf(at)
    default:
      return -1
  }
}

const letterU: u32 = 0x75

function unicodeOf(at: usize): i32 {
  escapeLength = 6
  const unit = hexUnit(at + 2)
  if (unit < 0xd800 || unit > 0xdfff) return unit
  const isHigh = unit < 0xdc00 && byteAt(at + 6) == backslash && byteAt(at + 7) == letterU
  const low = isHigh ? hexUnit(at + 8) : 0
  if (low < 0xdc00 || low > 0xdfff) return replacement
  escapeLength = 12
  return 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00)
}

/** Of four hexadecimal digits; -1 where there are none. */
function hexUnit(at: usize): i32 {
  let unit: u32 = 0
  for (const end = at + 4; at < end; at++) {
    const c = byteAt(at)
    const letter = (c | 0x20) - 0x61
    if (c - 0x30 < 10) unit = (unit << 4) | (c - 0x30)
    else if (letter < 6) unit = (unit << 4) | (letter + 10)
    else return -1
  }
  return <i32>unit
}

/** In UTF-8; gives the place behind it. */
function writeCharacter(character: u32, to: usize): usize {
  if (character < 0x80) {
    store<u8>(to, <u8>character)
    return to + 1
  }
  if (character < 0x800) {
    store<u8>(to, <u8>(0xc0 | (character >> 6)))
    return writeRest(character, 0, to + 1)
  }
  if (character < 0x10000) {
    store<u8>(to, <u8>(0xe0 | (character >> 12)))
    return writeRest(character, 6, to + 1)
  }
  store<u8>(to, <u8>(0xf0 | (character >> 18)))
  return writeRest(character, 12, to + 1)
}

/** Six bits a byte, from `shift` down. */
function writeRest(character: u32, shift: i32, to: usize): usize {
  for (; shift >= 0; shift -= 6) store<u8>(to++, <u8>(0x80 | ((character >> shift) & 0x3f)))
  return to
}
