import { jsonValue } from '../../src-shared/base/json-slice.ts'
import { fieldKind } from '../../src-shared/model/field.ts'
import { fieldPathsIn } from '../../src-shared/sql/field-paths.ts'
import { FieldColumn, type NamedField } from '../columns/fields/field-column.ts'
import type { Cancellation } from './cancel.ts'
import { SqlError } from './sql.ts'
import type { Pointer, Sqlite } from './sqlite.ts'
import { TextPool } from './text-pool.ts'

/** Without columns every field is read from its record. */
export const noColumns: FieldSource = { columnsOf: () => [], fileOf: () => undefined, files: () => 0 }

/** Where columns of fields come from, and what reading a record costs. */
export interface FieldSource {
  /**
   * The columns of these paths, made where they are not kept: the thread waits. Without those that cannot be had; null
   * when the query was cancelled meanwhile.
   */
  readonly columnsOf: (paths: readonly string[], isCancelled: () => boolean) => readonly NamedField[] | null
  /** The file that the record of an event is read from. */
  readonly fileOf: (row: number) => number | undefined
  /** How many files hold events. */
  readonly files: () => number
}

/** A file that is inflated for its records takes as long as so many records of a file at hand. */
const recordsPerFile = 250
/** Part of all files that a query reads record by record before the columns of its fields are made of all of them. */
const patience = 1 / 16
const leastPatience = 40

/**
 * The columns of the fields that the running query names. A query that needs few records reads these, as each column costs
 * the reading of all. One that has read a part of the case for its fields waits until their columns are made, and goes on
 * with them. How many records a query needs is known to nobody before: a LIMIT or a join may leave few.
 */
export class QueryFields {
  readonly #source: FieldSource
  #named: readonly string[] = []
  #columns = new Map<string, FieldColumn>()
  #isAsked = false
  #spent = 0
  #lastFile = -1
  /** By id: what earlier queries made strings of, unless the case dropped it and memory was needed. */
  readonly #known = new Map<number, WeakRef<FieldColumn>>()

  readonly #sqlite: Sqlite
  readonly #pools = new Map<FieldColumn, TextPool>()

  readonly #cancellation: Cancellation

  constructor(sqlite: Sqlite, source: FieldSource, cancellation: Cancellation) {
    this.#cancellation = cancellation
    this.#sqlite = sqlite
    this.#source = source
  }

  /** `kept`: the columns of its fields that are there already. */
  begin(sql: string, kept: readonly NamedField[]): void {
    this.#named = fieldPathsIn(sql)
    this.#columns = new Map()
    this.#take(kept)
    this.#isAsked = false
    this.#spent = 0
    this.#lastFile = -1
  }

  /** When its statement is closed, which may hold texts. */
  end(): void {
    this.begin('', [])
    for (const pool of this.#pools.values()) pool.dispose()
    this.#pools.clear()
  }

  /** The column of a path; null where records are to be read. `row`: whose record is read then. */
  columnFor(path: string, row: number): FieldColumn | null {
    const column = this.#columns.get(path)
    if (column !== undefined) return column
    if (this.#isAsked || !this.#named.includes(path)) return null
    this.#spend(row)
    if (this.#spent < Math.max(leastPatience, this.#source.files() * patience)) return null
    return this.made(path)
  }

  /** The column of a path that the text names; null where it is not there yet. */
  kept(path: string): FieldColumn | null {
    return this.#columns.get(path) ?? null
  }

  /** The same of a path that is asked of all events: all that the text names are made. Null where it cannot be had. */
  made(path: string): FieldColumn | null {
    const missing = this.#named.filter((named) => !this.#columns.has(named))
    if (missing.length > 0 && !this.#isAsked) {
      this.#isAsked = true
      const fields = this.#source.columnsOf(missing, () => this.#cancellation.requested)
      if (fields === null) throw new SqlError('cancelled')
      this.#take(fields)
    }
    return this.kept(path)
  }

  /** Makes the value of a row the result of the SQL function in progress; false where only its record tells it. */
  give(context: Pointer, column: FieldColumn, row: number): boolean {
    const { events, data } = column
    const code = events.codes[row]
    if (code === undefined) return true
    if (code === 0) return data.unread.size === 0 || !data.unread.has(this.#source.fileOf(row)!)
    const kinds = data.kinds[code]!
    if ((kinds & fieldKind.number) === 0) {
      this.#poolOf(column).result(context, code)
      return true
    }
    const value = kinds === fieldKind.number ? jsonValue(textAt(column, code)) : null
    if (value === null) return false
    if (typeof value === 'number') this.#sqlite.api._sqlite3_result_double(context, value)
    else this.#sqlite.result(context, value)
    return true
  }

  #poolOf(column: FieldColumn): TextPool {
    const pool = this.#pools.get(column) ?? new TextPool(this.#sqlite, column.data.texts)
    this.#pools.set(column, pool)
    return pool
  }

  #take(fields: readonly NamedField[]): void {
    for (const [path, data] of fields) {
      const column = this.#known.get(data.id)?.deref() ?? new FieldColumn(data)
      this.#known.set(data.id, new WeakRef(column))
      this.#columns.set(path, column)
    }
  }

  #spend(row: number): void {
    const file = this.#source.fileOf(row)
    if (file === undefined) return
    this.#spent += file === this.#lastFile ? 1 / recordsPerFile : 1
    this.#lastFile = file
  }
}

const textAt = ({ data: { texts } }: FieldColumn, code: number): string => {
  const { bytes, starts } = texts
  return Buffer.from(bytes.buffer, bytes.byteOffset).toString('latin1', starts[code], starts[code + 1])
}
