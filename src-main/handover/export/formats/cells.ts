import { formatUtc, type UtcMs } from '../../../../src-shared/base/time.ts'
import type { ExportColumn } from '../../../../src-shared/contract/export-columns.ts'
import { columnType, type FilterColumn, isRecordPath } from '../../../../src-shared/filter/columns.ts'
import type { Row, Value } from '../../../../src-shared/model/event.ts'
import { cellValue } from '../../../columns/cell-value.ts'
import { type Coded, codedColumn } from '../../../columns/coded-column.ts'
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
  parts: CellParts,
  columns: readonly ExportColumn[],
  form: CellForm<T>,
): readonly CellOf<T>[] {
  return columns.map((column): CellOf<T> => {
    const coded = isRecordPath(column) ? null : manyCoded(parts, column)
    if (coded !== null) return byCode(coded.codes, cellOf(parts, column, form))
    if (isRecordPath(column) || !isRepeated(column)) return cellOf(parts, column, form)
    return byValue((row) => cellValue(parts.snapshot, column, row), formed(parts, column, form))
  })
}

type CellParts = Pick<WriterParts, 'snapshot' | 'redactor' | 'total'>
type CellForm<T> = (value: CellValue, column: ExportColumn) => T

/** The cells of one column, each made anew. */
export function cellOf<T>(parts: CellParts, column: ExportColumn, form: CellForm<T>): CellOf<T> {
  const made = formed(parts, column, form)
  if (!isRecordPath(column)) return (row) => made(cellValue(parts.snapshot, column, row))
  const cell = recordCell(column)
  return (_, record) => made(cell(record))
}

const formed =
  <T>({ redactor }: CellParts, column: ExportColumn, form: CellForm<T>) =>
  (value: CellValue): T =>
    form(typeof value === 'string' && redactor !== null ? redactor.cell(value, column) : value, column)

/** The column as codes, and how many there are; null where it has none, or for too few events to make it for them. */
export function manyCoded({ snapshot, total }: CellParts, column: FilterColumn): Codes | null {
  const coded = total < manyEvents ? null : codedColumn(snapshot, column)
  if (coded === null) return null
  const { codes, texts } = coded
  // The dictionary of a column of records is made when it is asked for.
  return { codes, count: texts === undefined ? coded.dictionary.length : texts.starts.length - 1 }
}

interface Codes {
  readonly codes: Coded['codes']
  readonly count: number
}

/** For fewer, no column is made of what events are told from. */
const manyEvents = 5_000

/** Of an id nearly every event has another. */
const isRepeated = (column: FilterColumn): boolean => columnType(column) !== 'id'

function byCode<T>(codes: Coded['codes'], make: CellOf<T>): CellOf<T> {
  const made: (T | undefined)[] = []
  return (row) => (made[codes[row]!] ??= make(row, ''))
}

/** Values that are remembered of a column; then they are forgotten, since times may all differ. */
const remembered = 50_000

function byValue<T>(valueAt: (row: Row) => CellValue, form: (value: CellValue) => T): CellOf<T> {
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
