/** Where the bytes of a source lie: a file, or a member of an archive. */
export interface SourceRef {
  /** Absolute path of the file on disk. */
  readonly path: string
  /** Name of the member inside the archive at `path`; null where the file itself is the source. */
  readonly member: string | null
}

/** How a record lies in the inflated bytes of its source. A format has one encoding for all its records. */
export type Encoding =
  | 'json' // the record's own JSON text
  | 'json-in-string' // a JSON string, quotes included, whose value is the record's JSON text
  | 'csv-row' // a row of comma-separated values, without its line end
