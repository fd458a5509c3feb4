import type { NewTexts } from './batch.ts'
import type { TextData } from './text-data.ts'
import { entryWords, headWords } from './text-dictionary.ts'

/** The texts of a column as a reader sends them: with codes that count up from 1 as the texts are met. */
export class RepeatedTexts {
  /** By code of the column the code that was sent; 0 until it is met. */
  readonly #sent: Uint32Array
  #codes = 1
  #entries = new Uint32Array(64)
  #view = new Uint8Array(this.#entries.buffer)
  #length = 0
  #illFormed: Map<number, string> | null = null

  constructor(private readonly texts: TextData['texts']) {
    this.#sent = new Uint32Array(texts.starts.length - 1)
  }

  codesOf(codes: TextData['codes'], rows: Uint32Array): Uint32Array {
    const sent = new Uint32Array(rows.length)
    for (let i = 0; i < rows.length; i++) {
      const code = codes[rows[i]!]!
      sent[i] = code === 0 ? 0 : this.#sent[code] || this.#send(code)
    }
    return sent
  }

  codeOf(code: number): number {
    return code === 0 ? 0 : this.#sent[code] || this.#send(code)
  }

  #send(code: number): number {
    const { bytes, starts, illFormed } = this.texts
    const [from, until] = [starts[code]!, starts[code + 1]!]
    const at = this.#length
    this.#length += entryWords(until - from)
    if (this.#length > this.#entries.length) {
      const larger = new Uint32Array(Math.max(this.#length, this.#entries.length * 2))
      larger.set(this.#entries.subarray(0, at))
      this.#entries = larger
      this.#view = new Uint8Array(larger.buffer)
    }
    const sent = this.#codes++
    this.#sent[code] = sent
    this.#entries[at] = sent
    this.#entries[at + 1] = until - from
    // Most texts are short: a call of `set` for each takes longer than the loop.
    const view = this.#view
    for (let k = from, to = (at + headWords) * 4; k < until; k++) view[to++] = bytes[k]!
    const text = illFormed.get(code)
    if (text !== undefined) {
      this.#illFormed ??= new Map()
      this.#illFormed.set(sent, text)
    }
    return sent
  }

  /** The texts that were met since the last call; null where there are none. */
  take(): NewTexts | null {
    if (this.#length === 0) return null
    const entries = this.#entries.slice(0, this.#length)
    const illFormed = this.#illFormed
    this.#entries.fill(0, 0, this.#length)
    this.#length = 0
    this.#illFormed = null
    return illFormed === null ? { entries } : { entries, illFormed }
  }
}
