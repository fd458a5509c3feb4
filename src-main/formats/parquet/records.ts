import { formatCounted } from '../../../src-shared/base/count.ts'
import { recordText as recordTextOfEvent } from '../ocsf/events.ts'
import { isOcsf, isOfCloudTrail, nameOfOther } from '../ocsf/name.ts'
import type { Piece } from '../piece.ts'
import type { Draft } from './column-rows.ts'
import type { Footer } from './footer.ts'
import { rowTextAt } from './row-reader.ts'
import { rowsOf, type UnreadRun } from './rows.ts'

/** The rows of a file as records. A record's place is the number of its row, and its length 0. */
export function* recordsInRows(bytes: Buffer, footer: Footer): Generator<Piece> {
  for (const group of footer.groups)
    for (const run of rowsOf(bytes, footer, group)) {
      if ('unreadable' in run) yield unreadPiece(run)
      else yield* run.rows.map((row, n) => pieceOf(row, run.first + n))
    }
}

/** Told once for all rows that are lost with it. */
const unreadPiece = ({ first, count, unreadable }: UnreadRun): Piece => ({
  offset: first,
  length: 0,
  reason: `${formatCounted(count, 'row')} from here on cannot be read: ${unreadable}`,
  breaksOff: true,
})

function pieceOf(row: Draft, offset: number): Piece {
  if (isOcsf(row) && !isOfCloudTrail(row)) return { beside: nameOfOther(row) }
  return { offset, length: 0, text: recordText(row) }
}

/** The record that a row tells, as JSON text. `row` is used up. */
const recordText = (row: Draft): string => (isOcsf(row) ? recordTextOfEvent(row) : JSON.stringify(row))

/** The record of a row that was read as one. */
export const parquetRecordAt = (bytes: Buffer, row: number): Buffer =>
  Buffer.from(recordText(JSON.parse(rowTextAt(bytes, row)) as Draft))

/** What lies in the file: a Parquet file has no text of its rows, so their values are shown as JSON. */
export const parquetRowAt = (bytes: Buffer, row: number): Buffer => Buffer.from(rowTextAt(bytes, row))
