import type { ColumnData } from '../columns/snapshot.ts'
import type { TextData } from '../columns/text-data.ts'
import { type CaseColumn, codedList } from './column.ts'

/* Columns of the tables of a case, from arrays and lists. */

export type Columns = Record<string, () => CaseColumn>

export const number = (at: (row: number) => number | null) => (): CaseColumn => ({ type: 'number', at })
export const rowNumber = number((row) => row + 1)
export const count = (values: ArrayLike<number>, add = 0) => number((row) => values[row]! + add)
export const text = ({ codes, dictionary }: TextData): CaseColumn => ({ type: 'coded', codes, dictionary })
export const list = (values: () => readonly (string | null)[]) => () => codedList(values())
export const strings = (values: readonly (string | null)[]) => (): CaseColumn => ({
  type: 'string',
  at: (row) => values[row] ?? null,
})
/** NaN is NULL. */
export const time = (values: Float64Array) => (): CaseColumn => ({ type: 'time', values })
export const milliseconds = (values: Float64Array) =>
  number((row) => (Number.isNaN(values[row]!) ? null : values[row]!))

export const columnOf = (data: ColumnData): CaseColumn => (data.type === 'text' ? text(data) : data)

/** A flag that is never null, from cells that are 0 or 1. */
export const certain = (cells: Uint8Array): CaseColumn => ({ type: 'flag', values: cells.map((cell) => cell + 1) })
