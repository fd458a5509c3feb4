import { deedColumns, type FilterColumn, filterColumns } from '../filter/columns.ts'
import { type RecordPath, recordSteps } from '../filter/record-path.ts'
import { deedNamed } from '../model/deed-fields.ts'
import { type EnrichmentFile, unfilledColumns } from '../model/enrichment.ts'

/**
 * A column of a CSV: one of the event's, or a value of its record by its path. Values that are objects and lists are
 * written as JSON text.
 */
export type ExportColumn = FilterColumn | RecordPath

/** What a CSV of all columns may have. */
export const allColumns: readonly ExportColumn[] = [...filterColumns, ...Object.values(deedColumns)]

/** Without the columns that none of the user's files fills: these are empty in every event. */
export function filledOf<T extends ExportColumn>(
  columns: readonly T[],
  files: readonly Pick<EnrichmentFile, 'columns'>[],
): readonly T[] {
  const empty: ReadonlySet<ExportColumn> = new Set(unfilledColumns(files))
  return columns.filter((column) => !empty.has(column))
}

/** Null where it names neither a column nor a value of a record. */
export function exportColumn(text: string): ExportColumn | null {
  if (filterColumns.includes(text as FilterColumn)) return text as FilterColumn
  return deedNamed(text) !== null || recordSteps(text) !== null ? (text as RecordPath) : null
}
