import { type ColumnName, columnNames } from '../../src-shared/model/columns.ts'
import { byAwsService, fromConsole, mfa } from '../../src-shared/what/caller.ts'
import { actors } from '../columns/actors.ts'
import type { Coded } from '../columns/coded-column.ts'
import { textsOf } from '../columns/coded-text.ts'
import { failedCalls } from '../columns/failed-calls.ts'
import { idKind, idText } from '../columns/id-column.ts'
import type { ColumnData, Events, FlagData, IdData, Locators, Rows, TimeData } from '../columns/snapshot.ts'
import type { TextData, Utf8Texts } from '../columns/text-data.ts'
import { toldColumn, toldFlag } from '../columns/told-columns.ts'
import type { RowFunction } from './functions.ts'
import { copyNow, type Sqlite } from './sqlite.ts'
import { TextPool } from './text-pool.ts'
import { writeIso, writeUuid } from './write-text.ts'

export interface ColumnFunctions {
  readonly functions: ReadonlyMap<string, RowFunction>
  readonly make: ColumnMaker
  /** The dictionaries of text columns. */
  readonly texts: ReadonlyMap<ColumnName, TextPool>
  dispose(): void
}

/** Bytes for a UUID, or for a time with a year beyond 9999. */
const scratchBytes = 64

/** The functions behind the columns of schema.sql. Each reads the snapshot's arrays: no value is stored twice. */
export function columnFunctions(sqlite: Sqlite, snapshot: Events): ColumnFunctions {
  const { columns, copies, resources, conflicting } = snapshot
  const make = new ColumnMaker(sqlite)
  const functions = new Map<string, RowFunction>([
    ...columnNames.map((name): [string, RowFunction] => [`column_${name}`, make.column(name, columns[name])]),
    ['event_timeMs', make.milliseconds(columns.eventTime as TimeData)],
    ['event_isError', make.flag({ type: 'flag', values: failedCalls(snapshot) })],
    ['event_bookmarked', make.flag({ type: 'flag', values: snapshot.bookmarked })],
    ['event_actor', make.listed(() => actors(snapshot))],
    ['event_mfa', make.listed(() => toldColumn(snapshot, mfa))],
    ['event_console', make.listed(() => toldColumn(snapshot, fromConsole))],
    ['event_byAwsService', make.flagged(() => toldFlag(snapshot, byAwsService))],
    ['event_conflicting', make.integer(conflicting)],
    ['event_copies', make.integer(countCopies(snapshot.events, copies.row))],
    ['copy_event', make.integer(copies.row, 1)],
    ...placeFunctions(make, snapshot),
    ['resource_event', make.integer(resources.row, 1)],
    ['resource_arn', make.text(resources.arn)],
    ['resource_accountId', make.text(resources.accountId)],
    ['resource_type', make.text(resources.type)],
  ])
  return { functions, make, texts: make.dictionaries, dispose: () => make.dispose() }
}

/** The columns about places of records and about copies. Both may change once the files are judged. */
export function placeFunctions(make: ColumnMaker, events: Events): [string, RowFunction][] {
  const { columns, locator, copies, alternates } = events
  const place = (prefix: string, { file, index, offset, length }: Locators): [string, RowFunction][] => [
    [`${prefix}_fileId`, make.integer(file, 1)],
    [`${prefix}_recordIndex`, make.integer(index)],
    [`${prefix}_offset`, make.integer(offset)],
    [`${prefix}_length`, make.integer(length)],
  ]
  /** Of the event where the copy has its content, else of what the copy tells. */
  const copied = (shown: RowFunction, hidden: RowFunction | null): RowFunction => {
    return (context, copy) => {
      const alternate = copies.alternate[copy]
      if (alternate === undefined) return
      if (alternate === 0) shown(context, copies.row[copy]!)
      else hidden?.(context, alternate - 1)
    }
  }
  const isError = (rows: Rows): RowFunction => make.flag({ type: 'flag', values: failedCalls(rows) })
  const timeMs = (rows: Rows): RowFunction => make.integer((rows.columns.eventTime as TimeData).values)
  const ofEvents = place('event', locator)
  if (copies.row.length === 0) return ofEvents
  return [
    ...ofEvents,
    ...place('copy', copies),
    ['copy_differs', make.integer(copies.alternate.map((alternate) => (alternate === 0 ? 0 : 1)))],
    ['copy_isError', copied(isError(events), alternates === null ? null : isError(alternates))],
    ['copy_timeMs', copied(timeMs(events), alternates === null ? null : timeMs(alternates))],
    ...columnNames.map((name): [string, RowFunction] => {
      const hidden = alternates === null ? null : make.column(name, alternates.columns[name])
      return [`copy_column_${name}`, copied(make.column(name, columns[name]), hidden)]
    }),
  ]
}

