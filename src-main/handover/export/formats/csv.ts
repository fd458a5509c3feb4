import { csvCell, csvForms, csvLine } from '../../../../src-shared/base/csv.ts'
import { cellsOf, plainCell, readsRecords } from './cells.ts'
import type { MakeWriter } from './writer.ts'

const form = csvForms.events

/** The chosen columns, in their order (RFC 4180); texts that a spreadsheet would run are disarmed. */
export const csvWriter: MakeWriter = (parts) => {
  const { columns } = parts
  const cells = cellsOf(parts, columns, (value, column) => csvCell(plainCell(value, column), form))
  const reads = readsRecords(columns)
  return {
    readsRecords: reads,
    begin: (put) => put(csvLine(columns, form)),
    event: (row, record, _, put) => {
      const text = reads ? record.toString() : ''
      let line = cells[0]?.(row, text) ?? ''
      for (let k = 1; k < cells.length; k++) line += form.separator + cells[k]!(row, text)
      put(line + form.lineEnd)
      return null
    },
    end: () => {},
  }
}
