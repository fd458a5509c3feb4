import { csvCell, csvForms, csvLine } from '../../../../src-shared/base/csv.ts'
import type { ExportColumn } from '../../../../src-shared/contract/export-columns.ts'
import { isRecordPath } from '../../../../src-shared/filter/columns.ts'
import type { Row } from '../../../../src-shared/model/event.ts'
import { idKind } from '../../../columns/id-column.ts'
import type { Bytes } from './bytes.ts'
import { type CellValue, cellsOf, plainCell, readsRecords } from './cells.ts'
import type { EventFormat, WriterParts } from './writer.ts'

const form = csvForms.events
const separator = form.separator.charCodeAt(0)
const lineEnd = Buffer.from(form.lineEnd)

/** The chosen columns, in their order (RFC 4180); texts that a spreadsheet would run are disarmed. */
export const csvFormat: EventFormat = {
  readsRecords,
  begin: (columns) => csvLine(columns, form),
  between: '',
  end: '',
  start: (parts) => {
    const { columns } = parts
    const reads = readsRecords(columns)
    const cells = columns.map((column) => cellWriter(parts, column))
    return (row, record, out) => {
      const text = reads ? record.toString() : ''
      for (let k = 0; k < cells.length; k++) {
        if (k > 0) out.byte(separator)
        cells[k]!(row, text, out)
      }
      out.bytes(lineEnd)
      return null
    }
  },
}

type WriteCell = (row: Row, record: string, out: Bytes) => void

const csvOf = (value: CellValue, column: ExportColumn): string => csvCell(plainCell(value, column), form)

function cellWriter(parts: WriterParts, column: ExportColumn): WriteCell {
  if (isRecordPath(column)) {
    const [cell] = cellsOf(parts, [column], csvOf)
    return (row, record, out) => out.text(cell!(row, record))
  }
  const [cell] = cellsOf(parts, [column], (value, of) => Buffer.from(csvOf(value, of)))
  return uuidWriter(parts, column) ?? ((row, record, out) => out.bytes(cell!(row, record)))
}

/** Nearly every event has other ids, most of them UUIDs, in which nothing is quoted or disarmed. */
function uuidWriter(parts: WriterParts, column: ExportColumn): WriteCell | null {
  const data = Object.hasOwn(parts.snapshot.columns, column) ? parts.snapshot.columns[column as 'eventID'] : null
  if (data?.type !== 'id' || parts.redactor !== null) return null
  const [cell] = cellsOf(parts, [column], csvOf)
  const { kinds, bytes } = data
  return (row, record, out) => {
    if (kinds[row] !== idKind.uuid) return out.text(cell!(row, record))
    for (let k = 0; k < 16; k++) {
      if (k === 4 || k === 6 || k === 8 || k === 10) out.byte(dash)
      const byte = bytes[16 * row + k]!
      out.byte(hexDigits[byte >> 4]!)
      out.byte(hexDigits[byte & 15]!)
    }
  }
}

const dash = '-'.charCodeAt(0)
const hexDigits = Buffer.from('0123456789abcdef')