/** Makes functions of a row. Their texts live in SQLite's memory and end with it. */
export class ColumnMaker {
  readonly #sqlite: Sqlite
  readonly #scratch: number
  /** Columns of events and columns of copies share a dictionary. */
  readonly #pools = new Map<Utf8Texts, TextPool>()
  readonly dictionaries = new Map<ColumnName, TextPool>()

  constructor(sqlite: Sqlite) {
    this.#sqlite = sqlite
    this.#scratch = sqlite.api._malloc(scratchBytes)
  }

  column(name: ColumnName, data: ColumnData): RowFunction {
    switch (data.type) {
      case 'text': {
        const pool = this.pool(data.texts)
        this.dictionaries.set(name, pool)
        return this.pooled(data.codes, pool)
      }
      case 'flag':
        return this.flag(data)
      case 'integer':
        return this.integer(data.values)
      case 'time':
        return this.time(data)
      case 'id':
        return this.id(data)
    }
  }

  pool(texts: Utf8Texts): TextPool {
    const pool = this.#pools.get(texts) ?? new TextPool(this.#sqlite, texts)
    this.#pools.set(texts, pool)
    return pool
  }

  text({ codes, texts }: TextData): RowFunction {
    return this.pooled(codes, this.pool(texts))
  }

  private pooled(codes: TextData['codes'], pool: TextPool): RowFunction {
    return (context, row) => {
      const code = codes[row]
      if (code !== 0 && code !== undefined) pool.result(context, code)
    }
  }

  /** For columns with few different texts. */
  coded(values: readonly (string | null)[]): RowFunction {
    const dictionary = ['', ...new Set(values.filter((value) => value !== null))]
    const codeOf = new Map(dictionary.map((text, code) => [text, code]))
    const codes = Uint32Array.from(values, (value) => (value === null ? 0 : codeOf.get(value)!))
    return this.pooled(codes, this.pool(textsOf(dictionary)))
  }

  /** For columns that queries seldom read and that take time to make: made with the first cell that is read. */
  listed(make: () => Coded): RowFunction {
    let read: RowFunction | null = null
    return (context, row) => {
      if (read === null) {
        const { codes, dictionary } = make()
        read = this.pooled(codes, this.pool(textsOf(dictionary)))
      }
      read(context, row)
    }
  }

  /** For texts that queries seldom read: each call encodes its text. */
  texts(values: readonly (string | null)[]): RowFunction {
    return (context, row) => {
      const text = values[row]
      if (text != null) this.#sqlite.result(context, text)
    }
  }

  /** Negative values and NaN are NULL. */
  integer(values: ArrayLike<number>, add = 0): RowFunction {
    const { api } = this.#sqlite
    return (context, row) => {
      const value = values[row]
      if (value === undefined || !(value >= 0)) return
      if (value + add <= 0x7fff_ffff) api._sqlite3_result_int(context, value + add)
      else api._sqlite3_result_double(context, value + add)
    }
  }

  /** Times before 1970 are negative and valid. */
  milliseconds({ values }: TimeData): RowFunction {
    return (context, row) => {
      const value = values[row]
      if (value !== undefined && !Number.isNaN(value)) this.#sqlite.api._sqlite3_result_double(context, value)
    }
  }

  /** The same, made with the first cell that is read. */
  flagged(make: () => FlagData['values']): RowFunction {
    let read: RowFunction | null = null
    return (context, row) => {
      read ??= this.flag({ type: 'flag', values: make() })
      read(context, row)
    }
  }

  flag({ values }: FlagData): RowFunction {
    return (context, row) => {
      const value = values[row]
      if (value === 1 || value === 2) this.#sqlite.api._sqlite3_result_int(context, value - 1)
    }
  }

  time({ values }: TimeData): RowFunction {
    return (context, row) => {
      const value = values[row]
      if (value === undefined || Number.isNaN(value)) return
      const written = writeIso(this.#sqlite.heap(), this.#scratch, value)
      this.#sqlite.api._sqlite3_result_text(context, this.#scratch, written, copyNow)
    }
  }

  id(data: IdData): RowFunction {
    const { kinds, bytes } = data
    return (context, row) => {
      if (kinds[row] === idKind.uuid) {
        writeUuid(this.#sqlite.heap(), this.#scratch, bytes, 16 * row)
        this.#sqlite.api._sqlite3_result_text(context, this.#scratch, 36, copyNow)
        return
      }
      const text = row < kinds.length ? idText(data, row) : null
      if (text !== null) this.#sqlite.result(context, text)
    }
  }

  dispose(): void {
    for (const pool of this.#pools.values()) pool.dispose()
    this.#sqlite.api._free(this.#scratch)
  }
}

function countCopies(events: number, rows: Uint32Array): Uint32Array {
  const counts = new Uint32Array(events).fill(1)
  for (const row of rows) counts[row]!++
  return counts
}
