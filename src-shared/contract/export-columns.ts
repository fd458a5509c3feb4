import { parsePath } from '../base/json-slice.ts'
import { type FilterColumn, filterColumns } from '../filter/columns.ts'
import { columnNames, columns } from '../model/columns.ts'

/**
 * A column of a CSV: one of the event's, or a value of its record by its path, such as `requestParameters.roleName`. Values
 * that are objects and lists are written as JSON text. As in SQL's `field`, names that hold dots stand in quotes.
 */
export type ExportColumn = FilterColumn | RecordPath
export type RecordPath = string & { readonly recordPath: true }

/** What an event was asked and what was answered: fields of records that the window offers as JSON text. */
export const offeredFields = [
  'requestParameters', 'responseElements', 'additionalEventData', 'serviceEventDetails', 'resources',
] as readonly string[] as readonly RecordPath[] // biome-ignore format: a list

/** Names with which a path may begin; of other fields of a record, a path begins with `$`. A name mistyped is told. */
const knownFields: ReadonlySet<string | number | undefined> = new Set([
  ...offeredFields,
  ...columnNames.flatMap((name) => columns[name].paths.map((path) => parsePath(path)?.[0])),
])

/** SQL's view `events` has `resources` under another name, since a table has that name. */
const namesInSql: ReadonlyMap<string, string> = new Map([['resourcesJson', 'resources']])

/** Null where it names neither a column nor a value of a record. */
export function exportColumn(text: string): ExportColumn | null {
  if (filterColumns.includes(text as FilterColumn)) return text as FilterColumn
  return recordSteps(text) === null ? null : (text as RecordPath)
}

export const isRecordPath = (column: ExportColumn): column is RecordPath =>
  !filterColumns.includes(column as FilterColumn)

/** The steps that lead to the value; null where the text is no path into a record. */
export function recordSteps(text: string): readonly (string | number)[] | null {
  const steps = parsePath(namesInSql.get(text) ?? text)
  if (steps === null || steps.length === 0) return null
  return text.startsWith('$') || knownFields.has(steps[0]) ? steps : null
}
