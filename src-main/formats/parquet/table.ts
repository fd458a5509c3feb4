import { areOfEvents, type Columns, columnsOf } from '../table/columns.ts'
import type { Draft } from './column-rows.ts'
import type { Footer } from './footer.ts'
import { rowsOf } from './rows.ts'

/** A table whose rows are events, as Athena writes results and lakes keep them: fields of CloudTrail are its columns. */
export interface ParquetTable {
  readonly names: readonly string[]
  readonly columns: Columns
}

const known = new WeakMap<Footer, ParquetTable>()

export function tableOf(footer: Footer): ParquetTable {
  const before = known.get(footer)
  if (before !== undefined) return before
  const names = footer.schema.children.map(({ element }) => element.name)
  const table = { names, columns: columnsOf(names) }
  known.set(footer, table)
  return table
}

export function isTableOfEvents(bytes: Buffer, footer: Footer): boolean {
  const { names, columns } = tableOf(footer)
  const mayTell = columns.filter(({ meaning }) => meaning.type === 'record').map(({ header }) => header)
  return (
    areOfEvents(columns, []) ||
    (mayTell.length > 0 && areOfEvents(columns, cellsOf(firstRow(bytes, footer, mayTell), names)))
  )
}

function firstRow(bytes: Buffer, footer: Footer, names: readonly string[]): Draft {
  for (const group of footer.groups)
    for (const run of rowsOf(bytes, footer, group, names)) if ('rows' in run) return run.rows[0] ?? {}
  return {}
}

/** The values of a row as a table in text would have them: structures as JSON, and nothing for a null. */
export const cellsOf = (row: Draft, names: readonly string[]): readonly string[] =>
  names.map((name) => cellOf(row[name]))

function cellOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
