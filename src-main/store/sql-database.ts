import type { Result } from '../../src-shared/base/result.ts'
import type { Table } from '../../src-shared/contract/index.ts'
import type { Events } from '../columns/snapshot.ts'
import type { ColumnFunctions, ColumnMaker } from './column-functions.ts'
import type { Connection } from './connection.ts'
import { FromColumns } from './from-columns.ts'
import type { RowFunction } from './functions.ts'
import { LateIndexes } from './late-indexes.ts'
import type { Part } from './parts.ts'
import type { TellRows } from './rows-so-far.ts'
import type { Parameters, RowOf, Shape, Sql, SqlFunction } from './sql.ts'
import { touched } from './touched.ts'
import { type Answering, runUserSql, type SqlFailure, type SqlQuery, UserSql } from './user-sql.ts'

/**
 * Columns and tables that are added later than the events. Until then the columns are NULL and the tables empty. Added
 * again, they take the place of those before.
 */
export interface Addition {
  /** By the names that schema.sql calls. */
  readonly functions: ReadonlyMap<string, RowFunction>
  /** The number of rows of each table, in place of those it has until now. */
  readonly tables: Readonly<Record<string, number>>
  /** Made of their rows, by CREATE INDEX IF NOT EXISTS. */
  readonly indexes?: readonly string[]
}

/** The database of schema.sql over a snapshot. It reads the arrays of the snapshot, which must not change. */
export class SqlDatabase implements Sql {
  readonly #connection: Connection
  readonly #columns: ColumnFunctions
  readonly #answering: Answering

  constructor(
    connection: Connection,
    columns: ColumnFunctions,
    events: Events,
    { cancellation, shown, fields }: Pick<Answering, 'cancellation' | 'shown' | 'fields'>,
  ) {
    this.#connection = connection
    this.#columns = columns
    const fromColumns = new FromColumns(events, cancellation, fields)
    this.#answering = { connection, cancellation, shown, fields, lateIndexes: new LateIndexes(connection), fromColumns }
  }

  /** The parts of the database that the answer to a query rests on: see touched.ts. */
  touched(sql: string): ReadonlySet<Part> {
    return touched(this.#connection, sql)
  }

  /** Runs one query of an analyst: see user-sql.ts. */
  ask(query: SqlQuery, tell: TellRows): Result<Table, SqlFailure> {
    return runUserSql(this.#answering, query, tell)
  }

  /** Begins a query whose rows are taken page by page. Close it before the next query. */
  begin(query: SqlQuery): Result<UserSql, SqlFailure> {
    return UserSql.begin(this.#answering, query)
  }

  rows<const S extends Shape>(sql: string, shape: S, parameters?: Parameters): readonly RowOf<S>[] {
    return this.#connection.rows(sql, shape, parameters)
  }

  define(functions: Readonly<Record<string, SqlFunction>>): void {
    this.#connection.define(functions)
  }

  /** What is added again takes the place of what was. */
  add(make: (columns: ColumnMaker) => Addition): void {
    const { functions, tables, indexes = [] } = make(this.#columns.make)
    // A query of an analyst may have set it.
    this.#connection.run('PRAGMA query_only = OFF')
    // Without rows no index rests on the functions before; with the next rows it is kept up from those that are defined now.
    for (const table of Object.keys(tables)) this.#connection.run(`DELETE FROM ${table}`)
    for (const [name, call] of functions) this.#connection.rowFunctions.define(name, call, true)
    for (const [table, rows] of Object.entries(tables)) addRows(this.#connection, table, rows)
    for (const index of indexes) this.#connection.run(index)
  }

  close(): void {
    this.#connection.close()
    this.#columns.dispose()
  }
}

/** Inserts rows 1 to `count`. Only their id is stored. */
function addRows(connection: Connection, table: string, count: number): void {
  if (count === 0) return
  connection.run(
    `INSERT INTO ${table} (id) WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < ?)
    SELECT id FROM n`,
    [count],
  )
}
