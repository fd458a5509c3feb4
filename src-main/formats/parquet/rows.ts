import { ColumnRows, type Draft } from './column-rows.ts'
import { type Footer, type RowGroup, reasonOf } from './footer.ts'
import { type MapSteps, shapeOf } from './shape.ts'

/** Rows of a file that follow one another. */
export type RowRun = { readonly first: number; readonly rows: readonly Draft[] } | UnreadRun

/** Rows that could not be read, and why: a clause. */
export interface UnreadRun {
  readonly first: number
  readonly count: number
  readonly unreadable: string
}

/** Rows that are put together at a time. They never cross row groups. */
export const runRows = 1024

/**
 * The rows of a row group, run by run, each an object of its columns without those that are null. One page of each
 * column is in memory, however large the row group is. `names`: the columns that are wanted, all where it is left out.
 */
export function* rowsOf(bytes: Buffer, footer: Footer, group: RowGroup, names?: readonly string[]): Generator<RowRun> {
  let at = 0
  try {
    const { leaves, maps } = shapeOf(footer.schema, names)
    const byPath = new Map(group.columns.map((column) => [column.path_in_schema.join('.'), column]))
    const columns = leaves.map((leaf) => {
      const column = byPath.get(leaf.path)
      if (column === undefined) throw new Error(`its column ${leaf.path} is missing`)
      return new ColumnRows(bytes, leaf, column)
    })
    for (; at < group.rows; at += runRows) {
      const rows: Draft[] = Array.from({ length: Math.min(runRows, group.rows - at) }, () => ({}))
      for (const column of columns) column.fill(rows)
      for (const map of maps) for (const row of rows) entriesToObject(row, map)
      yield { first: group.first + at, rows }
    }
  } catch (error) {
    // What the library throws on bytes that it does not understand is of many classes.
    yield { first: group.first + at, count: group.rows - at, unreadable: reasonOf(error) }
  }
}

/** `[{key, value}]` becomes an object, in each place that the steps lead to. */
function entriesToObject(within: unknown, [step, ...inside]: MapSteps): void {
  if (typeof within !== 'object' || within === null || step === undefined) return
  const container = within as { [key: string | number]: unknown }
  const keys = step.name === null ? Object.keys(container) : [step.name]
  for (const key of keys) {
    if (inside.length > 0) entriesToObject(container[key], inside)
    else if (Array.isArray(container[key])) container[key] = objectOf(container[key])
  }
}

/** The first member of an entry is its key and the second its value, whatever they are named (LogicalTypes.md, "Maps"). */
function objectOf(entries: readonly Draft[]): Draft {
  return Object.fromEntries(
    entries.map((entry) => {
      const [key, value = null] = Object.values(entry)
      return [String(key), value]
    }),
  )
}
