/** A query that Athena or Trino runs over the trail in S3. */
export interface RemoteQuery {
  readonly sql: string
  /** Rows that are taken; the query is cancelled behind them. */
  readonly limit: number
}

/** How far it is. */
export interface RemoteProgress {
  /** As the engine calls it: `QUEUED`, `RUNNING`, … */
  readonly state: string
  /** Bytes of files read so far; null where the engine does not say. */
  readonly scannedBytes: number | null
  readonly rows: number
}

export interface RemoteColumn {
  readonly name: string
  /** As the engine calls it: `varchar`, `bigint`, … */
  readonly type: string
}

export type RemoteRow = readonly (string | number | null)[]

/** What came of it. */
export interface RemoteAnswer {
  /** The engine and where it is, for people. */
  readonly by: string
  /** The engine's own name of the query: its history shows it. */
  readonly queryId: string
  readonly columns: readonly RemoteColumn[]
  readonly rows: number
  /** There are more rows than were taken. */
  readonly isCut: boolean
  readonly scannedBytes: number | null
  readonly elapsedMs: number | null
  /** Of Athena: the object in S3 that holds the whole result. */
  readonly resultLocation: string | null
}

export type RemoteTrouble =
  | 'unreachable' // no answer, after all attempts
  | 'denied' // credentials are missing or do not suffice
  | 'not-there' // no such workgroup, catalog or database
  | 'query' // the engine refuses the text
  | 'failed' // the engine gave up on the query
  | 'interrupted'

/** Takes what is told while a query runs. Rows come in order; the next ones are asked for when these are taken. */
export interface RemoteListener {
  readonly onProgress: (progress: RemoteProgress) => void
  readonly onRows: (columns: readonly RemoteColumn[], rows: readonly RemoteRow[]) => Promise<void>
}

/** Where Trino is. */
export interface TrinoServer {
  /** `https://trino.example.com:8443` */
  readonly endpoint: string
  readonly user: string
  /** For `Authorization`; null for none. */
  readonly secret: { readonly password: string } | { readonly token: string } | null
  readonly catalog: string | null
  readonly schema: string | null
}

/** Which engine is asked, and where; secrets are not part of it. */
export type RemotePlace =
  | ({ readonly engine: 'trino' } & Omit<TrinoServer, 'secret'>)
  | ({ readonly engine: 'athena' } & AthenaPlace)

/** Where Athena is, and what it is asked with. Null: what the AWS SDK or the workgroup says. */
export interface AthenaPlace {
  readonly profile: string | null
  readonly region: string | null
  readonly endpoint: string | null
  readonly workgroup: string
  readonly catalog: string | null
  readonly database: string | null
  /** `s3://bucket/prefix/`; null where the workgroup has one. */
  readonly outputLocation: string | null
}
