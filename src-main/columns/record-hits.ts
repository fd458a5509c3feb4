/** Which events hold a text in their record. Columns do not know: files are searched for it, elsewhere and in time. */
export interface RecordHits {
  /** 1 for the rows found so far; null for a text that was not searched for. */
  found(text: string): Uint8Array | null
  /** Changes whenever there may be more: an answer of another version is out of date. */
  version(texts: readonly string[]): number
}

export const noHits: RecordHits = { found: () => null, version: () => 0 }
