import { compactJson } from '../../../src-shared/base/json.ts'
import { type FieldKind, fieldKind } from '../../../src-shared/model/field.ts'
import { backslash, openBrace, openBracket, quote } from '../../formats/json-bytes.ts'

/** Texts that one thread uses for the first time, in order of its codes, as columns take them (columns/batch.ts). */
export interface NewFieldTexts {
  /** One behind the other: code, length in bytes, then the bytes, filled up with NUL to eight bytes. */
  readonly entries: Uint32Array
  /** By code: lone surrogates have no UTF-8 form, and the entries of texts with such are empty. */
  readonly illFormed: ReadonlyMap<number, string>
  /** Of each entry. */
  readonly kinds: Uint8Array
}

/**
 * The codes that one thread gives the values of one field, from 1 on. What a value is belongs to it: 1 and "1" have a
 * code each. The text of a string is what it means, of anything else how it is written, without white space.
 */
export class FieldTexts {
  /** By kind: bytes, as Latin-1, which has a character for each. */
  readonly #codes = new Map<FieldKind, Map<string, number>>()
  readonly #illFormedCodes = new Map<string, number>()
  #size = 0
  #bytes = 0
  #fresh: string[] = []
  #kinds: FieldKind[] = []
  #illFormed = new Map<number, string>()

  /** Of all texts since the beginning, as entries take them. */
  get bytes(): number {
    return this.#bytes
  }

  /** 0 for null. The JSON value from `from` to `until`. */
  codeOf(bytes: Buffer, from: number, until: number): number {
    switch (bytes[from]) {
      case quote:
        return this.#codeOfString(bytes, from, until)
      case openBrace:
        return this.#codeOfJson(fieldKind.object, bytes, from, until)
      case openBracket:
        return this.#codeOfJson(fieldKind.array, bytes, from, until)
      case letterN:
        return 0
      case letterT:
      case letterF:
        return this.#code(fieldKind.boolean, bytes.toString('latin1', from, until))
      default:
        return this.#code(fieldKind.number, bytes.toString('latin1', from, until))
    }
  }

  /** What was added since the last call. */
  takeFresh(): NewFieldTexts {
    const first = this.#size - this.#fresh.length + 1
    let words = 0
    for (const text of this.#fresh) words += entryWords(text.length)
    const entries = new Uint32Array(words)
    const bytes = Buffer.from(entries.buffer)
    let at = 0
    this.#fresh.forEach((text, k) => {
      entries[at] = first + k
      entries[at + 1] = text.length
      bytes.write(text, (at + headWords) * 4, 'latin1')
      at += entryWords(text.length)
    })
    const fresh = { entries, illFormed: this.#illFormed, kinds: Uint8Array.from(this.#kinds) }
    this.#fresh = []
    this.#kinds = []
    this.#illFormed = new Map()
    return fresh
  }

  #codeOfString(bytes: Buffer, from: number, until: number): number {
    if (!hasByte(bytes, from, until, backslash))
      return this.#code(fieldKind.string, bytes.toString('latin1', from + 1, until - 1))
    return this.codeOfText(JSON.parse(bytes.toString('utf8', from, until)))
  }

  /** Of a text that stands in no record as such. */
  codeOfText(text: string): number {
    if (isAscii.test(text)) return this.#code(fieldKind.string, text)
    if (text.isWellFormed()) return this.#code(fieldKind.string, Buffer.from(text).toString('latin1'))
    const known = this.#illFormedCodes.get(text)
    if (known !== undefined) return known
    const code = this.#add(fieldKind.string, '')
    this.#illFormedCodes.set(text, code)
    this.#illFormed.set(code, text)
    return code
  }

  #codeOfJson(kind: FieldKind, bytes: Buffer, from: number, until: number): number {
    if (!hasSpace(bytes, from, until)) return this.#code(kind, bytes.toString('latin1', from, until))
    return this.#code(kind, Buffer.from(compactJson(bytes.toString('utf8', from, until))).toString('latin1'))
  }

  #code(kind: FieldKind, text: string): number {
    let codes = this.#codes.get(kind)
    if (codes === undefined) {
      codes = new Map()
      this.#codes.set(kind, codes)
    }
    const known = codes.get(text)
    if (known !== undefined) return known
    const code = this.#add(kind, text)
    codes.set(text, code)
    return code
  }

  #add(kind: FieldKind, text: string): number {
    this.#fresh.push(text)
    this.#kinds.push(kind)
    this.#bytes += entryWords(text.length) * 4
    return ++this.#size
  }
}

const headWords = 2
/** Entries are aligned to eight bytes. */
const entryWords = (length: number) => headWords + Math.ceil(length / 8) * 2

const isAscii = /^[\0-\x7f]*$/
const [letterN, letterT, letterF] = [0x6e, 0x74, 0x66]

function hasByte(bytes: Buffer, from: number, until: number, byte: number): boolean {
  for (let at = from; at < until; at++) if (bytes[at] === byte) return true
  return false
}

/** White space outside of strings, or a blank in one: JSON has no other control characters within strings. */
function hasSpace(bytes: Buffer, from: number, until: number): boolean {
  for (let at = from; at < until; at++) if (bytes[at]! <= 0x20) return true
  return false
}
