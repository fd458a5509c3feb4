import { fail, ok, type Result } from '../../src-shared/base/result.ts'
import type { Cell, SqlPage, SqlTold, Table } from '../../src-shared/contract/index.ts'
import { meantBy } from '../../src-shared/sql/meaning.ts'
import { withMeantName } from '../../src-shared/sql/unknown-name.ts'
import { rowTooLarge } from '../../src-shared/words/sql.ts'
import type { NamedField } from '../columns/fields/field-column.ts'
import type { RowSet } from '../columns/row-set.ts'
import type { Cancellation } from './cancel.ts'
import type { Connection } from './connection.ts'
import type { FromColumns } from './from-columns.ts'
import type { LateIndexes } from './late-indexes.ts'
import type { QueryFields } from './query-fields.ts'
import { RowsSoFar, type TellRows } from './rows-so-far.ts'
import { schemaNames } from './schema.ts'
import type { Shown } from './shown.ts'
import { SqlError } from './sql.ts'
import type { Statement } from './statement.ts'

export interface SqlQuery {
  readonly sql: string
  /** The most rows to return. */
  readonly limit: number
  /** See Cancellation. */
  readonly ticket: number
  /** The events of the view `shown`; all where it is left out. */
  readonly shownRows?: RowSet | null
  /** Columns of fields that it names, those that are there already. */
  readonly fields?: readonly NamedField[]
}

export type SqlFailure = 'sql-invalid' | 'sql-not-a-query' | 'cancelled'

/** The bounds of one page: characters of text, and milliseconds after its first row. */
interface Portion {
  readonly characters: number
  readonly ms: number
}
/** A result is held by the thread that found it, by the threads that pass it on, and by the window. */
const wholeTable: Portion = { characters: 64 << 20, ms: Number.POSITIVE_INFINITY }
const onePage: Portion = { characters: 1 << 20, ms: 200 }

/** What answers queries. */
export interface Answering {
  readonly connection: Connection
  readonly cancellation: Cancellation
  readonly shown: Shown
  readonly fields: QueryFields
  readonly lateIndexes: LateIndexes
  readonly fromColumns: FromColumns
}

/**
 * Runs one query of an analyst. The query can read the database and nothing else. `tell` receives its rows while it
 * runs. The answer has all rows, up to the limits.
 */
export function runUserSql(answering: Answering, query: SqlQuery, tell: TellRows): Result<Table, SqlFailure> {
  const started = performance.now()
  const begun = UserSql.begin(answering, query)
  if (!begun.ok) return begun
  try {
    const page = begun.value.take(wholeTable, tell)
    if (!page.ok) return page
    const { end, ...found } = page.value
    if (end === 'more' && found.rows.length === 1) return fail('sql-invalid', rowTooLarge(wholeTable.characters))
    return ok({ ...found, truncated: end !== 'all', elapsedMs: performance.now() - started })
  } finally {
    begun.value.close()
  }
}

/** A query of an analyst that is answered page by page, so that a result of any size takes little memory. */
export class UserSql {
  readonly #query: SqlQuery
  readonly #statement: Statement
  /** Of the statement, or from the columns. */
  readonly #next: () => Cell[] | null
  readonly #told: SqlTold
  readonly #cancellation: Cancellation
  readonly #fields: QueryFields
  #taken = 0

  private constructor(
    query: SqlQuery,
    statement: Statement,
    {
      next,
      cancellation,
      fields,
      told,
    }: Pick<Answering, 'cancellation' | 'fields'> & {
      next: () => Cell[] | null
      told: SqlTold
    },
  ) {
    this.#query = query
    this.#statement = statement
    this.#next = next
    this.#told = told
    this.#cancellation = cancellation
    this.#fields = fields
  }

  static begin(answering: Answering, query: SqlQuery): Result<UserSql, SqlFailure> {
    const { connection, cancellation, shown, fields, lateIndexes, fromColumns } = answering
    const meant = meantBy(query.sql)
    if (!meant.ok) return meant
    const { sql, notes } = meant.value
    shown.rows = query.shownRows ?? null
    fields.begin(sql, query.fields ?? [])
    const begun = answered(cancellation, () => {
      // SQLite says what is wrong with a text before anything is read for it, and names the columns of the answer.
      connection.prepare(sql).close()
      cancellation.begin(query.ticket, () => {})
      const next = fromColumns.rowsOf(sql, shown.rows)
      if (next === null) lateIndexes.makeFor(query.sql)
      // Refuses a DELETE behind WITH, for example. Set for each query, because an earlier query could have changed it.
      connection.run('PRAGMA query_only = ON')
      const statement = connection.prepare(sql)
      return new UserSql(query, statement, {
        next: next ?? (() => statement.next()),
        cancellation,
        fields,
        told: { engine: next === null ? 'sqlite' : 'columns', notes },
      })
    })
    return begun.ok ? begun : { ...begun, message: withMeantName(begun.message, query.sql, schemaNames) }
  }

  /** The next rows. Call it until `end` says that no rows follow. */
  page(tell: TellRows): Result<SqlPage, SqlFailure> {
    return this.take(onePage, tell)
  }

  take({ characters, ms }: Portion, tell: TellRows): Result<SqlPage, SqlFailure> {
    const { limit, ticket } = this.#query
    const { columns } = this.#statement
    const soFar = new RowsSoFar(columns, this.#taken, tell)
    const until = performance.now() + ms
    this.#cancellation.begin(ticket, () => soFar.tellWhenDue())
    return answered(this.#cancellation, () => {
      for (let row = this.#next(); row !== null; row = this.#next()) {
        if (this.#taken === limit) return { ...this.#told, columns, rows: soFar.rows, end: 'limit' }
        soFar.add(row)
        this.#taken++
        if (soFar.characters > characters || performance.now() > until)
          return { ...this.#told, columns, rows: soFar.rows, end: 'more' }
      }
      return { ...this.#told, columns, rows: soFar.rows, end: 'all' }
    })
  }

  close(): void {
    this.#statement.close()
    this.#fields.end()
  }
}

/** An error that SQLite or our functions report about a query is its answer. Every other error is a bug. */
function answered<T>(cancellation: Cancellation, work: () => T): Result<T, SqlFailure> {
  try {
    return ok(work())
  } catch (error) {
    if (!(error instanceof SqlError)) throw error
    if (cancellation.requested) return fail('cancelled', 'The query was cancelled.')
    if (error.message.includes('readonly database'))
      return fail('sql-not-a-query', 'The statement would change the database: only queries run here.')
    return fail('sql-invalid', error.message)
  } finally {
    cancellation.end()
  }
}
