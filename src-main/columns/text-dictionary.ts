import type { NewTexts } from './batch.ts'
import { sharedArray } from './shared-array.ts'
import type { ColumnTexts } from './text-data.ts'

/**
 * Codes for the distinct texts of one column, looked up by UTF-8 bytes. A column may have hundreds of thousands of texts.
 * None becomes a string while files are read. Code 0 is null. Codes count up from 1.
 */
export class TextDictionary {
  /** Codes given so far, 0 included. */
  size = 1
  /** The entries that readers sent, one segment for each message. */
  private segments: Uint32Array[] = []
  /** By code, where its entry lies: the segment, and the place in it. */
  private places = new Uint32Array(2 * 32)
  /** Open addressing: pairs of hash and code, 0 for a free slot. */
  private table = new Int32Array(2 * 64)
  /** Texts with lone surrogates have no UTF-8 form of their own. */
  private readonly illFormed = new Map<string, number>()

  /** The codes of these texts, in their order. */
  codesOf({ entries, illFormed }: NewTexts): Uint32Array {
    const codes = new Uint32Array(entries.length / headWords)
    const segment = this.segments.push(entries) - 1
    let count = 0
    for (let at = 0; at < entries.length; at += entryWords(entries[at + 1]!)) {
      const text = illFormed?.get(entries[at]!)
      codes[count++] = text === undefined ? this.codeOf(segment, at) : this.codeOfIllFormed(text)
    }
    return codes.subarray(0, count)
  }

  private codeOf(segment: number, at: number): number {
    const { table } = this
    const entries = this.segments[segment]!
    const hash = hashOf(entries, at)
    const mask = table.length - 1
    for (let slot = (hash << 1) & mask; table[slot + 1] !== 0; slot = (slot + 2) & mask) {
      const code = table[slot + 1]!
      if (table[slot] === hash && this.isTextOf(code, entries, at)) return code
    }
    if (!isAscii(entries, at)) {
      // Bytes that are not UTF-8 count as the text that decoding makes of them, which may have a code already.
      const bytes = bytesOf(entries, at)
      const decoded = Buffer.from(bytes.toString())
      if (!decoded.equals(bytes)) return this.codesOf({ entries: entryOf(decoded) })[0]!
    }
    const code = this.add(segment, at)
    if (code * 4 > table.length) this.growTable()
    put(this.table, hash, code)
    return code
  }

  private isTextOf(code: number, entries: Uint32Array, at: number): boolean {
    const segment = this.segments[this.places[code * 2]!]!
    let known = this.places[code * 2 + 1]! + 1
    const end = textEnd(entries, at)
    // Their lengths first.
    for (let k = at + 1; k < end; k++) if (entries[k] !== segment[known++]) return false
    return true
  }

  private codeOfIllFormed(text: string): number {
    const known = this.illFormed.get(text)
    if (known !== undefined) return known
    const code = this.add(this.segments.push(entryOf(Buffer.from(text))) - 1, 0)
    this.illFormed.set(text, code)
    return code
  }

  private add(segment: number, at: number): number {
    const code = this.size++
    if (code * 2 >= this.places.length) {
      const larger = new Uint32Array(this.places.length * 2)
      larger.set(this.places)
      this.places = larger
    }
    this.places[code * 2] = segment
    this.places[code * 2 + 1] = at
    return code
  }

  private growTable(): void {
    const larger = new Int32Array(this.table.length * 4)
    for (let slot = 0; slot < this.table.length; slot += 2)
      if (this.table[slot + 1] !== 0) put(larger, this.table[slot]!, this.table[slot + 1]!)
    this.table = larger
  }

  /** Hands over the texts in order of their codes. The first is empty: it belongs to null. */
  giveTexts(): ColumnTexts {
    const { size, places, segments } = this
    const starts = sharedArray(Uint32Array, size + 1)
    for (let code = 1; code < size; code++)
      starts[code + 1] = starts[code]! + segments[places[code * 2]!]![places[code * 2 + 1]! + 1]!
    const bytes = sharedArray(Uint8Array, starts[size]!)
    const views = segments.map((entries) => bufferOf(entries, 0, entries.byteLength))
    for (let code = 1; code < size; code++) {
      const view = views[places[code * 2]!]!
      let from = (places[code * 2 + 1]! + headWords) * 4
      // Most texts are short: a call of `set` for each takes longer than the loop.
      for (let at = starts[code]!; at < starts[code + 1]!; at++) bytes[at] = view[from++]!
    }
    const illFormed = new Map([...this.illFormed].map(([text, code]) => [code, text]))
    this.segments = []
    this.places = new Uint32Array(0)
    this.table = new Int32Array(0)
    return { bytes, starts, illFormed }
  }
}

/** Takes each text that a reader sends, with the reader's code of it. Texts with lone surrogates are strings. */
export function eachText({ entries, illFormed }: NewTexts, take: (code: number, text: Buffer | string) => void): void {
  for (let at = 0; at < entries.length; at += entryWords(entries[at + 1]!)) {
    const code = entries[at]!
    take(code, illFormed?.get(code) ?? bytesOf(entries, at))
  }
}

/** An entry is the reader's code of the text, the length in bytes, and the bytes. */
export const headWords = 2

/** Entries are aligned to eight bytes. */
export const entryWords = (length: number) => headWords + Math.ceil(length / 8) * 2

/** Behind the last word of a text. */
const textEnd = (entries: Uint32Array, at: number) => at + headWords + ((entries[at + 1]! + 3) >>> 2)

const bufferOf = (words: Uint32Array, from: number, length: number) =>
  Buffer.from(words.buffer, words.byteOffset + from, length)

const bytesOf = (entries: Uint32Array, at: number) => bufferOf(entries, (at + headWords) * 4, entries[at + 1]!)

function entryOf(bytes: Uint8Array): Uint32Array {
  const entry = new Uint32Array(entryWords(bytes.length))
  entry[1] = bytes.length
  new Uint8Array(entry.buffer).set(bytes, headWords * 4)
  return entry
}

function isAscii(entries: Uint32Array, at: number): boolean {
  const end = textEnd(entries, at)
  let bits = 0
  for (let k = at + headWords; k < end; k++) bits |= entries[k]!
  return (bits & 0x80808080) === 0
}

function put(table: Int32Array, hash: number, code: number): void {
  const mask = table.length - 1
  let slot = (hash << 1) & mask
  while (table[slot + 1] !== 0) slot = (slot + 2) & mask
  table[slot] = hash
  table[slot + 1] = code
}

const blockWords = 128
/** Random, two per word of a block, so that no file can be crafted to collide. */
const hashKeys = crypto.getRandomValues(new Uint32Array(2 * blockWords))

/**
 * Every half word is multiplied by a key of its own: two texts that differ in a block have the same sum with a
 * probability of at most 2^-17 over the keys, whoever chose them. The blocks of longer texts are mixed.
 */
function hashOf(entries: Uint32Array, at: number): number {
  let sum = entries[at + 1]!
  const end = textEnd(entries, at)
  for (let k = at + headWords; k < end; ) {
    const blockEnd = Math.min(k + blockWords, end)
    for (let key = 0; k < blockEnd; key += 2) {
      const word = entries[k++]!
      sum = (sum + Math.imul(word & 0xffff, hashKeys[key]!) + Math.imul(word >>> 16, hashKeys[key + 1]!)) | 0
    }
    sum = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b)
    sum = Math.imul(sum ^ (sum >>> 13), 0xc2b2ae35)
    sum ^= sum >>> 16
  }
  return sum
}
