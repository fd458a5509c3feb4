import { ok, type Result } from '../../src-shared/base/result.ts'
import type { Cell, SqlPage, SqlTold, Table } from '../../src-shared/contract/index.ts'
import { rowTooLarge } from '../../src-shared/words/sql.ts'
import { RowsSoFar, type TellRows } from '../store/rows-so-far.ts'
import { type DuckdbFailure, duckdbFailure } from './failure.ts'

export type Answer<T> = Result<T> | DuckdbFailure

/** The bounds of one page: characters of text, and milliseconds after it was asked for. */
interface Portion {
  readonly characters: number
  readonly ms: number
}
/** A result is held by the thread that found it, by the threads that pass it on, and by the window. */
const wholeTable: Portion = { characters: 64 << 20, ms: Number.POSITIVE_INFINITY }
const onePage: Portion = { characters: 1 << 20, ms: 200 }

/** Where the rows of a query come from. */
export interface RowSource {
  readonly told: SqlTold
  readonly columns: readonly string[]
  /** The most rows to return. */
  readonly limit: number
  /** The next rows; null at the end. */
  readonly next: () => Promise<Answer<Cell[][] | null>>
}

/** The rows of a query, page by page. */
export class Pages {
  readonly #source: RowSource
  /** Rows that were read and not taken. */
  #ready: Cell[][] = []
  #taken = 0
  #end: 'all' | 'limit' | null = null

  constructor(source: RowSource) {
    this.#source = source
  }

  /** The next rows. Call it until `end` says that no rows follow. */
  page(tell: TellRows): Promise<Answer<SqlPage>> {
    return this.#take(onePage, tell)
  }

  /** All rows, up to the limits. `started`: when the query was begun, of `performance.now()`. */
  async table(tell: TellRows, started: number): Promise<Answer<Table>> {
    const page = await this.#take(wholeTable, tell)
    if (!page.ok) return page
    const { end, ...found } = page.value
    if (end === 'more' && found.rows.length === 1)
      return duckdbFailure('sql-invalid', rowTooLarge(wholeTable.characters))
    return ok({ ...found, truncated: end !== 'all', elapsedMs: performance.now() - started })
  }

  async #take({ characters, ms }: Portion, tell: TellRows): Promise<Answer<SqlPage>> {
    const { told, columns, limit, next } = this.#source
    const soFar = new RowsSoFar(columns, this.#taken, tell)
    const until = performance.now() + ms
    const page = (end: SqlPage['end']): Answer<SqlPage> => ok({ ...told, columns, rows: soFar.rows, end })
    for (;;) {
      for (let at = 0; at < this.#ready.length; at++) {
        if (this.#taken === limit) return page('limit')
        soFar.add(this.#ready[at]!)
        this.#taken++
        if (soFar.characters > characters || performance.now() > until) {
          this.#ready = this.#ready.slice(at + 1)
          return page('more')
        }
      }
      this.#ready = []
      if (this.#end !== null) return page(this.#end)
      const more = await next()
      if (!more.ok) return more
      if (more.value === null) this.#end = 'all'
      else this.#ready = more.value
    }
  }
}
