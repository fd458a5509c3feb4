import type { ExportFormat } from '../../../../src-shared/words/export-formats.ts'
import { consoleCsvWriter } from './console-csv.ts'
import { csvWriter } from './csv.ts'
import { ocsfWriter } from './ocsf.ts'
import { parquetWriter } from './parquet.ts'
import { jsonWriter, locatedWriter, ndjsonWriter } from './records.ts'
import { timesketchCsvWriter, timesketchJsonlWriter } from './timesketch.ts'
import type { MakeWriter } from './writer.ts'

/** How events are written in each format of `exportFormatFacts`. */
export const eventWriters: Readonly<Record<ExportFormat, MakeWriter>> = {
  csv: csvWriter,
  ndjson: ndjsonWriter,
  json: jsonWriter,
  'ndjson-located': locatedWriter,
  parquet: parquetWriter,
  'timesketch-csv': timesketchCsvWriter,
  'timesketch-jsonl': timesketchJsonlWriter,
  ocsf: ocsfWriter,
  'console-csv': consoleCsvWriter,
}
