// JSON text (RFC 8259), accepted just as JSON.parse does. A place of 0 says that the text is faulty: no place in
// memory is 0. Behind the text stand zeros, which are valid nowhere, so that nothing needs to look for its end.

import { alloc, enlarge } from './memory'

export const quote: u32 = 0x22
export const backslash: u32 = 0x5c
export const comma: u32 = 0x2c
const colon: u32 = 0x3a
export const openBrace: u32 = 0x7b
export const closeBrace: u32 = 0x7d
export const openBracket: u32 = 0x5b
export const closeBracket: u32 = 0x5d

/** What a fault is, in the order of the words that reasons.ts has for them. */
export const enum Fault {
  noKey,
  noColon,
  noComma,
  objectCut,
  noCommaInRecords,
  noCommaInResources,
  noCommaInValue,
  valueCut,
  stringCut,
  controlCharacter,
  badEscape,
  badHexEscape,
  noValue,
  badNumber,
  badLiteral,
  textGoesOn,
}

/** Where the text in memory ends. */
let textEnd: usize = 0
export let faultAt: usize = 0
export let faultKind: Fault = Fault.noValue
/** Set when a string had an escape in it; whoever wants to know clears it before. */
export let escaped: bool = false

export function setTextEnd(end: usize): void {
  textEnd = end
}

@inline export function clearEscaped(): void {
  escaped = false
}

export function fault(at: usize, kind: Fault): usize {
  faultAt = at
  faultKind = kind
  return 0
}

@inline export function byteAt(at: usize): u32 {
  return load<u8>(at)
}

@inline export function skipSpace(at: usize): usize {
  return byteAt(at) > 0x20 ? at : skipSpaces(at)
}

function skipSpaces(at: usize): usize {
  let c = byteAt(at)
  while (c == 0x20 || c == 0x0a || c == 0x0d || c == 0x09) c = byteAt(++at)
  return at
}

/** `at` is behind the opening quote; gives the place of the closing one. */
@inline export function stringEnd(at: usize): usize {
  const end = plainEnd(at)
  return byteAt(end) == quote ? end : unusualStringEnd(end)
}

/** The first quote, backslash or control character. */
@inline function plainEnd(at: usize): usize {
  while (true) {
    const text = v128.load(at)
    const ends = v128.or(
      v128.or(i8x16.eq(text, i8x16.splat(0x22)), i8x16.eq(text, i8x16.splat(0x5c))),
      i8x16.lt_u(text, i8x16.splat(0x20)),
    )
    const found = i8x16.bitmask(ends)
    if (found != 0) return at + ctz(found)
    at += 16
  }
}

function unusualStringEnd(at: usize): usize {
  while (true) {
    const c = byteAt(at)
    if (c == quote) return at
    if (c != backslash) return fault(at, at >= textEnd ? Fault.stringCut : Fault.controlCharacter)
    escaped = true
    at = escapeEnd(at)
    if (at == 0) return 0
    at = plainEnd(at)
  }
}

function escapeEnd(at: usize): usize {
  switch (byteAt(at + 1)) {
    case 0x22:
    case 0x5c:
    case 0x2f:
    case 0x62:
    case 0x66:
    case 0x6e:
    case 0x72:
    case 0x74:
      return at + 2
    case 0x75:
      for (let k = at + 2; k < at + 6; k++) if (!isHexDigit(byteAt(k))) return fault(k, Fault.badHexEscape)
      return at + 6
    default:
      return fault(at + 1, Fault.badEscape)
  }
}

@inline function isHexDigit(c: u32): bool {
  return isDigit(c) || (c | 0x20) - 0x61 < 6
}

@inline function isDigit(c: u32): bool {
  return c - 0x30 < 10
}

function numberEnd(at: usize): usize {
  if (byteAt(at) == 0x2d) at++
  if (!isDigit(byteAt(at))) return fault(at, Fault.noValue)
  if (byteAt(at) == 0x30) at++
  else while (isDigit(byteAt(at))) at++
  if (byteAt(at) == 0x2e) {
    if (!isDigit(byteAt(++at))) return fault(at, Fault.badNumber)
    while (isDigit(byteAt(at))) at++
  }
  if ((byteAt(at) | 0x20) == 0x65) {
    at++
    if (byteAt(at) == 0x2b || byteAt(at) == 0x2d) at++
    if (!isDigit(byteAt(at))) return fault(at, Fault.badNumber)
    while (isDigit(byteAt(at))) at++
  }
  return at
}

