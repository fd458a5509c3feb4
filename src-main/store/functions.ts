import type { Database } from 'sql.js'
import { type Pointer, pointerOf, resultCode, type Sqlite, valueType } from './sqlite.ts'

/**
 * A function over a row. It sets the result in `context`, or leaves it NULL. `row` is the first argument minus 1,
 * because tables count ids from 1.
 */
export type RowFunction = (context: Pointer, row: number) => void

/** The same with a text beside it. */
export type RowTextFunction = (context: Pointer, row: number, text: string) => void

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

  /** A function over a row and a text, such as a path. NULL where the first argument is no number or the second no text. */
  defineOfText(name: string, call: RowTextFunction): void {
    const { api, words } = this.#sqlite
    const text = new SameText(this.#sqlite)
    const pointer = this.#add((context, _count, values) => {
      const [id, second] = [words()[values! >> 2]!, words()[(values! >> 2) + 1]!]
      const type = api._sqlite3_value_type(id)
      if (type !== valueType.integer && type !== valueType.float) return
      if (api._sqlite3_value_type(second) !== valueType.text) return
      call(context!, api._sqlite3_value_double(id) - 1, text.of(second))
    })
    this.#register(name, pointer, false, 2)
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

  #register(name: string, pointer: Pointer, isDeterministic: boolean, values = 1): void {
    const { api } = this.#sqlite
    const text = api.stringToNewUTF8(name)
    const flags = utf8 | innocuous | (isDeterministic ? deterministic : 0)
    const code = api._sqlite3_create_function_v2(pointerOf(this.#db), text, values, flags, 0, pointer, 0, 0, 0)
    api._free(text)
    if (code !== resultCode.ok) throw new Error(`SQLite refused the function ${name} with code ${code}`)
  }
}

/** Reads a text that is mostly the one of the call before: its bytes are compared then and not decoded. */
class SameText {
  #bytes = new Uint8Array(0)
  #text = ''

  constructor(private readonly sqlite: Sqlite) {}

  of(value: Pointer): string {
    const { api, heap } = this.sqlite
    // First, as it may convert the value.
    const from = api._sqlite3_value_text(value)
    const length = api._sqlite3_value_bytes(value)
    const bytes = heap()
    const known = this.#bytes
    let k = known.length === length ? 0 : -1
    while (k >= 0 && k < length && known[k] === bytes[from + k]) k++
    if (k === length) return this.#text
    this.#bytes = bytes.slice(from, from + length)
    this.#text = decoder.decode(this.#bytes)
    return this.#text
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
