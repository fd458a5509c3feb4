/** A record to read. */
export interface Place {
  /** Its place in the chunk that it is read for. */
  readonly at: number
  readonly file: number
  readonly offset: number
  readonly length: number
}

/** Places of records, in order of file and offset. */
export interface RecordsToRead {
  readonly at: Uint32Array
  readonly file: Uint32Array
  readonly offset: Uint32Array
  readonly length: Uint32Array
}

/** Their records, one behind the other. */
export interface RecordsRead {
  readonly at: Uint32Array
  readonly bytes: Uint8Array
  /** Where each ends in `bytes`. */
  readonly ends: Float64Array
  /** Why a record could not be read, a sentence each. */
  readonly problems: readonly { readonly at: number; readonly problem: string }[]
}
