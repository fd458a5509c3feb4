/** Where the bytes of a source lie: a file, or a member of an archive. */
export interface SourceRef {
  /** Absolute path of the file on disk. */
  readonly path: string
  /** Name of the member inside the archive at `path`; null where the file itself is the source. */
  readonly member: string | null
}

/** A source with where its bytes lie in the archive that it is a member of. */
export interface StoredSource extends SourceRef {
  /** Of a member; absent where the file itself is the source. */
  readonly place?: MemberPlace
}

/** What it takes to read a source, of all that is known of it. */
export const storedSource = ({ path, member, place }: StoredSource): StoredSource =>
  place === undefined ? { path, member } : { path, member, place }

/** An archive whose bytes lie in memory that all threads share, as it was compressed or is itself a member of another. */
export interface ArchiveMemory {
  readonly bytes: SharedArrayBuffer
  /** Of the file on disk when it was read (see identity.ts): members are told only while it is the same. */
  readonly identity: string | null
}

/** Where the bytes of a member of an archive lie. */
export interface MemberPlace {
  /** Null where the archive lies on disk as it is. Members of one archive share it. */
  readonly memory: ArchiveMemory | null
  /** In the archive. For a member of a zip archive, where its local header begins. */
  readonly offset: number
  /** How many bytes it takes in the archive, without headers. */
  readonly bytes: number
  /** Of a member of a zip archive; null where the bytes are the member. */
  readonly zip: ZipMember | null
}

/** What the directory of a zip archive states of a member. */
export interface ZipMember {
  readonly isDeflated: boolean
  /** What it inflates to; null where that was cut off. */
  readonly size: number | null
  readonly crc32: number
}

/** A source as people see it, unlike any other's of the case: `/case/logs.zip › AWSLogs/…` for a member of an archive. */
export const sourceText = ({ path, member }: SourceRef): string =>
  member === null ? path : `${path}${memberMark}${member}`

/** Between an archive and its member, and between the names of an archive within an archive and its member. */
export const memberMark = ' › '

/** How a record lies in the inflated bytes of its source. A format has one encoding for all its records. */
export type Encoding =
  | 'json' // the record's own JSON text
  | 'json-in-string' // the record's own JSON text, escaped as within JSON strings, once or more or not at all
  | 'ocsf' // the JSON text of an OCSF event, of which the record is made
  | 'parquet-row' // no bytes: the place is the number of a row, and its length 0; the record is made of the row
  | 'csv-row' // a row of comma-separated values, without its line end

const isMade: Readonly<Record<Encoding, boolean>> = {
  json: false,
  'json-in-string': false,
  ocsf: true,
  'parquet-row': true,
  'csv-row': true,
}

/**
 * Whether the records of a source are made of what it says in another form. They may lack fields of the record that
 * CloudTrail wrote, so that a difference from it is no contradiction.
 */
export const isMadeOf = ({ encoding }: { readonly encoding: Encoding | null }): boolean =>
  encoding !== null && isMade[encoding]
