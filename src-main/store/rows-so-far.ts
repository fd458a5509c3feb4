import type { Cell, SqlRows } from '../../src-shared/contract/index.ts'

/** Most queries have ended by then, in milliseconds: their rows come once, with the answer. */
const quickQuery = 50
/** How often rows are told, at most. */
const every = 100
/** Rows told at once, at most: the threads that pass them on have others to serve. */
const most = 1000

/** Rows that came without the id of the query, which the store does not know. */
export type TellRows = (rows: Omit<SqlRows, 'id'>) => void

/**
 * The rows of a query that runs, told in batches before its end: a scan of every record shows its first hits at once. A
 * query that finds rows faster than they are told has the rest of them in its answer.
 */
export class RowsSoFar {
  readonly rows: Cell[][] = []
  #told = 0
  #nextAt = performance.now() + quickQuery

  constructor(
    private readonly columns: readonly string[],
    private readonly tell: TellRows,
  ) {}

  add(row: Cell[]): void {
    this.rows.push(row)
    this.tellWhenDue()
  }

  tellWhenDue(): void {
    if (this.#told === this.rows.length) return
    const now = performance.now()
    if (now < this.#nextAt) return
    this.#nextAt = now + every
    const rows = this.rows.slice(this.#told, this.#told + most)
    this.tell({ columns: this.columns, from: this.#told, rows })
    this.#told += rows.length
  }
}
