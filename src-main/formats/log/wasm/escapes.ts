// JSON text within a JSON string, its escapes resolved. The same rules as in ../../escapes.ts, which reads records again.

import { backslash, byteAt, fault, Fault, openBrace, skipSpace } from './json'

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

/** The last bytes of a text, with zeros behind them. */
const tail = memory.data(48, 16)

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
  memory.fill(tail, 0, 48)
  memory.copy(tail, at, left)
  return resolvedUntil(tail, tail + left, to)
}

/** Behind what `resolvedUntil` took last. */
export let resolvedAt: usize = 0

/** The same up to `end`, or up to 15 bytes more. At least 16 bytes of the text, or zeros, stand behind `end`. */
export function resolvedUntil(at: usize, end: usize, to: usize): usize {
  while (at < end) {
    const text = v128.load(at)
    v128.store(to, text)
    const quotes: u32 = i8x16.bitmask(i8x16.eq(text, i8x16.splat(0x22)))
    const backslashes: u32 = i8x16.bitmask(i8x16.eq(text, i8x16.splat(0x5c)))
    // Zeros behind the end are such, too.
    const controls: u32 = i8x16.bitmask(i8x16.lt_u(text, i8x16.splat(0x20)))
    if (controls == 0 && quotes == ((backslashes << 1) & 0xffff)) {
      // What the last byte escapes comes with the next step.
      const taken = 16 - (backslashes >> 15)
      to = backslashes == 0 ? to + 16 : withoutBackslashes(at, backslashes & 0x7fff, to) - (16 - taken)
      at += taken
      continue
    }
    const plain = ctz(quotes | backslashes | controls)
    at += plain
    to += plain
    if (at >= end) break
    if (byteAt(at) != backslash) return fault(at, Fault.controlCharacter)
    const character = characterOf(at)
    if (character < 0) return fault(at, Fault.badEscape)
    at += escapeLength
    to = writeCharacter(character, to)
  }
  resolvedAt = at
  return to
}

/** Of 16 bytes, all but the backslashes, which escape quotes. Both halves are read before one is written over them. */
@inline function withoutBackslashes(at: usize, backslashes: u32, to: usize): usize {
  const low = backslashes & 0xff
  const high = backslashes >> 8
  const first = i8x16.swizzle(v128.load(at), v128.load(kept + (low << 3)))
  const second = i8x16.swizzle(v128.load(at + 8), v128.load(kept + (high << 3)))
  v128.store(to, first)
  to += 8 - popcnt(low)
  v128.store(to, second)
  return to + 8 - popcnt(high)
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
