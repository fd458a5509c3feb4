import { backslash, closeBrace, colon, comma, openBrace, openBracket, quote } from '../json-bytes.ts'

/**
 * Steps over JSON text (RFC 8259) value by value, as strictly as JSON.parse and without recursion. It is for damaged
 * files only, of which it tells where values end: the compiled half reads them.
 */
export class JsonWalk {
  readonly #bytes: Buffer
  at: number

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes
    this.at = at
  }

  /** The next byte that is not white space, or -1 at the end. Stays before it. */
  peek(): number {
    while (isSpace(this.#bytes[this.at])) this.at++
    return this.#bytes[this.at] ?? -1
  }

  take(byte: number): boolean {
    if (this.peek() !== byte) return false
    this.at++
    return true
  }

  /** `form` is looked for in a hundred bytes. */
  beginsWith(form: RegExp): boolean {
    return form.test(this.#bytes.toString('latin1', this.at, this.at + 100))
  }

  beginsLine(): boolean {
    return this.#bytes[this.at - 1] === 0x0a
  }

  /** False where the text is not JSON: `at` is then where it breaks. `keyMet` is told the keys of the value itself. */
  value(keyMet: (key: string) => void = () => {}): boolean {
    const closers: number[] = []
    const memberBegins = () => closers.at(-1) !== closeBrace || this.key(closers.length === 1 ? keyMet : () => {})
    for (;;) {
      const first = this.peek()
      if (first === openBrace || first === openBracket) {
        this.at++
        // Both closing characters come two behind the opening ones.
        closers.push(first + 2)
        if (this.peek() !== first + 2) {
          if (!memberBegins()) return false
          continue
        }
      } else if (!this.#scalar(first)) return false
      for (;;) {
        const closer = closers.at(-1)
        if (closer === undefined) return true
        if (this.take(comma)) {
          if (!memberBegins()) return false
          break
        }
        if (!this.take(closer)) return false
        closers.pop()
      }
    }
  }

  /** A key and its colon. */
  key(met: (key: string) => void): boolean {
    if (this.peek() !== quote) return false
    const from = this.at + 1
    if (!this.text()) return false
    const to = this.at - 1
    if (!this.take(colon)) return false
    met(this.#bytes.toString('latin1', from, Math.min(to, from + longestKey)))
    return true
  }

  /** A string, at whose opening quote it stands. */
  text(): boolean {
    const bytes = this.#bytes
    for (let at = this.at + 1; ; at++) {
      const byte = bytes[at]
      if (byte === quote || byte === undefined || byte < 0x20) {
        this.at = byte === quote ? at + 1 : at
        return byte === quote
      }
      if (byte !== backslash) continue
      const length = escapeForm.exec(bytes.toString('latin1', at, at + 6))?.[0].length
      if (length === undefined) {
        this.at = at
        return false
      }
      at += length - 1
    }
  }

  #scalar(first: number): boolean {
    if (first === quote) return this.text()
    let to = this.at
    while (isOfWord(this.#bytes[to])) to++
    if (!wordForm.test(this.#bytes.toString('latin1', this.at, to))) return false
    this.at = to
    return true
  }
}

/** Longer ones are cut: no key of interest is so long. */
const longestKey = 100
const escapeForm = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/
const wordForm = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)$/

export const isSpace = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

/** Digits, letters and `+`, `-`, `.`, of which numbers and literals are made. */
const isOfWord = (byte: number | undefined): boolean =>
  byte !== undefined &&
  ((byte >= 0x61 && byte <= 0x7a) || (byte >= 0x2b && byte <= 0x39 && byte !== comma) || byte === 0x45)
