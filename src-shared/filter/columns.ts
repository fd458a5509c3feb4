import { type AddedColumnName, addedColumnNames, addedColumns } from '../model/added-columns.ts'
import { type ColumnName, type ColumnType, columnNames, columns } from '../model/columns.ts'
import { type DeedField, deedFieldNames, deedFields, deedNamed } from '../model/deed-fields.ts'
import type { RecordPath } from './record-path.ts'

/** Columns of the record, and those that are added to them. */
export type FilterColumn = ColumnName | AddedColumnName
export const filterColumns: readonly FilterColumn[] = [...columnNames, ...addedColumnNames]

/**
 * `record` is the original record as text, which is no column: `record~text` searches the log files. Only for what it
 * contains, and the case of letters counts: it is a search for bytes (records/search-file.ts).
 */
export type NamedColumn = FilterColumn | 'record'
export const conditionColumns: readonly NamedColumn[] = [...filterColumns, 'record']

/**
 * A path leads into the record: its value is read from all records when it is first asked for. So is what a call did, whose
 * names stand for paths.
 */
export type ConditionColumn = NamedColumn | RecordPath

/** A column whose values can be counted. */
export type ValueColumn = FilterColumn | RecordPath

/** What a call did, as the filter names it. */
export const deedColumns = Object.fromEntries(deedFieldNames.map((name) => [name, name])) as unknown as Readonly<
  Record<DeedField, RecordPath>
>

/** What the filter offers by name. */
export const offeredColumns: readonly ConditionColumn[] = [...conditionColumns, ...Object.values(deedColumns)]

const names: ReadonlySet<string> = new Set(conditionColumns)
export const isRecordPath = (column: ConditionColumn): column is RecordPath => !names.has(column)

const recordDoc = 'The original record in its log file: searches the files for a text (case-sensitive).'

const pathDoc = 'A value of the original record by its path; read from all log files when it is first asked for.'

export const isAddedColumn = (column: ConditionColumn): column is AddedColumnName => column in addedColumns

/** One sentence. */
export function columnDoc(column: ConditionColumn): string {
  if (column === 'record') return recordDoc
  const deed = deedNamed(column)
  if (deed !== null) return deedFields[deed].doc
  if (isRecordPath(column)) return pathDoc
  return isAddedColumn(column) ? addedColumns[column].doc : columns[column].doc
}

export function columnType(column: ConditionColumn): ColumnType {
  if (column === 'record' || isRecordPath(column)) return 'text'
  return isAddedColumn(column) ? addedColumns[column].type : columns[column].type
}

/** Whether events may be told apart by it at a glance; a time or an id is another in nearly every event. */
export const hasFewValues = (column: ConditionColumn): boolean => !['time', 'id'].includes(columnType(column))

/** Columns of text that records have. */
export const textColumns: readonly ColumnName[] = columnNames.filter((name) => columns[name].type === 'text')

/** What free text is looked for in: what the grid shows as text, but for files and sessions, which are names of ours. */
export const searchedColumns: readonly FilterColumn[] = [...textColumns, 'actor']
