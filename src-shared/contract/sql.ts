import { answers, type Call } from './call.ts'

/** SQL over the case. */
export const sqlCalls = {
  /**
   * A query with an `id` has its rows pushed while it runs; the answer has them all. A text that names what rests on
   * verdicts waits for them: which texts do is told by SQLite, so no layer but the first is named here. `busy`: other
   * queries hold all threads for long.
   */
  runSql: {
    answeredBy: 'case',
    takes: { sql: 'sql', limit: 'rowLimit', id: 'queryId' },
    needs: ['events'],
    answers: answers<Table, 'sql-invalid' | 'sql-not-a-query' | 'cancelled' | 'layer-missing' | 'busy'>(),
  },
  /** Ends the query with this id, or without one all that run or wait. */
  cancelSql: { answeredBy: 'case', takes: { id: 'queryId' }, needs: ['events'], answers: answers<void>() },
} as const satisfies Readonly<Record<string, Call>>

export type Cell = string | number | null
export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
  /** There were more rows: more than `limit`, or more text than an answer holds. */
  readonly truncated: boolean
  readonly elapsedMs: number
}

/** The next rows of a query that is answered page by page. */
export interface SqlPage {
  readonly columns: readonly string[]
  readonly rows: Table['rows']
  /** Whether rows follow, these were the last, or there are more than were asked for. */
  readonly end: 'more' | 'all' | 'limit'
}

/** Rows of a query that is not over: those from number `from` on, in the order of its answer. */
export interface SqlRows {
  /** As given to `runSql`. */
  readonly id: string
  readonly columns: readonly string[]
  readonly from: number
  readonly rows: Table['rows']
}
