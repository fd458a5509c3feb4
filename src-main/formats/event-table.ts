import { tableNote } from '../../src-shared/words/files.ts'
import type { Format } from './format.ts'
import { inTurn } from './piece.ts'
import { eventTableIn, fieldsTold } from './table/columns.ts'
import { recordsInRows, tableOf } from './table/event-rows.ts'

/** A table whose rows are events: the console's Event history, results of Athena and CloudTrail Lake, exports of others. */
export const eventTable: Format = {
  kind: 'records',
  form: 'CSV table of CloudTrail events',
  recognises: (head) => head.type === 'bytes' && eventTableIn(head.bytes) !== null,
  records: {
    encoding: 'csv-row',
    note: (bytes) => tableNote(fieldsTold(tableOf(bytes).columns)),
    extract: (bytes, into) => into.pieces(bytes, inTurn(recordsInRows(bytes))),
  },
  isHashedAsStored: true,
}
