import type { Filter } from '../filter/model.ts'
import type { NamedEvents } from '../model/named-events.ts'
import type { SqlDialect } from '../sql/dialect.ts'
import { answers, type Call } from './call.ts'

/** SQL over the case. */
export const sqlCalls = {
  /**
   * A query with an `id` has its rows pushed while it runs; the answer has them all. A text that names what rests on
   * verdicts waits for them: which texts do is told by the engine that runs it, so no layer but the first is named here. `busy`:
   * other queries hold all threads for long. `engine-missing`: the dialect needs DuckDB, which is not installed.
   */
  runSql: {
    answeredBy: 'case',
    takes: {
      sql: 'sql',
      limit: 'rowLimit',
      id: 'queryId',
      dialect: 'dialect',
      parameters: 'sqlParameters',
      shown: 'shown',
    },
    needs: ['events'],
    answers: answers<Table, SqlFailureCode | 'layer-missing' | 'busy'>(),
  },
  /**
   * Starts the engine of the dialects of Lake and Athena, which takes about a second, so that the first query does not wait
   * for it. Answered once it is there, or cannot be had; it waits for the rules, which have the cores until then.
   */
  warmSql: { answeredBy: 'case', takes: null, needs: ['findings'], answers: answers<void>() },
  /** Ends the query with this id, or without one all that run or wait. */
  cancelSql: { answeredBy: 'case', takes: { id: 'queryId' }, needs: ['events'], answers: answers<void>() },
  /** What is proven of the events that have these eventIDs, which the rows of a result name. */
  namedEvents: {
    answeredBy: 'case',
    takes: { eventIDs: 'eventIDs' },
    needs: ['verdicts'],
    answers: answers<NamedEvents>(),
  },
} as const satisfies Readonly<Record<string, Call>>

/** Whether a column of a result holds eventIDs, as far as its name tells. */
export const holdsEventIDs = (column: string): boolean => /^event_?id$/i.test(column)

/** Why a query has no answer, other than that it was never run. */
export type SqlFailureCode = 'sql-invalid' | 'sql-not-a-query' | 'cancelled' | 'engine-missing'

export type Cell = string | number | null

/** What answered: SQLite, the arrays of the case without an engine, or DuckDB. */
export type SqlEngine = 'sqlite' | 'columns' | 'duckdb'

/** How a query was answered. */
export interface SqlTold {
  readonly engine: SqlEngine
  /** What in the text was read otherwise than it is written, and what the answer lacks, each a sentence. */
  readonly notes: readonly string[]
}

export interface Table extends SqlTold {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
  /** There were more rows: more than `limit`, or more text than an answer holds. */
  readonly truncated: boolean
  readonly elapsedMs: number
}

/** The next rows of a query that is answered page by page. */
export interface SqlPage extends SqlTold {
  readonly columns: readonly string[]
  readonly rows: Table['rows']
  /** Whether rows follow, these were the last, or there are more than were asked for. */
  readonly end: 'more' | 'all' | 'limit'
}

/** A query as it is asked for, beside the number of its rows. */
export interface SqlAsked {
  readonly sql: string
  /** SQLite where it is left out. */
  readonly dialect?: SqlDialect
  /** Values of the placeholders in the text, by their names. */
  readonly parameters?: Readonly<Record<string, string>>
  /** The filter whose events the view `shown` has; all events where it is left out. */
  readonly shown?: Filter
}

/** Rows of a query that is not over: those from number `from` on, in the order of its answer. */
export interface SqlRows {
  /** As given to `runSql`. */
  readonly id: string
  readonly columns: readonly string[]
  readonly from: number
  readonly rows: Table['rows']
}
