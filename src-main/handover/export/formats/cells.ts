import { formatUtc, type UtcMs } from '../../../../src-shared/base/time.ts'
import type { ExportColumn } from '../../../../src-shared/contract/export-columns.ts'
import { columnType, type FilterColumn, isRecordPath } from '../../../../src-shared/filter/columns.ts'
import type { Row, Value } from '../../../../src-shared/model/event.ts'
import { cellValue } from '../../../columns/cell-value.ts'
import { codedColumn } from '../../../columns/coded-column.ts'
import { recordCell } from '../../../records/record-cell.ts'
import type { WriterParts } from './writer.ts'

/** A cell of an event. `record`: its text, empty where no column needs it. */
export type CellOf<T> = (row: Row, record: string) => T

/** A cell as it is known of an event: times are UtcMs, flags booleans. Values of records that are objects are JSON text. */
export type CellValue = Value

/**
 * The cells of columns, each in a form that is made once for each text of the column: most texts occur in very many
 * events, and to quote or encode one takes longer than to look it up.
 */
export function cellsOf<T>(
  { snapshot, redactor, total }: Pick<WriterParts, 'snapshot' | 'redactor' | 'total'>,
  columns: readonly ExportColumn[],
  form: (value: CellValue, column: ExportColumn) => T,
): readonly CellOf<T>[] {
  const redacted = (value: CellValue, column: ExportColumn): CellValue =>
    typeof value === 'string' && redactor !== null ? redactor.cell(value, column) : value
  return columns.map((column): CellOf<T> => {
    const formed = (value: CellValue) => form(redacted(value, column), column)
    if (isRecordPath(column)) {
      const cell = recordCell(column)
      return (_, record) => formed(cell(record))
    }
    const valueAt = (row: Row) => cellValue(snapshot, column, row)
    const codes = total < manyEvents ? null : (codedColumn(snapshot, column)?.codes ?? null)
    if (codes !== null) return byCode(codes, (row) => formed(valueAt(row)))
    return isRepeated(column) ? byValue(valueAt, formed) : (row) => formed(valueAt(row))
  })
}

/** For fewer, no column is made of what events are told from. */
const manyEvents = 5_000

/** Of an id nearly every event has another. */
const isRepeated = (column: FilterColumn): boolean => columnType(column) !== 'id'

function byCode<T>(codes: Uint8Array | Uint16Array | Uint32Array, make: (row: Row) => T): (row: Row) => T {
  const made: (T | undefined)[] = []
  return (row) => (made[codes[row]!] ??= make(row))
}

/** Values that are remembered of a column; then they are forgotten, since times may all differ. */
const remembered = 50_000

function byValue<T>(valueAt: (row: Row) => CellValue, form: (value: CellValue) => T): (row: Row) => T {
  const made = new Map<CellValue, T>()
  return (row) => {
    const value = valueAt(row)
    let formed = made.get(value)
    if (formed === undefined) {
      formed = form(value)
      if (made.size >= remembered) made.clear()
      made.set(value, formed)
    }
    return formed
  }
}

/** A cell as text or number: times as ISO 8601 UTC. */
export function plainCell(value: CellValue, column: ExportColumn): string | number | null {
  if (typeof value === 'boolean') return String(value)
  return typeof value === 'number' && columnType(column) === 'time' ? formatUtc(value as UtcMs) : value
}

export const readsRecords = (columns: readonly ExportColumn[]): boolean => columns.some(isRecordPath)
