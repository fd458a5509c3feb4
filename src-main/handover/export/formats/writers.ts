import type { ExportFormat } from '../../../../src-shared/words/export-formats.ts'
import { consoleCsvFormat } from './console-csv.ts'
import { csvFormat } from './csv.ts'
import { ocsfFormat } from './ocsf.ts'
import { jsonFormat, locatedFormat, ndjsonFormat } from './records.ts'
import { timesketchCsvFormat, timesketchJsonlFormat } from './timesketch.ts'
import type { EventFormat } from './writer.ts'

/** Formats in which an event is written behind the other. Parquet is written in row groups: see `parquet.ts`. */
export type SerialFormat = Exclude<ExportFormat, 'parquet'>

/** How events are written in each. */
export const eventFormats: Readonly<Record<SerialFormat, EventFormat>> = {
  csv: csvFormat,
  ndjson: ndjsonFormat,
  json: jsonFormat,
  'ndjson-located': locatedFormat,
  'timesketch-csv': timesketchCsvFormat,
  'timesketch-jsonl': timesketchJsonlFormat,
  ocsf: ocsfFormat,
  'console-csv': consoleCsvFormat,
}
