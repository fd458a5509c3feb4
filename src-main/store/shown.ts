import { hasRow, type RowSet } from '../columns/row-set.ts'
import type { RowFunction } from './functions.ts'
import type { Sqlite } from './sqlite.ts'

/** The function by which the view `shown` keeps the events of the query's filter. */
export const isShownFunction = 'is_shown'

/** The events that the view `shown` has while a query runs. */
export class Shown {
  /** Null: all events. Set before each query. */
  rows: RowSet | null = null

  isShown(sqlite: Sqlite): RowFunction {
    return (context, row) => {
      sqlite.api._sqlite3_result_int(context, this.rows === null || hasRow(this.rows, row) ? 1 : 0)
    }
  }
}
