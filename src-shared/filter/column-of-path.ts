import { parseIsoTime } from '../base/time.ts'
import { type ColumnName, columnNames, columns } from '../model/columns.ts'
import type { ColumnValue } from './asks.ts'
import { recordPath } from './record-path.ts'

/** By the first of its paths: only where that is absent are others looked at. */
const columnOf: ReadonlyMap<string, ColumnName> = new Map(
  columnNames.flatMap((name) => {
    const [path] = columns[name].paths
    return path === undefined ? [] : [[path, name]]
  }),
)

/** No condition takes longer ones. */
const longestValue = 10_000

/**
 * A value of a record as the filter asks for it: by a column where it is one, which is answered at once, else by its path.
 * Null where the filter cannot ask for it. `value` is null for JSON's null.
 */
export function valueAtPath(path: string, value: string | null): ColumnValue | null {
  if (value !== null && value.length > longestValue) return null
  const column = columnOf.get(path)
  if (column === undefined) {
    const asked = recordPath(path)
    return asked === null ? null : { column: asked, value }
  }
  if (value === null || columns[column].type !== 'time') return { column, value }
  const time = parseIsoTime(value)
  return time === null ? null : { column, value: String(time) }
}
