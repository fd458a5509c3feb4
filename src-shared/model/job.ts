import type { Brand } from '../base/brand.ts'

export type JobId = Brand<string, 'JobId'>

/** Of an opening, in this order: the first nine. */
export const stages = [
  'discovering', // files are looked for
  'reading', // they are inflated, hashed and their records read
  'ordering', // copies of events are compared, and events brought in the order of time
  'verifying', // digests and log files are judged
  'indexing', // the database that SQL runs on is built
  'looking-up', // addresses are looked up in files of the user
  'chaining', // events are joined to sessions, and these to chains
  'detecting', // the rules run
  'relating', // findings are joined to incidents
  'comparing', // counts are compared with what is usual in the case
  'exporting',
  'saving', // a case file
  'checking', // the sources of a case file are read again
  'searching',
  'reading-fields', // fields of records become columns
  'listing', // objects of a bucket; then they are fetched, and the public keys of their Regions
  'fetching',
  'keys',
] as const // biome-ignore format: a list with comments
export type Stage = (typeof stages)[number]

/**
 * A whole snapshot of one long call, pushed at most ten times a second and once at its end.
 * Every job ends in exactly one of done, cancelled, failed.
 */
export interface Job {
  readonly id: JobId
  /** `add` adds to the open case. */
  readonly kind: 'open' | 'add' | 'export' | 'search' | 'fields' | 'sigma' | 'enrich' | 'fetch' | 'save' | 'check'
  readonly title: string
  readonly state: 'running' | 'done' | 'cancelled' | 'failed'
  readonly stage: Stage
  /** Files handled and known so far. `filesTotal` is 0 while discovering. */
  readonly filesDone: number
  readonly filesTotal: number
  /** Bytes as they lie on disk (compressed), handled and known so far. */
  readonly bytesDone: number
  readonly bytesTotal: number
  readonly events: number
  /** Milliseconds since the start; estimate of what is left, null while unknown. */
  readonly elapsedMs: number
  readonly remainingMs: number | null
  /** Set when failed: a whole sentence. Of an export that is done where its files lie, of an addition what it brought. */
  readonly message: string | null
  /** Of an opening that failed: nothing of what was named is evidence. */
  readonly nothingFound?: boolean
  /** Of an export that is done: what it has written. */
  readonly written?: readonly WrittenFile[]
}

export interface WrittenFile {
  readonly file: string
  readonly bytes: number
  /** Hex. */
  readonly sha256: string
}

/** Of a job that has just begun. */
export const begun = {
  state: 'running',
  filesDone: 0,
  filesTotal: 0,
  bytesDone: 0,
  bytesTotal: 0,
  events: 0,
  elapsedMs: 0,
  remainingMs: null,
  message: null,
} as const satisfies Partial<Job>
