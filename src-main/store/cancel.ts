import type { RowFunction } from './functions.ts'
import type { Sqlite } from './sqlite.ts'

/**
 * Cancels a query from another thread. Every query has a ticket, a number greater than all earlier tickets. To cancel a
 * query, a thread stores the query's ticket in the shared word. The word only grows, so it cannot cancel a later query.
 */
export class Cancellation {
  readonly #word: Int32Array
  #ticket = neverCancelled
  #meanwhile = nothing
  #ticks = 0

  /** `word`: one element over a SharedArrayBuffer, initially 0. */
  constructor(word: Int32Array) {
    this.#word = word
  }

  /** `meanwhile` is called at intervals while the query reads a view. Nothing else runs on this thread then. */
  begin(ticket: number, meanwhile: () => void): void {
    this.#ticket = ticket
    this.#meanwhile = meanwhile
  }

  /** No query of an analyst runs until the next one begins. */
  end(): void {
    this.#ticket = neverCancelled
    this.#meanwhile = nothing
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
        // A look at the clock costs more than a tick.
        if ((++this.#ticks & 0xff) === 0) this.#meanwhile()
        sqlite.api._sqlite3_result_int(context, 1)
        return
      }
      sqlite.fail(context, 'cancelled')
    }
  }
}

const nothing = () => {}

/** The ticket of our own queries, which no cancellation ends. */
export const neverCancelled = 0x7fff_ffff
