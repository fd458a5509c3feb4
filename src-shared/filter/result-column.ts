import { readAnyTime } from '../base/read-time.ts'
import { parseIsoTime, type UtcMs } from '../base/time.ts'
import type { ColumnValue } from './asks.ts'
import { columnType, type FilterColumn, filterColumns } from './columns.ts'
import type { Condition, Where } from './model.ts'
import { checkValues } from './values.ts'

/** As queries answer. */
type Cell = string | number | null

/** SQL calls the file of an event otherwise than the filter. */
const otherNames: ReadonlyMap<string, FilterColumn> = new Map([['file', 'sourceFile']])
const byName: ReadonlyMap<string, FilterColumn> = new Map([
  ...filterColumns.map((column): [string, FilterColumn] => [column.toLowerCase(), column]),
  ...otherNames,
])

/** The column of events with the name of a result's column, in any case of letters; null where there is none. */
export const filterColumnOf = (name: string): FilterColumn | null => byName.get(name.toLowerCase()) ?? null

/** A condition of the filter takes no more: `src-main/service/schemas/filter.ts`. */
export const mostValues = 1000

/** What leads from values of a result to the events that have them. */
export interface ValuesCondition {
  readonly part: Where
  /** Distinct values that the condition asks for, NULL among them. */
  readonly values: number
  /** Distinct values of the column in the rows: more than `values` where the condition cannot hold them all. */
  readonly of: number
}

/** The events that have one of these values in the column; null where the filter takes none of them. */
export function eventsWith(column: FilterColumn, cells: Iterable<Cell>): ValuesCondition | null {
  const distinct = new Set(cells)
  const taken: string[] = []
  for (const cell of distinct) {
    const value = cell === null ? null : filterValue(column, String(cell))
    if (value !== null && taken.push(value) === mostValues) break
  }
  const parts: readonly Condition[] = [
    ...(taken.length === 0 ? [] : [{ column, operator: 'is' as const, values: taken }]),
    ...(distinct.has(null) ? [{ column, operator: 'isNotSet' as const, values: [] }] : []),
  ]
  const [first] = parts
  if (first === undefined) return null
  const values = taken.length + (distinct.has(null) ? 1 : 0)
  return { part: parts.length === 1 ? first : { any: parts }, values, of: distinct.size }
}

/** A value as the filter has it: SQL has 1 and 0 for true and false. Null for what the column never has. */
function filterValue(column: FilterColumn, text: string): string | null {
  const value = columnType(column) === 'flag' ? (flags.get(text) ?? text) : text
  return checkValues(column, 'is', [value]) === null ? value : null
}

/** A cell as events have it in the column; null for what the column never has. */
export function columnValue(column: FilterColumn, cell: Cell): ColumnValue | null {
  if (cell === null) return { column, value: null }
  const value = filterValue(column, String(cell))
  if (value === null || columnType(column) !== 'time') return value === null ? null : { column, value }
  return { column, value: String(readAnyTime(value)!.time) }
}

const flags: ReadonlyMap<string, string> = new Map([
  ['1', 'true'],
  ['0', 'false'],
])

/**
 * A day or the first figures of a time, as `substr(eventTime, 1, 13)` gives them, each the start of its span; a time as
 * Athena writes it, with or without `UTC`.
 */
const shortForm = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2})(?::(\d{2})(?::(\d{2})(\.\d{1,9})?(?: UTC)?)?)?)?$/

/** UtcMs of a time as queries give it: ISO 8601, with or without its last parts. Null for anything else. */
export function timeOf(cell: Cell): UtcMs | null {
  if (typeof cell !== 'string' || cell.length < 10) return null
  const [, day, hour = '00', minute = '00', second = '00', fraction = ''] = shortForm.exec(cell) ?? []
  return parseIsoTime(day === undefined ? cell : `${day}T${hour}:${minute}:${second}${fraction}Z`)
}
