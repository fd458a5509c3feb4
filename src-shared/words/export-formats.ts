/** A form in which events, or the rows of a query, are written to a file. */
interface ExportFormatFacts {
  readonly name: string
  /** Of the file's name, without a dot. */
  readonly extension: string
  /** What a file of events is, a sentence or two. */
  readonly events: string
  /** The same of the rows of a query; null where there is no such file. */
  readonly rows: string | null
  /** Whether the columns of a file of events are chosen. The others have columns of their own, or records as a whole. */
  readonly choosesColumns: boolean
}

/**
 * Every format of an export, once: the window, the contract and the command line read it here, and the compiler asks
 * for a writer of each (src-main/handover/export/formats/).
 */
export const exportFormatFacts = {
  csv: {
    name: 'CSV',
    extension: 'csv',
    events: 'A table of the chosen columns, for spreadsheets. Cells that look like formulas are escaped.',
    rows: 'A table, for spreadsheets. Cells that look like formulas are escaped.',
    choosesColumns: true,
  },
  ndjson: {
    name: 'NDJSON',
    extension: 'ndjson',
    events: 'The original records, one per line, with nothing left out.',
    rows: 'An object for each row, one per line.',
    choosesColumns: false,
  },
  json: {
    name: 'JSON',
    extension: 'json',
    events: 'The original records in one file of {"Records": […]}, as CloudTrail writes them.',
    rows: 'One object with what was not read of the case and all rows: {"notRead": …, "rows": […]}.',
    choosesColumns: false,
  },
  'ndjson-located': {
    name: 'NDJSON with verdict',
    extension: 'ndjson',
    events:
      'Each line has the original record, the verdict of its log file, and where it lies: file, hash, number, bytes.',
    rows: null,
    choosesColumns: false,
  },
  parquet: {
    name: 'Parquet',
    extension: 'parquet',
    events: 'A typed table of the chosen columns, for DuckDB, Spark, Athena and pandas. Times are UTC.',
    rows: 'A table with numbers as numbers, for DuckDB, Spark, Athena and pandas.',
    choosesColumns: true,
  },
  'timesketch-csv': {
    name: 'Timesketch CSV',
    extension: 'csv',
    events:
      'A timeline for Timesketch: message, datetime, timestamp, timestamp_desc and the usual columns. Events without a time are refused.',
    rows: null,
    choosesColumns: false,
  },
  'timesketch-jsonl': {
    name: 'Timesketch JSONL',
    extension: 'jsonl',
    events: 'The same timeline as one JSON object per line.',
    rows: null,
    choosesColumns: false,
  },
  ocsf: {
    name: 'OCSF',
    extension: 'ndjson',
    events:
      'OCSF 1.8.0, one event of API Activity per line. What no attribute takes is in unmapped. Events without a time are refused.',
    rows: null,
    choosesColumns: false,
  },
  'console-csv': {
    name: 'Event history CSV',
    extension: 'csv',
    events: 'A table with the columns of Event history in the CloudTrail console.',
    rows: null,
    choosesColumns: false,
  },
} as const satisfies Readonly<Record<string, ExportFormatFacts>>

export type ExportFormat = keyof typeof exportFormatFacts
export const exportFormats = Object.keys(exportFormatFacts) as readonly ExportFormat[]

/** Those that the rows of a query are written in. */
export type ResultFormat = {
  [F in ExportFormat]: (typeof exportFormatFacts)[F]['rows'] extends null ? never : F
}[ExportFormat]
export const resultFormats = exportFormats.filter(
  (format): format is ResultFormat => exportFormatFacts[format].rows !== null,
)
