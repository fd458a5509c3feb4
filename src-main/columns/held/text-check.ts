import type { NewTexts } from '../batch.ts'
import type { ColumnTexts } from '../text-data.ts'
import { eachText } from '../text-dictionary.ts'

/** Holds the texts of a column against those that readers send: their codes differ, and the texts must be the same. */
export class TextCheck {
  /** By source of batches: its code → the code of the column. 0 where it is not known. */
  readonly #known: Uint32Array[] = []
  /** By source of batches: texts that were not met in a cell of the same text yet. */
  readonly #pending: Map<number, Buffer | string>[] = []

  constructor(private readonly texts: ColumnTexts) {}

  /** Texts that a source uses from now on. */
  learn(source: number, texts: NewTexts | undefined): void {
    if (texts === undefined) return
    this.#pending[source] ??= new Map()
    const pending = this.#pending[source]
    eachText(texts, (code, text) => pending.set(code, text))
  }

  /** Whether the code of a source is for the same text as a code of the column. */
  isSame(source: number, code: number, held: number): boolean {
    if (code === 0 || held === 0) return code === held
    const known = this.#known[source]?.[code] ?? 0
    if (known !== 0) return known === held
    const text = this.#pending[source]?.get(code)
    if (text === undefined) throw new Error('A reader uses a text that it has not sent')
    if (!this.#isText(held, text)) return false
    this.#remember(source, code, held)
    return true
  }

  #isText(code: number, text: Buffer | string): boolean {
    const { bytes, starts, illFormed } = this.texts
    if (typeof text === 'string' || illFormed.has(code)) return illFormed.get(code) === text
    const held = Buffer.from(bytes.buffer, bytes.byteOffset + starts[code]!, starts[code + 1]! - starts[code]!)
    // Bytes that are not UTF-8 count as the text that decoding makes of them.
    return held.equals(text) || held.equals(Buffer.from(text.toString()))
  }

  #remember(source: number, code: number, held: number): void {
    let known = this.#known[source] ?? new Uint32Array(64)
    if (code >= known.length) {
      const larger = new Uint32Array(Math.max(code + 1, known.length * 2))
      larger.set(known)
      known = larger
    }
    known[code] = held
    this.#known[source] = known
    this.#pending[source]!.delete(code)
  }
}
