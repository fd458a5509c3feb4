import type { Database } from 'sql.js'
import type { Cell } from '../../src-shared/contract/index.ts'
import { RowFunctions } from './functions.ts'
import {
  hasShape,
  type Parameters,
  type RowOf,
  type Shape,
  type Sql,
  SqlError,
  type SqlFunction,
  shaped,
} from './sql.ts'
import { type Pointer, pointerOf, type Sqlite } from './sqlite.ts'
import { Statement } from './statement.ts'

/** An open database of sql.js, which no other room holds. */
export class Connection implements Sql {
  readonly sqlite: Sqlite
  readonly rowFunctions: RowFunctions
  readonly #db: Database
  /** What one of our functions threw that was no SqlError: SQLite passes on its message only. */
  #bug: { readonly error: unknown } | null = null

  /** `image`: the bytes of a database file; an empty database without. */
  constructor(sqlite: Sqlite, image?: Uint8Array) {
    this.sqlite = sqlite
    this.#db = new sqlite.Database(image)
    this.rowFunctions = new RowFunctions(sqlite, this.#db)
  }

  get pointer(): Pointer {
    return pointerOf(this.#db)
  }

  /** Runs statements of ours that answer with no rows. With values for its `?`, the first of them only. */
  run(sql: string, values?: readonly Cell[]): void {
    this.#db.run(sql, values === undefined ? undefined : [...values])
  }

  prepare(sql: string): Statement {
    return new Statement(this, sql)
  }

  rows<const S extends Shape>(sql: string, shape: S, parameters: Parameters = {}): readonly RowOf<S>[] {
    const statement = this.prepare(sql)
    try {
      if (!hasShape(statement.columns, shape))
        throw new Error(`returns ${statement.columns.join(', ')} instead of ${Object.keys(shape).join(', ')}`)
      statement.bind(parameters)
      return statement.all().map((cells) => shaped(cells, shape))
    } finally {
      statement.close()
    }
  }

  define(functions: Readonly<Record<string, SqlFunction>>): void {
    for (const [name, call] of Object.entries(functions)) this.#db.create_function(name, this.#watched(call))
  }

  /** The error of a query that ended with this message: ours, when one of our functions broke. */
  errorOf(message: string): unknown {
    const bug = this.#bug
    this.#bug = null
    return bug === null ? new SqlError(message) : bug.error
  }

  /** Ends the query from within a function called by pointer, with what it threw. */
  fail(context: Pointer, error: unknown): void {
    if (!(error instanceof SqlError)) this.#bug = { error }
    this.sqlite.fail(context, error instanceof Error ? error.message : String(error))
  }

  /** The bytes of the database file. Statements and functions of sql.js itself are gone with it. */
  export(): Uint8Array {
    return this.#db.export()
  }

  close(): void {
    this.#db.close()
    this.rowFunctions.dispose()
  }

  #watched(call: SqlFunction): SqlFunction {
    const watched = (...values: Cell[]): Cell => {
      try {
        return call(...values)
      } catch (error) {
        if (!(error instanceof SqlError)) this.#bug = { error }
        throw error
      }
    }
    // sql.js registers a function for as many values as it declares.
    return Object.defineProperty(watched, 'length', { value: call.length })
  }
}
