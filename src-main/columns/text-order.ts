import type { Utf8Texts } from './text-data.ts'
import { timeOrder } from './time-order.ts'

/** Bytes that are sorted by at once: 48 bits are whole in a double. */
const keyBytes = 6
/** Fewer texts than these are compared: to sort by a key takes tables of 65,536 places. */
const fewTexts = 4096
/** Texts that are equal so far are compared: each step takes a pass over them. */
const deepest = 120

/**
 * By byte of UTF-8, its place in the order of UTF-16 code units, from 1 on. A surrogate comes before U+E000 to U+FFFF, of
 * which the first byte is EE or EF; a character that needs surrogates begins with F0 to F4 (RFC 3629, section 3).
 */
const placeOfByte = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === 0xee || byte === 0xef ? byte + 8 : byte + 1,
)

/**
 * The order of well-formed texts by UTF-16 code units, as `<` compares strings; equal ones keep theirs. To compare a
 * million strings pair by pair takes seconds, so that many texts are put in order by some of their bytes at a time.
 */
export function textOrder(texts: Utf8Texts): Uint32Array {
  const order = Uint32Array.from({ length: texts.starts.length - 1 }, (_, at) => at)
  sortFrom(texts, order, 0)
  return order
}

/** Negative, 0 or positive, as one text stands to another. Their first `depth` bytes are the same. */
function compareTexts({ bytes, starts }: Utf8Texts, one: number, another: number, depth: number): number {
  const [endOfOne, endOfAnother] = [starts[one + 1]!, starts[another + 1]!]
  let a = starts[one]! + depth
  let b = starts[another]! + depth
  while (a < endOfOne && b < endOfAnother && bytes[a] === bytes[b]) {
    a++
    b++
  }
  const place = (at: number, end: number) => (at < end ? placeOfByte[bytes[at]!]! : 0)
  return place(a, endOfOne) - place(b, endOfAnother)
}

/** Sorts what is in `order`: texts of which the first `depth` bytes are the same. */
function sortFrom(texts: Utf8Texts, order: Uint32Array, depth: number): void {
  if (order.length < 2) return
  if (order.length < fewTexts || depth > deepest) order.sort((a, b) => compareTexts(texts, a, b, depth))
  else sortByKeys(texts, order, depth)
}

function sortByKeys(texts: Utf8Texts, order: Uint32Array, depth: number): void {
  const keys = new Float64Array(order.length)
  for (let k = 0; k < order.length; k++) keys[k] = keyOf(texts, order[k]!, depth)
  const places = timeOrder(keys, keys.length)
  if (places !== null) {
    const before = order.slice()
    for (let k = 0; k < places.length; k++) order[k] = before[places[k]!]!
  }
  const keyAt = (k: number) => keys[places === null ? k : places[k]!]!
  for (let from = 0, until = 1; from < order.length; from = until++) {
    const key = keyAt(from)
    while (until < order.length && keyAt(until) === key) until++
    // A key whose last byte is 0 holds the end of the text.
    if (key % 256 !== 0) sortFrom(texts, order.subarray(from, until), depth + keyBytes)
  }
}

function keyOf({ bytes, starts }: Utf8Texts, text: number, depth: number): number {
  const from = starts[text]! + depth
  const end = starts[text + 1]!
  let key = 0
  for (let at = from; at < from + keyBytes; at++) key = key * 256 + (at < end ? placeOfByte[bytes[at]!]! : 0)
  return key
}
