import type { ExportColumn } from '../../../../src-shared/contract/export-columns.ts'
import { columnType, isRecordPath } from '../../../../src-shared/filter/columns.ts'
import type { ParquetCell, ParquetColumn } from '../parquet/encoder.ts'
import { type CellOf, type CellValue, cellsOf } from './cells.ts'
import type { WriterParts } from './writer.ts'

export const parquetColumns = (columns: readonly ExportColumn[]): readonly ParquetColumn[] =>
  columns.map((name) => ({ name, type: columnType(name) }))

/** The cells of the chosen columns as Parquet has them. */
export const parquetCells = (parts: WriterParts): readonly CellOf<ParquetCell>[] => cellsOf(parts, parts.columns, cell)

function cell(value: CellValue, column: ExportColumn): ParquetCell {
  if (value === null) return null
  const type = columnType(column)
  if (type === 'time') return BigInt(value as number)
  return type === 'text' || type === 'id' || isRecordPath(column) ? String(value) : value
}
