import type { Utf8Texts } from './text-data.ts'
import { timeOrder } from './time-order.ts'

/** Fewer texts than these are compared. */
const fewTexts = 12
/** Up to so many texts their places fit into a double, whole up to 2^53, behind five of their bytes. */
const mostPlaces = 8192
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
  if (order.length < fewTexts) insert(texts, order, depth)
  else if (depth > deepest) order.sort((a, b) => compareTexts(texts, a, b, depth))
  else if (order.length <= mostPlaces) sortByFiveBytes(texts, order, depth)
  else sortBySixBytes(texts, order, depth)
}

function insert(texts: Utf8Texts, order: Uint32Array, depth: number): void {
  for (let k = 1; k < order.length; k++) {
    const text = order[k]!
    let place = k
    for (; place > 0 && compareTexts(texts, order[place - 1]!, text, depth) > 0; place--)
      order[place] = order[place - 1]!
    order[place] = text
  }
}

/** Numbers without a comparing function are sorted by the engine itself, a few of them within microseconds. */
function sortByFiveBytes(texts: Utf8Texts, order: Uint32Array, depth: number): void {
  const before = order.slice()
  const keys = new Float64Array(order.length)
  for (let k = 0; k < keys.length; k++) keys[k] = keyOf(texts, before[k]!, depth, 5) * mostPlaces + k
  keys.sort()
  for (let k = 0; k < keys.length; k++) {
    const key = Math.floor(keys[k]! / mostPlaces)
    order[k] = before[keys[k]! - key * mostPlaces]!
    keys[k] = key
  }
  sortRuns(texts, order, keys, depth + 5)
}

/** Takes tables of 65,536 places. */
function sortBySixBytes(texts: Utf8Texts, order: Uint32Array, depth: number): void {
  const keys = new Float64Array(order.length)
  for (let k = 0; k < keys.length; k++) keys[k] = keyOf(texts, order[k]!, depth, 6)
  const places = timeOrder(keys, keys.length)
  if (places !== null) {
    order.set(places.map((k) => order[k]!))
    keys.set(keys.map((_, k) => keys[places[k]!]!))
  }
  sortRuns(texts, order, keys, depth + 6)
}

/** Sorts what has the same key, by what follows. */
function sortRuns(texts: Utf8Texts, order: Uint32Array, keys: Float64Array, depth: number): void {
  for (let from = 0, until = 1; from < order.length; from = until++) {
    const key = keys[from]!
    while (until < order.length && keys[until] === key) until++
    // A key whose last byte is 0 holds the end of the text.
    if (until - from > 1 && key % 256 !== 0) sortFrom(texts, order.subarray(from, until), depth)
  }
}

function keyOf({ bytes, starts }: Utf8Texts, text: number, depth: number, length: number): number {
  const from = starts[text]! + depth
  const end = starts[text + 1]!
  let key = 0
  for (let at = from; at < from + length; at++) key = key * 256 + (at < end ? placeOfByte[bytes[at]!]! : 0)
  return key
}
