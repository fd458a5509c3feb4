import { backslash, closeBrace, closeBracket, colon, comma, openBrace, openBracket, quote } from './json-bytes.ts'
import { SkippedText } from './skip/skip.ts'

/**
 * Looks at the beginning of JSON text without parsing it: which keys an object has and what its short texts are.
 * Values that nobody asked for are skipped without recursion, so neither a 10 MB record nor 100,000
 * brackets matter. It forgives what a parser would refuse: it only has to tell what a text is meant to be.
 */
export class JsonPeek {
  readonly #bytes: Buffer
  readonly #skipped: SkippedText
  #at: number

  constructor(text: Buffer | SkippedText) {
    this.#skipped = text instanceof SkippedText ? text : new SkippedText(text)
    const { bytes } = this.#skipped
    this.#bytes = bytes
    // A byte order mark is not JSON, but tools write it.
    this.#at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  }

  /** Where it has come to. */
  get at(): number {
    return this.#at
  }

  set at(at: number) {
    this.#at = at
  }

  /** The next byte that is not white space, or -1 at the end. Stays before it. */
  next(): number {
    const bytes = this.#bytes
    let at = this.#at
    for (;;) {
      const byte = bytes[at]
      if (byte === undefined) {
        this.#at = at
        return -1
      }
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) {
        this.#at = at
        return byte
      }
      at++
    }
  }

  /** Takes `byte` if it comes next. */
  take(byte: number): boolean {
    if (this.next() !== byte) return false
    this.#at++
    return true
  }

  /**
   * Calls `visit` with each key of the object that comes next; it reads the value or leaves it to be skipped. Where it
   * gives `'enough'`, no further key is looked for: true is given, and the rest of the object comes next.
   */
  eachKey(visit: (key: string) => unknown): boolean {
    if (!this.take(openBrace)) return false
    while (!this.take(closeBrace)) {
      const key = this.text(200)
      if (key === null || !this.take(colon)) return false
      this.next()
      const valueAt = this.#at
      const isEnough = visit(key) === 'enough'
      if (this.#at === valueAt && !this.skipValue()) return false
      if (isEnough) return true
      if (!this.take(comma) && this.next() !== closeBrace) return false
    }
    return false
  }

  /**
   * Gives the position of each element of the array that comes next. Whoever iterates reads the element or leaves it to
   * be skipped, and may stop.
   */
  *elements(): Generator<number> {
    if (!this.take(openBracket)) return
    for (let index = 0; this.next() !== closeBracket && this.next() !== -1; index++) {
      const valueAt = this.#at
      yield index
      if (this.#at === valueAt && !this.skipValue()) return
      if (!this.take(comma) && this.next() !== closeBracket) return
    }
    this.take(closeBracket)
  }

  /** The text that comes next, unescaped; null where no text comes, or one that is longer than `most` bytes. */
  text(most: number): string | null {
    if (this.next() !== quote) return null
    const from = this.#at
    if (!this.skipText()) return null
    if (this.#at - from > most + 2) return null
    const raw = this.#bytes.toString('utf8', from, this.#at)
    if (!raw.includes('\\')) return raw.slice(1, -1)
    try {
      return JSON.parse(raw) as string
    } catch {
      return null
    }
  }

  /** Skips one value; false at a broken or unfinished one. */
  skipValue(): boolean {
    const first = this.next()
    if (first === openBrace || first === openBracket) return this.#skipTo(this.#skipped.endOf(this.#at + 1, 1))
    if (first === quote) return this.skipText()
    if (first === -1 || isMark(first)) return false
    this.#skipWord()
    return true
  }

  /** Skips to the end of the object or the list at hand; false where it does not end. */
  skipRest(): boolean {
    return this.#skipTo(this.#skipped.endOf(this.#at, 1))
  }

  /**
   * Goes behind the members of the object at hand whose keys the skipper does not know, as far as they are written as
   * usual. Whether there were any.
   */
  passMembers(): boolean {
    const from = this.#at
    this.#at = this.#skipped.behindMembers(from)
    return this.#at !== from
  }

  /** `true`, `null`, a number, or junk: whatever stands before the next mark. */
  #skipWord(): void {
    const bytes = this.#bytes
    let at = this.#at + 1
    for (let byte = bytes[at]; byte !== undefined && !isMark(byte); byte = bytes[at]) at++
    this.#at = at
  }

  /** Skips the text that comes next; false at an unfinished one. */
  skipText(): boolean {
    const bytes = this.#bytes
    // Most are short, and none the worth of a call.
    const soon = Math.min(this.#at + shortText, bytes.length)
    for (let at = this.#at + 1; at < soon; at++) {
      const byte = bytes[at]
      if (byte === quote) {
        this.#at = at + 1
        return true
      }
      if (byte === backslash) break
    }
    return this.#skipTo(this.#skipped.endOf(this.#at + 1, 0))
  }

  #skipTo(end: number): boolean {
    this.#at = end === -1 ? this.#bytes.length : end
    return end !== -1
  }
}

const shortText = 64

const isMark = (byte: number): boolean =>
  byte <= 0x20 || byte === comma || byte === colon || byte === quote || byte === openBrace || byte === closeBrace ||
  byte === openBracket || byte === closeBracket // biome-ignore format: one list
