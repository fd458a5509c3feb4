import type { ExportColumn } from '../../../../src-shared/contract/export-columns.ts'
import { columnType, isRecordPath } from '../../../../src-shared/filter/columns.ts'
import type { ParquetCell, ParquetColumn } from '../parquet/encoder.ts'
import { Bytes } from './bytes.ts'
import { type CellOf, type CellValue, cellsOf } from './cells.ts'
import { uuidsOf } from './uuids.ts'
import type { WriterParts } from './writer.ts'

export const parquetColumns = (columns: readonly ExportColumn[]): readonly ParquetColumn[] =>
  columns.map((name) => ({ name, type: columnType(name) }))

/** The cells of the chosen columns as Parquet has them. */
export const parquetCells = (parts: WriterParts): readonly CellOf<ParquetCell>[] =>
  parts.columns.map((column) => idCell(parts, column) ?? cellsOf(parts, [column], cell)[0]!)

/** Nearly every event has another id: to make a text of each, and UTF-8 of that, takes longer than to write its bytes. */
function idCell(parts: WriterParts, column: ExportColumn): CellOf<ParquetCell> | null {
  const ids = uuidsOf(parts, column)
  if (ids === null) return null
  const [textCell] = cellsOf(parts, [column], (value, of) => bytesOf(cell(value, of)))
  const out = new Bytes(new ArrayBuffer(64))
  return (row, record) => {
    out.length = 0
    return ids(row, out) ? out.given().slice() : textCell!(row, record)
  }
}

const bytesOf = (value: ParquetCell): ParquetCell => (typeof value === 'string' ? Buffer.from(value) : value)

function cell(value: CellValue, column: ExportColumn): ParquetCell {
  if (value === null) return null
  const type = columnType(column)
  if (type === 'time') return BigInt(value as number)
  return type === 'text' || type === 'id' || isRecordPath(column) ? String(value) : value
}
