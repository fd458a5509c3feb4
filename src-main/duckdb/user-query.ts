import type { DuckDBConnection, DuckDBPreparedStatement, DuckDBResult } from '@duckdb/node-api'
import { ok, type Result } from '../../src-shared/base/result.ts'
import type { Cell, Table } from '../../src-shared/contract/index.ts'
import { duckdbMemory, nulInText, textTooLong } from '../../src-shared/words/sql.ts'
import type { TellRows } from '../store/rows-so-far.ts'
import { CellReader } from './cells.ts'
import type { DuckdbDatabase } from './database.ts'
import { complaintIn, type DuckdbFailure, duckdbFailure, queryCancelled } from './failure.ts'
import { type Answer, Pages } from './pages.ts'
import { isCancelled, type Running } from './running.ts'

/** A query in DuckDB's SQL. */
export interface DuckdbQuery extends Pick<Running, 'cancelWord' | 'columns' | 'rows'> {
  /** Statements that make the views and macros which the query names. */
  readonly before: readonly string[]
  readonly sql: string
  readonly notes: readonly string[]
  /** The most rows to return. */
  readonly limit: number
}

/** How often a query is looked after while DuckDB runs it: interrupted again, or ended for its memory. */
const lookMs = 25
/** What a query may take beyond DuckDB's own limit, which does not count all that its functions allocate. */
const memoryBeside = 512 << 20

/** Runs one query to its end. `tell` receives its rows while it runs. */
export async function runUserQuery(
  database: DuckdbDatabase,
  query: DuckdbQuery,
  tell: TellRows,
): Promise<Result<Table> | DuckdbFailure> {
  const started = performance.now()
  const begun = await UserQuery.begin(database, query)
  if (!begun.ok) return begun
  try {
    return await begun.value.pages.table(tell, started)
  } finally {
    await begun.value.close()
  }
}

/** A query of an analyst that is answered page by page. */
export class UserQuery {
  readonly #steps: Steps

  #pages: Pages | null = null

  private constructor(
    private readonly database: DuckdbDatabase,
    private readonly connection: DuckDBConnection,
    private readonly query: DuckdbQuery,
    running: Running,
  ) {
    this.#steps = new Steps(database, connection, running)
  }

  get pages(): Pages {
    return this.#pages!
  }

  static async begin(database: DuckdbDatabase, query: DuckdbQuery): Promise<Answer<UserQuery>> {
    const { cancelWord, columns, rows } = query
    const running: Running = { cancelWord, columns, rows, bug: null }
    const connection = await database.connect(running)
    const begun = new UserQuery(database, connection, query, running)
    const started = await begun.#start()
    if (started.ok) return ok(begun)
    await begun.close()
    return started
  }

  /** Waits for the step that is under way: DuckDB runs it on the connection. */
  async close(): Promise<void> {
    await this.#steps.current
    this.database.disconnect(this.connection)
  }

  async #start(): Promise<Answer<void>> {
    const { connection, database, query } = this
    if (query.sql.includes('\0')) return duckdbFailure('sql-not-a-query', nulInText, query.sql.indexOf('\0'))
    for (const statement of query.before) {
      const made = await this.#steps.do(() => connection.run(statement))
      if (!made.ok) return made
    }
    const prepared = await this.#steps.do(() => connection.prepare(query.sql))
    if (!prepared.ok) return prepared
    const { SELECT, EXPLAIN } = database.duckdb.api.StatementType
    const { statementType } = prepared.value
    if (statementType !== SELECT && statementType !== EXPLAIN)
      return duckdbFailure('sql-not-a-query', 'Only queries run here: the statement would change something.')
    const columns = namesOf(prepared.value)
    const rows = await this.#steps.do(() =>
      statementType === SELECT
        ? StreamedRows.begin(database, connection, query, columns.length)
        : TableRows.begin(database, connection, query.sql),
    )
    if (!rows.ok) return rows
    this.#pages = new Pages({
      told: { engine: 'duckdb', notes: query.notes },
      columns,
      limit: query.limit,
      next: () => this.#steps.do(() => rows.value.next()),
    })
    return ok(undefined)
  }
}

const namesOf = (prepared: DuckDBPreparedStatement): readonly string[] =>
  Array.from({ length: prepared.columnCount }, (_, i) => prepared.columnName(i))

interface Rows {
  /** The next rows; null at the end. */
  next(): Promise<Cell[][] | null>
}

