import type { Database } from 'sql.js'
import { type Pointer, pointerOf, resultCode, type Sqlite } from './sqlite.ts'

/**
 * A function over a row. It sets the result in `context`, or leaves it NULL. `row` is the first argument minus 1,
 * because tables count ids from 1.
 */
export type RowFunction = (context: Pointer, row: number) => void

/** https://www.sqlite.org/c3ref/c_deterministic.html */
const utf8 = 0x1
const deterministic = 0x800
const innocuous = 0x20_0000

/** Functions of one integer argument, called by pointer: 0.1 µs a call, a tenth of sql.js's `create_function`. */
export class RowFunctions {
  readonly #sqlite: Sqlite
  readonly #db: Database
  readonly #pointers: Pointer[] = []

  constructor(sqlite: Sqlite, db: Database) {
    this.#sqlite = sqlite
    this.#db = db
  }

  /** `isDeterministic`: the same row always has the same result, so indexes and generated columns may use it. */
  define(name: string, call: RowFunction, isDeterministic: boolean): void {
    const { api, words } = this.#sqlite
    const pointer = this.#add((context, _count, values) => {
      call(context!, api._sqlite3_value_int(words()[values! >> 2]!) - 1)
    })
    this.#register(name, pointer, isDeterministic)
  }

  /** Defines functions that are NULL for every row until they are defined again. */
  defineNull(names: Iterable<string>): void {
    const pointer = this.#add(() => undefined)
    for (const name of names) this.#register(name, pointer, true)
  }

  /** Call after the database is closed. */
  dispose(): void {
    for (const pointer of this.#pointers) this.#sqlite.api.removeFunction(pointer)
    this.#pointers.length = 0
  }
  #add(code: (...args: number[]) => void): Pointer {
    const pointer = this.#sqlite.api.addFunction(code, 'viii')
    this.#pointers.push(pointer)
    return pointer
  }

  #register(name: string, pointer: Pointer, isDeterministic: boolean): void {
    const { api } = this.#sqlite
    const text = api.stringToNewUTF8(name)
    const flags = utf8 | innocuous | (isDeterministic ? deterministic : 0)
    const code = api._sqlite3_create_function_v2(pointerOf(this.#db), text, 1, flags, 0, pointer, 0, 0, 0)
    api._free(text)
    if (code !== resultCode.ok) throw new Error(`SQLite refused the function ${name} with code ${code}`)
  }
}
