import type { ExportColumn } from '../../../../src-shared/contract/export-columns.ts'
import type { ExportFormat } from '../../../../src-shared/words/export-formats.ts'
import { readsRecords } from './cells.ts'
import { eventFormats } from './writers.ts'

/** Whether records are read again for it; without them nothing is read from files. */
export const readsRecordsIn = (format: ExportFormat, columns: readonly ExportColumn[]): boolean =>
  format === 'parquet' ? readsRecords(columns) : eventFormats[format].readsRecords(columns)
