import type { Row } from '../../src-shared/model/event.ts'

/** Which events hold a text in their record. Columns do not know: files are searched for it, elsewhere and in time. */
export interface RecordHits {
  /** 1 for the rows found so far; null for a text that was not searched for. */
  found(text: string): Uint8Array | null
  /** Changes whenever there may be more: an answer of another version is out of date. */
  version(texts: readonly string[]): number
}

export const noHits: RecordHits = { found: () => null, version: () => 0 }

/** Clears the rows of `from` ≤ row < `until` in whose record none of the texts was found. */
export function narrowByRecord(
  hits: RecordHits,
  texts: readonly string[],
  mask: Uint8Array,
  from: Row,
  until: Row,
): void {
  const found = texts.map((text) => {
    const rows = hits.found(text)
    // No rows would be an answer, and a wrong one.
    if (rows === null) throw new Error(`Records were not searched for “${text}”`)
    return rows
  })
  for (let i = from; i < until; i++) if (mask[i] === 1 && !found.some((rows) => rows[i] === 1)) mask[i] = 0
}
