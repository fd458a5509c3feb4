import { formatCounted } from '../../../src-shared/base/count.ts'
import { recordText } from '../ocsf/events.ts'
import { isOcsf, isOfCloudTrail, nameOfOther } from '../ocsf/name.ts'
import type { Piece } from '../piece.ts'
import { categoryIn } from '../table/columns.ts'
import { pieceOf as pieceOfTable } from '../table/event-rows.ts'
import { recordOfRow } from '../table/record-of-row.ts'
import type { Draft } from './column-rows.ts'
import { type Footer, footerOf } from './footer.ts'
import { rowTextAt } from './row-reader.ts'
import { rowsOf, type UnreadRun } from './rows.ts'
import { cellsOf, tableOf } from './table.ts'

/** The rows of a file as records. A record's place is the number of its row, and its length 0. */
export function* recordsInRows(bytes: Buffer, footer: Footer): Generator<Piece> {
  const { names, columns } = tableOf(footer)
  const category = categoryIn(columns)
  const ofTable = (row: Draft, offset: number): Piece =>
    pieceOfTable({ offset, length: 0, cells: cellsOf(row, names) }, columns, category)
  for (const group of footer.groups)
    for (const run of rowsOf(bytes, footer, group)) {
      if ('unreadable' in run) yield unreadPiece(run)
      else yield* run.rows.map((row, n) => (isOcsf(row) ? pieceOfEvent : ofTable)(row, run.first + n))
    }
}

/** Told once for all rows that are lost with it. */
const unreadPiece = ({ first, count, unreadable }: UnreadRun): Piece => ({
  offset: first,
  length: 0,
  reason: `${formatCounted(count, 'row')} from here on cannot be read: ${unreadable}`,
  breaksOff: true,
})

const pieceOfEvent = (event: Draft, offset: number): Piece =>
  isOfCloudTrail(event) ? { offset, length: 0, text: recordText(event) } : { beside: nameOfOther(event) }

/** The record of a row that was read as one. */
export function parquetRecordAt(bytes: Buffer, at: number): Buffer {
  const row = JSON.parse(rowTextAt(bytes, at)) as Draft
  if (isOcsf(row)) return Buffer.from(recordText(row))
  const { names, columns } = tableOf(footerOf(bytes) as Footer)
  return Buffer.from(recordOfRow(columns, cellsOf(row, names))!)
}

/** What lies in the file: a Parquet file has no text of its rows, so their values are shown as JSON. */
export const parquetRowAt = (bytes: Buffer, row: number): Buffer => Buffer.from(rowTextAt(bytes, row))
