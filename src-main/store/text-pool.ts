import type { Utf8Texts } from '../columns/text-data.ts'
import type { Pointer, Sqlite } from './sqlite.ts'

/** Texts in SQLite's memory. SQLite reads them there without a copy. */
export class TextPool {
  readonly #sqlite: Sqlite
  readonly #memory: Pointer
  /** Where text `i` begins; it ends where the next begins. */
  readonly #starts: Uint32Array

  constructor(sqlite: Sqlite, { bytes, starts }: Utf8Texts) {
    this.#sqlite = sqlite
    this.#memory = sqlite.api._malloc(bytes.length + 1)
    if (this.#memory === 0) throw new Error(`SQLite’s memory has no room for ${bytes.length} bytes of text`)
    sqlite.heap().set(bytes, this.#memory)
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
