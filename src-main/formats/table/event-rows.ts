import type { Piece } from '../piece.ts'
import { type Columns, categoryIn, type EventTable, eventTableIn } from './columns.ts'
import { recordOfRow } from './record-of-row.ts'
import { cellsAt, type Row, rowsOf } from './rows.ts'

/** The rows of a table as records, each with the bytes that it lies at. */
export function* recordsInRows(bytes: Buffer): Generator<Piece> {
  const { separator, columns, from } = tableOf(bytes)
  const category = categoryIn(columns)
  for (const row of rowsOf(bytes, separator, from))
    yield row.fault === null ? pieceOf(row, columns, category) : brokenRow(row)
}

/** What AWS Config told of a resource may lie in CloudTrail Lake, too: it is no event. */
const configCategory = 'ConfigurationItem'

const brokenRow = ({ offset, length, fault }: Row): Piece => ({
  offset,
  length,
  reason: `a row whose quotes are broken: ${fault}`,
})

/** What a row of such columns is. `category`: which of them has the category of events. */
export function pieceOf(row: Omit<Row, 'fault'>, columns: Columns, category: number): Piece {
  const { offset, length, cells } = row
  if (cells.length !== columns.length)
    return { offset, length, reason: `a row of ${cells.length} cells in a table of ${columns.length} columns` }
  if (cells[category] === configCategory) return { beside: 'AWS Config item in CloudTrail Lake' }
  const text = recordOfRow(columns, cells)
  return text === null ? { offset, length, reason: 'a row of empty cells' } : { offset, length, text, isNarrow: true }
}

/** The record that the row at these bytes tells, as JSON text. */
export function recordAtRow(bytes: Buffer, offset: number, length: number): string {
  const { columns, separator } = tableOf(bytes)
  return recordOfRow(columns, cellsAt(bytes, separator, offset, length))!
}

/** Records are read again one by one, from few files at a time: a header is read once while its file is held. */
const tables = new WeakMap<Buffer, EventTable>()

export function tableOf(bytes: Buffer): EventTable {
  const known = tables.get(bytes)
  if (known !== undefined) return known
  const table = eventTableIn(bytes)
  if (table === null) throw new Error('The header of a table that was recognised is no header any more')
  tables.set(bytes, table)
  return table
}
