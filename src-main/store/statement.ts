import type { Cell } from '../../src-shared/contract/index.ts'
import { tokenize } from '../../src-shared/sql/tokens.ts'
import { valueTooLong } from '../../src-shared/words/sql.ts'
import { type Parameters, SqlError } from './sql.ts'
import { copyNow, type Pointer, resultCode, type Sqlite, valueType } from './sqlite.ts'

/** U+FEFF at the beginning of a text is a part of the text. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const encoder = new TextEncoder()
/** V8 holds no longer string: `buffer.constants.MAX_STRING_LENGTH` of the oldest Node.js that Trailproof runs on. */
const longestString = 2 ** 29 - 24

/** What a statement needs of its database. */
export interface Preparing {
  readonly sqlite: Sqlite
  /** The `sqlite3*`, which changes when the database is exported. */
  readonly pointer: Pointer
  /** The error to throw when SQLite ends with this message. */
  errorOf(message: string): unknown
}

/**
 * A prepared query, read cell by cell. Differences from sql.js's own statement: text with NUL stays whole, an integer
 * beyond 2^53 is text with all digits, and a BLOB is hex. Of a text with several statements the first is prepared.
 */
export class Statement {
  readonly columns: readonly string[]
  readonly #sql: string
  readonly #connection: Preparing
  readonly #sqlite: Sqlite
  readonly #statement: Pointer

  constructor(connection: Preparing, sql: string) {
    const { sqlite } = connection
    const { api } = sqlite
    this.#sql = sql
    this.#connection = connection
    this.#sqlite = sqlite
    const text = api.stringToNewUTF8(sql)
    const out = api._malloc(4)
    const code = api._sqlite3_prepare_v2(connection.pointer, text, -1, out, 0)
    this.#statement = sqlite.words()[out >> 2]!
    api._free(out)
    api._free(text)
    if (code !== resultCode.ok) throw this.#error()
    this.columns = Array.from({ length: api._sqlite3_column_count(this.#statement) }, (_, column) =>
      api.UTF8ToString(api._sqlite3_column_name(this.#statement, column)),
    )
  }

  /** Binds a value to every placeholder `:name`. Throws when a placeholder has no value, or a value no placeholder. */
  bind(parameters: Parameters): void {
    const placeholders = new Set(tokenize(this.#sql).flatMap(({ kind, text }) => (kind === 'placeholder' ? text : [])))
    const given = new Set(Object.keys(parameters).map((name) => `:${name}`))
    const odd = [...placeholders, ...given].filter((name) => !placeholders.has(name) || !given.has(name))
    if (odd.length > 0)
      throw new Error(`has placeholders without value, or values without placeholder: ${odd.join(', ')}`)
    for (const [name, cell] of Object.entries(parameters)) this.#bindOne(`:${name}`, cell)
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

  #bindOne(placeholder: string, cell: Cell): void {
    const { api } = this.#sqlite
    const name = api.stringToNewUTF8(placeholder)
    const at = api._sqlite3_bind_parameter_index(this.#statement, name)
    api._free(name)
    // SQLite reads an unbound placeholder as NULL.
    if (typeof cell === 'number') api._sqlite3_bind_double(this.#statement, at, cell)
    else if (cell !== null) this.#bindText(at, cell)
  }

  #bindText(at: number, text: string): void {
    const { api } = this.#sqlite
    const bytes = encoder.encode(text)
    const pointer = api._malloc(bytes.length + 1)
    this.#sqlite.heap().set(bytes, pointer)
    api._sqlite3_bind_text(this.#statement, at, pointer, bytes.length, copyNow)
    api._free(pointer)
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
    const bytes = this.#bytes(column, from)
    if (bytes.length > longestString) throw new SqlError(valueTooLong('text', bytes.length))
    return decoder.decode(bytes)
  }

  #hex(column: number): string {
    const from = this.#sqlite.api._sqlite3_column_blob(this.#statement, column)
    const { buffer, byteOffset, length } = this.#bytes(column, from)
    if (2 * length > longestString) throw new SqlError(valueTooLong('blob', length))
    return Buffer.from(buffer, byteOffset, length).toString('hex')
  }

  #bytes(column: number, from: Pointer): Uint8Array {
    return this.#sqlite.heap().subarray(from, from + this.#sqlite.api._sqlite3_column_bytes(this.#statement, column))
  }

  #error(): unknown {
    const { api } = this.#sqlite
    return this.#connection.errorOf(api.UTF8ToString(api._sqlite3_errmsg(this.#connection.pointer)))
  }
}
