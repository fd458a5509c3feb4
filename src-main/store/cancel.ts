import type { RowFunction } from './functions.ts'
import type { Sqlite } from './sqlite.ts'

/**
 * Cancels a query from another thread. Every query has a ticket, a number greater than those before; who wants a query
 * to end stores its ticket in the shared word. A word that only grows cannot cancel the query after.
 */
export class Cancellation {
  readonly #word: Int32Array
  #ticket = neverCancelled

  /** `word`: one element over a SharedArrayBuffer, 0 at first. */
  constructor(word: Int32Array) {
    this.#word = word
  }

  begin(ticket: number): void {
    this.#ticket = ticket
  }

  get requested(): boolean {
    return Atomics.load(this.#word, 0) >= this.#ticket
  }

  /**
   * `tick(id)`, the condition at the end of each view. SQLite exports no way to interrupt it here, but a function that
   * reports an error ends the query and leaves the database as it was. Its argument ties it to the innermost loop: SQLite
   * would lift a function of constants out of it.
   */
  tick(sqlite: Sqlite): RowFunction {
    return (context) => {
      if (!this.requested) {
        sqlite.api._sqlite3_result_int(context, 1)
        return
      }
      sqlite.fail(context, 'cancelled')
    }
  }
}

/** The ticket of queries of our own, which are few and short. */
export const neverCancelled = 0x7fff_ffff
