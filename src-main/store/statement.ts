import type { Database } from 'sql.js'
import type { Cell } from '../../src-shared/contract/index.ts'
import { type Pointer, pointerOf, resultCode, type Sqlite, valueType } from './sqlite.ts'

const decoder = new TextDecoder()

/** What SQLite itself has to say against a statement. */
export class SqlError extends Error {}

/**
 * A prepared query, read cell by cell. Beside sql.js's own: text with NUL stays whole, an integer beyond 2^53 comes as
 * text with all digits, and a BLOB as hex. Of a text with several statements the first is prepared.
 */
export class Statement {
  readonly columns: readonly string[]
  readonly #sqlite: Sqlite
  readonly #db: Database
  readonly #statement: Pointer

  constructor(sqlite: Sqlite, db: Database, sql: string) {
    const { api } = sqlite
    this.#sqlite = sqlite
    this.#db = db
    const text = api.stringToNewUTF8(sql)
    const out = api._malloc(4)
    const code = api._sqlite3_prepare_v2(pointerOf(db), text, -1, out, 0)
    this.#statement = sqlite.words()[out >> 2]!
    api._free(out)
    api._free(text)
    if (code !== resultCode.ok) throw this.#error()
    this.columns = Array.from({ length: api._sqlite3_column_count(this.#statement) }, (_, column) =>
      api.UTF8ToString(api._sqlite3_column_name(this.#statement, column)),
    )
  }

  /** Null at the end. */
  next(): Cell[] | null {
    const code = this.#sqlite.api._sqlite3_step(this.#statement)
    if (code === resultCode.done) return null
    if (code !== resultCode.row) throw this.#error()
    return this.columns.map((_, column) => this.#cell(column))
  }

  /** The rows that are left. */
  all(): Cell[][] {
    const rows: Cell[][] = []
    for (let row = this.next(); row !== null; row = this.next()) rows.push(row)
    return rows
  }

  close(): void {
    this.#sqlite.api._sqlite3_finalize(this.#statement)
  }

  #cell(column: number): Cell {
    const { api } = this.#sqlite
    switch (api._sqlite3_column_type(this.#statement, column)) {
      case valueType.null:
        return null
      case valueType.integer: {
        const value = api._sqlite3_column_double(this.#statement, column)
        return Number.isSafeInteger(value) ? value : this.#text(column)
      }
      case valueType.float:
        return api._sqlite3_column_double(this.#statement, column)
      case valueType.blob:
        return this.#hex(column)
      default:
        return this.#text(column)
    }
  }

  #text(column: number): string {
    const from = this.#sqlite.api._sqlite3_column_text(this.#statement, column)
    return decoder.decode(this.#bytes(column, from))
  }

  #hex(column: number): string {
    const from = this.#sqlite.api._sqlite3_column_blob(this.#statement, column)
    return Array.from(this.#bytes(column, from), (byte) => byte.toString(16).padStart(2, '0')).join('')
  }

  #bytes(column: number, from: Pointer): Uint8Array {
    return this.#sqlite.heap().subarray(from, from + this.#sqlite.api._sqlite3_column_bytes(this.#statement, column))
  }

  #error(): SqlError {
    return new SqlError(this.#sqlite.api.UTF8ToString(this.#sqlite.api._sqlite3_errmsg(pointerOf(this.#db))))
  }
}
