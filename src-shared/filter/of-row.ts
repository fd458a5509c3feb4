import type { TimeSpan, UtcMs } from '../base/time.ts'
import { deedNamed } from '../model/deed-fields.ts'
import { choosing, narrowedBy, withPart, withRange } from './asks.ts'
import { deedColumns } from './columns.ts'
import type { Filter, Where } from './model.ts'
import { columnValue, filterColumnOf } from './result-column.ts'

/** A row of an answer, beside the names of its columns. */
export interface NamedRow {
  readonly columns: readonly string[]
  readonly row: readonly (string | number | null)[]
}

/**
 * The events that a row of a grouped query counts: of those that `filter` shows, those that the query counts at all and
 * that have the values of the row. Columns that no event has, such as counts, ask for nothing. `within`: the row is about
 * this time alone. Null where an event cannot have a value of the row.
 */
export function eventsOfRow(
  filter: Filter,
  counted: Filter,
  { columns, row }: NamedRow,
  within: TimeSpan | null = null,
): Filter | null {
  const parts = columns.map((name, at) => partOf(name, row[at] ?? null))
  if (parts.includes(null)) return null
  const narrowed = parts
    .filter((part) => part !== undefined && part !== null)
    .reduce(withPart, narrowedBy(filter, counted))
  return within === null ? narrowed : withRange(narrowed, overlap(filter, within))
}

/** Undefined where the name is of no column. */
function partOf(name: string, cell: NamedRow['row'][number]): Where | null | undefined {
  const column = filterColumnOf(name)
  if (column !== null) {
    const value = columnValue(column, cell)
    return value === null ? null : choosing(value, 'is')
  }
  const deed = deedNamed(name)
  if (deed === null) return undefined
  const path = deedColumns[deed]
  return cell === null
    ? { column: path, operator: 'isNotSet', values: [] }
    : { column: path, operator: 'is', values: [String(cell)] }
}

function overlap({ range }: Filter, { from, until }: TimeSpan): TimeSpan {
  return {
    from: Math.max(from, range?.from ?? from) as UtcMs,
    until: Math.min(until, range?.until ?? until) as UtcMs,
  }
}
