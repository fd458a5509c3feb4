/** The events whose record contains a text. Columns do not hold records: another room searches the files. */
export interface RecordHits {
  /** 1 for the rows found so far; null for a text that was not searched for. */
  found(text: string): Uint8Array | null
  /** Changes whenever more rows may have been found. An answer of another version is out of date. */
  version(texts: readonly string[]): number
}

export const noHits: RecordHits = { found: () => null, version: () => 0 }
