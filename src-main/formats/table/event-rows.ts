import type { Piece } from '../piece.ts'
import { type EventTable, eventTableIn } from './columns.ts'
import { recordOfRow } from './record-of-row.ts'
import { cellsAt, type Row, rowsOf } from './rows.ts'

/** The rows of a table as records, each with the bytes that it lies at. */
export function* recordsInRows(bytes: Buffer): Generator<Piece> {
  const table = tableOf(bytes)
  for (const row of rowsOf(bytes, table.separator, table.from)) yield pieceOf(row, table)
}

/** What AWS Config told of a resource may lie in CloudTrail Lake, too: it is no event. */
const configCategory = 'ConfigurationItem'

function pieceOf({ offset, length, cells, fault }: Row, { columns, category }: EventTable): Piece {
  if (fault !== null) return { offset, length, reason: `a row whose quotes are broken: ${fault}` }
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