// `true`, `null` and the first four letters of `false`, as a little-endian word.
export const trueWord: u32 = 0x65757274
const nullWord: u32 = 0x6c6c756e
export const falsWord: u32 = 0x736c6166

function literalEnd(at: usize): usize {
  switch (byteAt(at)) {
    case 0x74:
      return load<u32>(at) == trueWord ? at + 4 : badLiteral(at, trueWord)
    case 0x6e:
      return load<u32>(at) == nullWord ? at + 4 : badLiteral(at, nullWord)
    case 0x66:
      if (load<u32>(at) != falsWord) return badLiteral(at, falsWord)
      return byteAt(at + 4) == 0x65 ? at + 5 : fault(at + 4, Fault.badLiteral)
    default:
      return numberEnd(at)
  }
}

function badLiteral(at: usize, word: u32): usize {
  return fault(at + (ctz(load<u32>(at) ^ word) >> 3), Fault.badLiteral)
}

/** Steps over one value of any kind and depth; `at` is its first byte. */
export function valueEnd(at: usize): usize {
  const first = byteAt(at)
  if (first == quote) {
    const end = stringEnd(at + 1)
    return end == 0 ? 0 : end + 1
  }
  return first == openBrace || first == openBracket ? containerEnd(at) : literalEnd(at)
}

// The containers that are open, a bit each, the innermost lowest: 1 for an object. 64 are at hand, the others here.
let outer: usize = 0
let outerSize: u32 = 0

function keepOuter(depth: u32, open: u64): void {
  const at = (depth >>> 6) << 3
  if (at > outerSize) {
    const size = max(at << 2, 64)
    outer = outerSize == 0 ? alloc(size) : enlarge(outer, outerSize, outerSize, size)
    outerSize = size
  }
  store<u64>(outer + at - 8, open)
}

function containerEnd(at: usize): usize {
  let depth: u32 = 0
  let open: u64 = 0
  while (true) {
    // Here a value begins at `at`.
    const c = byteAt(at)
    if (c == quote) {
      at = stringEnd(at + 1)
      if (at == 0) return 0
      at++
    } else if (c == openBrace || c == openBracket) {
      if (depth != 0 && (depth & 63) == 0) keepOuter(depth, open)
      depth++
      open = (open << 1) | u64(c == openBrace)
      at = skipSpace(at + 1)
      // Both closing characters come two behind the opening ones.
      if (byteAt(at) != c + 2) {
        if (c == openBrace) {
          at = keyEnd(at)
          if (at == 0) return 0
        }
        continue
      }
      at++
      depth--
      open = depth != 0 && (depth & 63) == 0 ? load<u64>(outer + (depth >>> 3) - 8) : open >> 1
    } else {
      at = literalEnd(at)
      if (at == 0) return 0
    }
    // Here a value has ended: close containers until one goes on.
    while (true) {
      if (depth == 0) return at
      at = skipSpace(at)
      const next = byteAt(at)
      const inObject = (open & 1) != 0
      if (next == comma) {
        at = skipSpace(at + 1)
        if (inObject) {
          at = keyEnd(at)
          if (at == 0) return 0
        }
        break
      }
      if (next != (inObject ? closeBrace : closeBracket))
        return fault(at, at >= textEnd ? Fault.valueCut : Fault.noCommaInValue)
      at++
      depth--
      open = depth != 0 && (depth & 63) == 0 ? load<u64>(outer + (depth >>> 3) - 8) : open >> 1
    }
  }
}

/** Steps over `"key" :` and the space behind it. */
@inline function keyEnd(at: usize): usize {
  if (byteAt(at) != quote) return fault(at, Fault.noKey)
  at = stringEnd(at + 1)
  return at == 0 ? 0 : colonEnd(at + 1)
}

/** Steps over `:` with the space around it. */
@inline export function colonEnd(at: usize): usize {
  at = skipSpace(at)
  return byteAt(at) == colon ? skipSpace(at + 1) : fault(at, Fault.noColon)
}

@inline export function textEnds(at: usize): bool {
  return at >= textEnd
}
