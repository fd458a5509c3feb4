import type { Cell, SqlRows } from '../../src-shared/contract/index.ts'

/** Milliseconds within which most queries end. The rows of these come once, with the answer. */
const quickQuery = 50
/** The least time between two batches. */
const every = 100
/** The most rows in a batch, and the most characters: the threads that pass them on serve other calls, too. */
const most = { rows: 1000, characters: 1 << 20 }

/** Rows that came without the id of the query, which the store does not know. */
export type TellRows = (rows: Omit<SqlRows, 'id'>) => void

/**
 * Sends the rows of a running query in batches before it ends, so that a scan of every record shows its first hits at
 * once. Rows that no batch has sent are in the answer.
 */
export class RowsSoFar {
  readonly rows: Cell[][] = []
  /** How much text they hold; a number counts as 8. */
  characters = 0
  #told = 0
  #nextAt = performance.now() + quickQuery

  /** `from`: how many rows of the query were answered before these. */
  constructor(
    private readonly columns: readonly string[],
    private readonly from: number,
    private readonly tell: TellRows,
  ) {}

  add(row: Cell[]): void {
    this.rows.push(row)
    this.characters += lengthOf(row)
    this.tellWhenDue()
  }

  tellWhenDue(): void {
    if (this.#told === this.rows.length) return
    const now = performance.now()
    if (now < this.#nextAt) return
    this.#nextAt = now + every
    const rows = this.#next()
    this.tell({ columns: this.columns, from: this.from + this.#told, rows })
    this.#told += rows.length
  }

  /** One row at least. */
  #next(): Cell[][] {
    let end = this.#told
    for (let characters = 0; end < this.rows.length && end - this.#told < most.rows; end++) {
      characters += lengthOf(this.rows[end]!)
      if (characters > most.characters && end > this.#told) break
    }
    return this.rows.slice(this.#told, end)
  }
}

const lengthOf = (row: readonly Cell[]): number =>
  row.reduce<number>((sum, cell) => sum + (typeof cell === 'string' ? cell.length : 8), 0)
