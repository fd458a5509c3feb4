import initSqlJs, { type Database, type SqlJsStatic } from 'sql.js'
import { type Imports, type Instance, type Memory, type SqliteProgram, WebAssembly } from './sqlite-program.ts'

/**
 * sql.js and the C API below it. Its own functions turn every value into a JavaScript object and back; columns are
 * handed to SQLite by pointer instead (see README.md).
 */
export interface Sqlite {
  readonly Database: SqlJsStatic['Database']
  readonly api: SqliteApi
  /** SQLite's memory. Every growth replaces the views: never keep one across a call. */
  readonly heap: () => Uint8Array
  readonly words: () => Uint32Array
  /** Makes a text the result of the SQL function in progress. A lone surrogate becomes U+FFFD. */
  readonly result: (context: Pointer, text: string) => void
  /** Ends the query from within a SQL function, with this message. The database does not change. */
  readonly fail: (context: Pointer, message: string) => void
}

/** An address in SQLite's memory: `sqlite3*`, `sqlite3_stmt*`, `sqlite3_context*`, `sqlite3_value*`, `char*`. */
export type Pointer = number

/** What sql.js exports of https://www.sqlite.org/c3ref/funclist.html, as far as it is used here. */
export interface SqliteApi {
  _malloc(bytes: number): Pointer
  _free(pointer: Pointer): void
  _sqlite3_prepare_v2(db: Pointer, sql: Pointer, bytes: number, statement: Pointer, tail: Pointer): number
  _sqlite3_bind_parameter_index(statement: Pointer, name: Pointer): number
  _sqlite3_bind_double(statement: Pointer, parameter: number, value: number): number
  _sqlite3_bind_text(statement: Pointer, parameter: number, text: Pointer, bytes: number, destructor: number): number
  _sqlite3_step(statement: Pointer): number
  _sqlite3_finalize(statement: Pointer): number
  _sqlite3_column_count(statement: Pointer): number
  _sqlite3_column_name(statement: Pointer, column: number): Pointer
  _sqlite3_column_type(statement: Pointer, column: number): number
  _sqlite3_column_double(statement: Pointer, column: number): number
  _sqlite3_column_text(statement: Pointer, column: number): Pointer
  _sqlite3_column_blob(statement: Pointer, column: number): Pointer
  _sqlite3_column_bytes(statement: Pointer, column: number): number
  _sqlite3_create_function_v2(
    db: Pointer,
    name: Pointer,
    argumentCount: number,
    flags: number,
    data: Pointer,
    call: Pointer,
    step: Pointer,
    final: Pointer,
    destroy: Pointer,
  ): number
  _sqlite3_value_int(value: Pointer): number
  _sqlite3_value_double(value: Pointer): number
  _sqlite3_value_text(value: Pointer): Pointer
  _sqlite3_value_bytes(value: Pointer): number
  _sqlite3_value_type(value: Pointer): number
  _sqlite3_result_int(context: Pointer, value: number): void
  _sqlite3_result_double(context: Pointer, value: number): void
  _sqlite3_result_text(context: Pointer, text: Pointer, bytes: number, destructor: number): void
  _sqlite3_result_error(context: Pointer, text: Pointer, bytes: number): void
  _sqlite3_errmsg(db: Pointer): Pointer
  addFunction(code: (...args: number[]) => void, signature: string): Pointer
  removeFunction(pointer: Pointer): void
  stringToNewUTF8(text: string): Pointer
  UTF8ToString(text: Pointer): string
}

const encoder = new TextEncoder()
/** SQLITE_TRANSIENT */
export const copyNow = -1

export const resultCode = { ok: 0, row: 100, done: 101 } as const
export const valueType = { integer: 1, float: 2, text: 3, blob: 4, null: 5 } as const

/** One instance, with a memory of its own. */
export async function loadSqlite(program: SqliteProgram): Promise<Sqlite> {
  let found: Memory | undefined
  // sql.js does not export its memory. Whoever instantiates the module gets it.
  const instantiateWasm = (imports: Imports, done: (instance: Instance) => void) => {
    const instance = new WebAssembly.Instance(program, imports)
    found = Object.values(instance.exports).find((exported) => exported instanceof WebAssembly.Memory) as Memory
    done(instance)
    return {}
  }
  const sql = await initSqlJs({ instantiateWasm } as object)
  if (found === undefined) throw new Error('sql.js no longer exports its memory')
  const memory = found as Memory
  let bytes = new Uint8Array(memory.buffer)
  let words = new Uint32Array(memory.buffer)
  const refresh = () => {
    if (bytes.length > 0) return // a grown memory detaches its former buffer, whose views then have no length
    bytes = new Uint8Array(memory.buffer)
    words = new Uint32Array(memory.buffer)
  }
  const api = sql as unknown as SqliteApi
  const heap = () => {
    refresh()
    return bytes
  }
  return {
    Database: sql.Database,
    api,
    heap,
    result: (context, text) => {
      const encoded = encoder.encode(text)
      const pointer = api._malloc(encoded.length + 1)
      heap().set(encoded, pointer)
      api._sqlite3_result_text(context, pointer, encoded.length, copyNow)
      api._free(pointer)
    },
    fail: (context, message) => {
      const text = api.stringToNewUTF8(message)
      api._sqlite3_result_error(context, text, -1)
      api._free(text)
    },
    words: () => {
      refresh()
      return words
    },
  }
}

/** The `sqlite3*` of an open database: sql.js keeps it under this name, outside its types. */
export const pointerOf = (db: Database): Pointer => (db as unknown as { readonly db: Pointer }).db