/** All rows of what is no SELECT: EXPLAIN. */
class TableRows implements Rows {
  #rows: Cell[][] | null

  private constructor(rows: Cell[][]) {
    this.#rows = rows
  }

  static async begin({ duckdb }: DuckdbDatabase, connection: DuckDBConnection, sql: string): Promise<Rows> {
    const result = await connection.run(sql)
    const reader = new CellReader(duckdb, result, result.columnCount)
    const chunks = await result.fetchAllChunks()
    return new TableRows(chunks.flatMap(({ chunk, rowCount }) => reader.rows(chunk, rowCount)))
  }

  async next(): Promise<Cell[][] | null> {
    const rows = this.#rows
    this.#rows = null
    return rows
  }
}

/**
 * Rows as they are found. A stream of DuckDB's C API ends at an error as it does at its end, without a word: the rows
 * would be part of the answer and look like all of it. So the query ends with a row of our own, and a stream without it
 * has failed; running the query once more tells why.
 */
class StreamedRows implements Rows {
  #isOver = false

  private constructor(
    private readonly result: DuckDBResult,
    private readonly reader: CellReader,
    private readonly duckdb: DuckdbDatabase['duckdb'],
    private readonly why: () => Promise<unknown>,
  ) {}

  /** `width`: how many columns the query has. */
  static async begin(
    { duckdb }: DuckdbDatabase,
    connection: DuckDBConnection,
    query: DuckdbQuery,
    width: number,
  ): Promise<Rows> {
    const nulls = Array.from({ length: width }, () => 'NULL, ').join('')
    // The line break ends a comment at the end of the text.
    const rows = `SELECT *, false FROM (${query.sql}\n) LIMIT ${query.limit + 1}`
    const result = await connection.stream(`(${rows}) UNION ALL SELECT ${nulls}true`)
    const why = () => connection.run(query.sql)
    return new StreamedRows(result, new CellReader(duckdb, result, width), duckdb, why)
  }

  async next(): Promise<Cell[][] | null> {
    if (this.#isOver) return null
    const chunk = await this.result.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) {
      await this.why()
      throw new Error('A query of DuckDB ended before its end, and does not when it is run again')
    }
    const { raw } = this.duckdb
    const last = raw.data_chunk_get_vector(chunk.chunk, chunk.columnCount - 1)
    this.#isOver = raw.vector_get_data(last, chunk.rowCount)[chunk.rowCount - 1] === 1
    return this.reader.rows(chunk.chunk, chunk.rowCount - (this.#isOver ? 1 : 0))
  }
}

/** Steps of one query in DuckDB: what each throws is told apart. */
class Steps {
  /** Never rejects. */
  current: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly database: DuckdbDatabase,
    private readonly connection: DuckDBConnection,
    private readonly running: Running,
  ) {}

  async do<T>(work: () => Promise<T>): Promise<Answer<T>> {
    if (isCancelled(this.running)) return queryCancelled
    const before = process.memoryUsage.rss()
    let isTooLarge = false
    // Said again until it is heard: an interrupt that comes between two statements is forgotten.
    const looking = setInterval(() => {
      isTooLarge ||= process.memoryUsage.rss() - before > this.database.memory + memoryBeside
      if (isTooLarge || isCancelled(this.running)) this.connection.interrupt()
    }, lookMs)
    try {
      const working = work()
      this.current = working.catch(() => {})
      const value = await working
      if (isCancelled(this.running)) return queryCancelled
      return ok(value)
    } catch (error) {
      if (this.running.bug !== null) throw this.running.bug
      return this.#failure(error, isTooLarge)
    } finally {
      clearInterval(looking)
    }
  }

  #failure(error: unknown, isTooLarge: boolean): DuckdbFailure {
    if (isCancelled(this.running)) return queryCancelled
    if (isTooLarge) return duckdbFailure('sql-invalid', duckdbMemory(this.database.memory))
    if (error instanceof RangeError || isTooLongForString(error)) return duckdbFailure('sql-invalid', textTooLong)
    if (!isDuckdbs(error)) throw error
    const complaint = complaintIn(error)
    if (complaint.isFatal) this.database.isBroken = true
    return complaint.failure
  }
}

const isTooLongForString = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STRING_TOO_LONG'

/** Errors of DuckDB have no class: a message that holds JSON, or begins with the kind. */
const isDuckdbs = (error: unknown): error is Error =>
  error instanceof Error && (error.message.includes('{"exception_type"') || /^[\w ]+ Error: /.test(error.message))
