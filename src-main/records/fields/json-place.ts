import { backslash, closeBrace, closeBracket, comma, openBrace, openBracket, quote } from '../../formats/json-bytes.ts'

/** A step of a path into JSON: the name of a member, or the number of an element. */
export type Step = string | number

/** Where a container ends, behind its bracket, whose inside begins at `from`; -1 where it does not. */
export type EndOfContainer = (from: number) => number

export interface PlaceOptions {
  /** Names in another case of ASCII letters count, too. */
  readonly anyCase: boolean
}

/**
 * Finds the value at a path in the bytes of a JSON record, without making a string or an object of it. The bytes must be
 * valid JSON, as records are. Judged by src-shared/base/json-slice.ts, which does the same with text.
 */
export class JsonPlace {
  /** Of the value that was found last. */
  from = 0
  until = 0
  readonly #steps: readonly (Buffer | number)[]
  readonly #anyCase: boolean

  constructor(steps: readonly Step[], { anyCase }: PlaceOptions) {
    const name = (text: string) => Buffer.from(anyCase ? lower(text) : text)
    this.#steps = steps.map((step) => (typeof step === 'string' ? name(step) : step))
    this.#anyCase = anyCase
  }

  /**
   * Whether the JSON from `from` to `until` has a value there. Of names written twice the last counts, as in JSON.parse.
   * `endOf`: a faster way over containers.
   */
  find(bytes: Uint8Array, from: number, until: number, endOf: EndOfContainer | null = null): boolean {
    let at = skipSpace(bytes, from, until)
    for (const step of this.#steps) {
      const inner =
        typeof step === 'number' ? elementOf(bytes, at, until, step) : this.#member(bytes, at, until, step, endOf)
      if (inner === -1) return false
      at = inner
    }
    this.from = at
    this.until = endOfValue(bytes, at, until)
    return true
  }

  #member(bytes: Uint8Array, at: number, until: number, name: Buffer, endOf: EndOfContainer | null): number {
    if (bytes[at] !== openBrace) return -1
    let found = -1
    for (let i = skipSpace(bytes, at + 1, until); i < until && bytes[i] === quote; ) {
      const nameEnd = endOfString(bytes, i, until)
      const value = skipSpace(bytes, skipSpace(bytes, nameEnd, until) + 1, until)
      if (this.#isName(bytes, i + 1, nameEnd - 1, name)) found = value
      const end = skipSpace(bytes, endOfMember(bytes, value, until, endOf), until)
      i = bytes[end] === comma ? skipSpace(bytes, end + 1, until) : end
    }
    return found
  }

  #isName(bytes: Uint8Array, from: number, until: number, name: Buffer): boolean {
    const { length } = name
    // Escapes only make it longer.
    if (until - from < length) return false
    if (until - from > length) return this.#isEscapedName(bytes, from, until, name)
    for (let k = 0; k < length; k++) if (this.#letter(bytes[from + k]!) !== name[k]) return false
    return true
  }

  #letter(byte: number): number {
    return this.#anyCase && byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte
  }

  #isEscapedName(bytes: Uint8Array, from: number, until: number, name: Buffer): boolean {
    let at = from
    while (at < until && bytes[at] !== backslash) at++
    if (at === until) return false
    const written: string = JSON.parse(`"${Buffer.from(bytes.buffer, bytes.byteOffset + from, until - from)}"`)
    return (this.#anyCase ? lower(written) : written) === name.toString()
  }
}

/** Of ASCII letters: others keep their number of bytes in no case. */
const lower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

function elementOf(bytes: Uint8Array, at: number, until: number, index: number): number {
  if (bytes[at] !== openBracket) return -1
  let i = skipSpace(bytes, at + 1, until)
  for (let k = 0; i < until && bytes[i] !== closeBracket; k++) {
    if (k === index) return i
    const end = skipSpace(bytes, endOfValue(bytes, i, until), until)
    i = bytes[end] === comma ? skipSpace(bytes, end + 1, until) : end
  }
  return -1
}

function skipSpace(bytes: Uint8Array, at: number, until: number): number {
  let i = at
  while (i < until && isSpace(bytes[i]!)) i++
  return i
}

/** Behind the closing quote. */
function endOfString(bytes: Uint8Array, at: number, until: number): number {
  for (let i = at + 1; i < until; i++) {
    const byte = bytes[i]
    if (byte === quote) return i + 1
    if (byte === backslash) i++
  }
  return until
}

function endOfMember(bytes: Uint8Array, at: number, until: number, endOf: EndOfContainer | null): number {
  const isContainer = bytes[at] === openBrace || bytes[at] === openBracket
  const end = isContainer && endOf !== null ? endOf(at + 1) : -1
  return end === -1 ? endOfValue(bytes, at, until) : Math.min(end, until)
}

/** Counts brackets instead of recursing: depth has no limit. */
function endOfValue(bytes: Uint8Array, at: number, until: number): number {
  let depth = 0
  for (let i = at; i < until; ) {
    const byte = bytes[i]!
    if (byte === quote) {
      i = endOfString(bytes, i, until)
      if (depth === 0) return i
      continue
    }
    if (byte === openBrace || byte === openBracket) depth++
    else if (byte === closeBrace || byte === closeBracket) {
      if (depth === 0) return i
      if (--depth === 0) return i + 1
    } else if (depth === 0 && (byte === comma || isSpace(byte))) return i
    i++
  }
  return until
}

const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
