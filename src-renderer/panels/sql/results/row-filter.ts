import type { Cell, Table } from '../../../../src-shared/contract/index.ts'
import type { RowFilter, ValueFilter } from '../../../state/sql-views.ts'

export const isAllRows = ({ text, values, only }: RowFilter): boolean =>
  text.trim() === '' && values.length === 0 && only === null

export const withValue = (filter: RowFilter, value: ValueFilter): RowFilter => ({
  ...filter,
  values: [...withoutValue(filter, value).values, value],
})

export const withoutValue = (filter: RowFilter, { column, value }: ValueFilter): RowFilter => ({
  ...filter,
  values: filter.values.filter((held) => held.column !== column || held.value !== value),
})

/** The numbers of the rows that the filter leaves, in their order. */
export function rowsLeft(rows: Table['rows'], filter: RowFilter): readonly number[] {
  const numbers = filter.only?.rows ?? rows.map((_, number) => number)
  if (isAllRows(filter)) return numbers
  const text = filter.text.trim().toLowerCase()
  const holds = (cell: Cell) => cell !== null && String(cell).toLowerCase().includes(text)
  return numbers.filter((number) => {
    const row = rows[number]!
    if (!filter.values.every(({ column, value, isOut }) => ((row[column] ?? null) === value) !== isOut)) return false
    if (text === '') return true
    return filter.column === null ? row.some(holds) : holds(row[filter.column] ?? null)
  })
}
