import { type AddedColumnName, addedColumnNames, addedColumns } from '../model/added-columns.ts'
import { type ColumnName, type ColumnType, columnNames, columns } from '../model/columns.ts'

/** Columns of the record, and those that are added to them. */
export type FilterColumn = ColumnName | AddedColumnName
export const filterColumns: readonly FilterColumn[] = [...columnNames, ...addedColumnNames]

/**
 * `record` is the original record as text, which is no column: `record~text` searches the log files. Only for what it
 * contains, and the case of letters counts: it is a search for bytes (records/search-file.ts).
 */
export type ConditionColumn = FilterColumn | 'record'
export const conditionColumns: readonly ConditionColumn[] = [...filterColumns, 'record']

const recordDoc = 'The original record in its log file: searches the files for a text; the case of letters counts.'

export const isAddedColumn = (column: ConditionColumn): column is AddedColumnName => column in addedColumns

/** One sentence. */
export function columnDoc(column: ConditionColumn): string {
  if (column === 'record') return recordDoc
  return isAddedColumn(column) ? addedColumns[column].doc : columns[column].doc
}

export function columnType(column: ConditionColumn): ColumnType {
  if (column === 'record') return 'text'
  return isAddedColumn(column) ? addedColumns[column].type : columns[column].type
}

/** Columns that free text is looked for in. */
export const searchedColumns = [
  'eventName', 'eventSource', 'userIdentityArn', 'userName', 'accessKeyId', 'sourceIPAddress', 'userAgent',
  'errorCode', 'errorMessage', 'bucketName',
] as const satisfies readonly ColumnName[] // biome-ignore format: a list
