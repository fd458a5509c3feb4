import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { statementsOf } from '../../src-shared/sql/statements.ts'
import boundsSql from './bounds.sql?raw'
import { registerCaseTable } from './case-table.ts'
import type { CaseTables } from './column.ts'
import type { Duckdb } from './package.ts'
import { type ReadRecord, registerRecordFunctions } from './record-functions.ts'
import type { Running } from './running.ts'
import { type CaseKnown, caseTables } from './tables.ts'
import { WriterMaker } from './writers.ts'

export interface DatabaseParts {
  readonly duckdb: Duckdb
  readonly read: ReadRecord
  readonly known: CaseKnown
  /** What DuckDB may take, bytes. */
  readonly memory: number
}

/**
 * An empty database in memory, whose tables are functions over the arrays of the case. SQL reaches nothing else: no file, no
 * network, no extension, and no setting can be changed (https://duckdb.org/docs/stable/operations_manual/securing_duckdb/overview).
 */
export class DuckdbDatabase {
  readonly #instance: DuckDBInstance
  readonly #running = new Map<number, Running>()
  readonly #read: ReadRecord
  readonly memory: number
  #tables: CaseTables
  /** After an error that DuckDB calls fatal, every query fails. */
  isBroken = false

  private constructor(
    readonly duckdb: Duckdb,
    instance: DuckDBInstance,
    { read, known, memory }: DatabaseParts,
  ) {
    this.#instance = instance
    this.#read = read
    this.memory = memory
    this.#tables = caseTables(known, read)
  }

  static async open(parts: DatabaseParts): Promise<DuckdbDatabase> {
    const { duckdb, memory } = parts
    const instance = await duckdb.api.DuckDBInstance.create(':memory:', {
      ...settings,
      memory_limit: `${Math.floor(memory / 2 ** 20)}MiB`,
    })
    const database = new DuckdbDatabase(duckdb, instance, parts)
    await database.#prepare()
    return database
  }

  /** What is known of the case by now. */
  know(known: CaseKnown): void {
    this.#tables = caseTables(known, this.#read)
  }

  /** A connection of its own for each query: its views and macros are gone with it. */
  async connect(running: Running): Promise<DuckDBConnection> {
    const connection = await this.#instance.connect()
    this.#running.set(connection.clientContext.connectionId, running)
    return connection
  }

  disconnect(connection: DuckDBConnection): void {
    this.#running.delete(connection.clientContext.connectionId)
    connection.closeSync()
  }

  close(): void {
    this.#instance.closeSync()
  }

  async #prepare(): Promise<void> {
    const connection = await this.#instance.connect()
    const { raw } = this.duckdb
    const handle = handleOf(connection)
    const running = (id: number): Running => this.#running.get(id)!
    registerCaseTable(this.duckdb, handle, { tables: () => this.#tables, writers: new WriterMaker(raw), running })
    registerRecordFunctions(this.duckdb, handle, this.#read, running)
    for (const { sql } of statementsOf(boundsSql)) await connection.run(sql)
    for (const setting of lateSettings) await connection.run(setting)
    connection.closeSync()
  }
}

/** The only way to it: the package's own class for table functions converts each value. */
const handleOf = (connection: DuckDBConnection) => (connection as unknown as { readonly connection: never }).connection

const settings = {
  // DuckDB would otherwise make a folder `.tmp` where the program was started, which may be evidence.
  temp_directory: '',
  max_temp_directory_size: '0B',
  enable_external_access: 'false',
  allow_community_extensions: 'false',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  // One scans in the thread of the worker anyway.
  threads: '2',
  // Trino's rules: whole numbers stay whole, NULLs come last.
  integer_division: 'true',
  default_null_order: 'nulls_last',
  errors_as_json: 'true',
}

/** The time zone needs the extension ICU, which is built in and there once the database is. */
const lateSettings = ["SET GLOBAL TimeZone = 'UTC'", 'SET GLOBAL lock_configuration = true']
