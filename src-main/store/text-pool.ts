import type { Utf8Texts } from './image/text-index.ts'
import type { Pointer, Sqlite } from './sqlite.ts'

const encoder = new TextEncoder()

/** A list of texts as UTF-8 in SQLite's memory, which SQLite then reads without a copy. */
export class TextPool {
  readonly #sqlite: Sqlite
  readonly #memory: Pointer
  /** Where text `i` begins; it ends where the next begins. */
  readonly #starts: Uint32Array

  /** A lone surrogate, which UTF-8 cannot write, becomes U+FFFD. */
  constructor(sqlite: Sqlite, texts: readonly string[]) {
    let most = 1
    for (const text of texts) most += 3 * text.length
    const buffer = new Uint8Array(most)
    const starts = new Uint32Array(texts.length + 1)
    let at = 0
    texts.forEach((text, i) => {
      starts[i] = at
      at += encoder.encodeInto(text, buffer.subarray(at)).written
    })
    starts[texts.length] = at
    this.#sqlite = sqlite
    this.#memory = sqlite.api._malloc(at + 1)
    if (this.#memory === 0) throw new Error(`SQLite’s memory has no room for ${at} bytes of text`)
    sqlite.heap().set(buffer.subarray(0, at), this.#memory)
    this.#starts = starts
  }

  /** Makes text `i` the result of the SQL function in progress. */
  result(context: Pointer, i: number): void {
    const from = this.#starts[i]!
    const stays = 0 // SQLITE_STATIC: the pool outlives every result
    this.#sqlite.api._sqlite3_result_text(context, this.#memory + from, this.#starts[i + 1]! - from, stays)
  }

  /** Good until SQLite's memory grows. */
  get texts(): Utf8Texts {
    return {
      bytes: this.#sqlite.heap().subarray(this.#memory, this.#memory + this.#starts.at(-1)!),
      starts: this.#starts,
    }
  }

  dispose(): void {
    this.#sqlite.api._free(this.#memory)
  }
}
