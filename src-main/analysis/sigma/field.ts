import { parsePath } from '../../../src-shared/base/json-slice.ts'
import { type ColumnName, columnNames, columns } from '../../../src-shared/model/columns.ts'
import type { Field } from './tree.ts'

/**
 * The field of a rule in a case; null where the name is no path. Columns of text and of flags hold what records have at
 * their path, and at `eventData`, where activity outside of AWS has the same names; of other columns the text is not kept.
 */
export function fieldNamed(name: string): Field | null {
  const column = columnOf.get(name)
  return column === undefined ? pathNamed(name) : { kind: 'column', column }
}

/** The same, read from the record whether or not there is a column of it. */
export function pathNamed(name: string): Field | null {
  const steps = parsePath(name)
  return steps === null || steps.length === 0 ? null : { kind: 'path', path: name, steps }
}

const columnOf: ReadonlyMap<string, ColumnName> = new Map(
  columnNames.flatMap((name) => {
    const { type, paths } = columns[name]
    const [path, ...others] = paths as readonly string[]
    const isPlain = others.every((other) => other === `eventData.${path}` || other === 'accountId')
    return path !== undefined && isPlain && (type === 'text' || type === 'flag') ? [[path, name]] : []
  }),
)
