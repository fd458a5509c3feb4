import { csvCell, csvForms, csvLine } from '../../../../src-shared/base/csv.ts'
import { dayMs, formatUtc, secondMs, type UtcMs } from '../../../../src-shared/base/time.ts'
import type { ExportColumn } from '../../../../src-shared/contract/export-columns.ts'
import { type FilterColumn, isRecordPath } from '../../../../src-shared/filter/columns.ts'
import type { Row } from '../../../../src-shared/model/event.ts'
import type { TimeData } from '../../../columns/snapshot.ts'
import { Bytes } from './bytes.ts'
import { type CellOf, type CellValue, cellOf, cellsOf, manyCoded, plainCell, readsRecords } from './cells.ts'
import { uuidsOf } from './uuids.ts'
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
  const fast = isRecordPath(column) ? null : (codedWriter(parts, column) ?? plainWriter(parts, column))
  if (fast !== null) return fast
  const [cell] = cellsOf(parts, [column], csvOf)
  return (row, record, out) => out.text(cell!(row, record))
}

/** Cells of a column that are kept, bytes; then they are made anew. */
const mostKept = 32 << 20

/** The cell of each text is made once, as bytes: to quote or encode it takes longer than to copy it. */
function codedWriter(parts: WriterParts, column: FilterColumn): WriteCell | null {
  const coded = manyCoded(parts, column)
  if (coded === null) return null
  const { codes, count } = coded
  const cell = cellOf(parts, column, csvOf)
  const made = new Bytes(new ArrayBuffer(4096))
  const begins = new Uint32Array(count)
  /** 0 for a cell that is not made: nothing ends there, since one byte lies before all cells. */
  const ends = new Uint32Array(count)
  made.length = 1
  return (row, _, out) => {
    const code = codes[row]!
    if (ends[code] === 0) {
      if (made.length > mostKept) {
        made.length = 1
        ends.fill(0)
      }
      begins[code] = made.length
      made.text(cell(row, ''))
      ends[code] = made.length
    }
    out.part(made, begins[code]!, ends[code]!)
  }
}

/** Times and ids, of which nearly every event has another. Nothing in a UUID is quoted or disarmed. */
function plainWriter(parts: WriterParts, column: FilterColumn): WriteCell | null {
  const data = Object.hasOwn(parts.snapshot.columns, column) ? parts.snapshot.columns[column as 'eventTime'] : null
  const cell = cellOf(parts, column, csvOf)
  if (data?.type === 'time') return timeWriter(data, cell)
  const ids = uuidsOf(parts, column)
  if (ids === null) return null
  return (row, record, out) => {
    if (!ids(row, out)) out.text(cell(row, record))
  }
}

/** As `formatUtc` writes them. Events that follow each other are of the same day, whose text is made once. */
function timeWriter({ values }: TimeData, cell: CellOf<string>): WriteCell {
  let day = Number.NaN
  let head: Uint8Array = new Uint8Array(0)
  return (row, record, out) => {
    const time = Math.trunc(values[row]!)
    // Before 1970 and beyond 9999, and where there is none.
    if (!(time >= 0 && time < year10000)) return out.text(cell(row, record))
    const itsDay = Math.floor(time / dayMs)
    if (itsDay !== day) {
      day = itsDay
      head = Buffer.from(formatUtc((day * dayMs) as UtcMs).slice(0, dayLength))
    }
    out.bytes(head)
    const seconds = Math.floor((time - day * dayMs) / secondMs)
    const minutes = Math.floor(seconds / 60)
    out.digits(Math.floor(minutes / 60), 2)
    out.byte(colon)
    out.digits(minutes % 60, 2)
    out.byte(colon)
    out.digits(seconds % 60, 2)
    const ms = time % secondMs
    if (ms !== 0) {
      out.byte(point)
      out.digits(ms, 3)
    }
    out.byte(utc)
  }
}

const year10000 = Date.UTC(10_000, 0)
const dayLength = 'YYYY-MM-DDT'.length
const [colon, point, utc] = [...Buffer.from(':.Z')] as [number, number, number]
