import { sharedArray } from './shared-array.ts'

/** Some of the events of a case, a bit for each row, in shared memory: other threads read it without a copy. */
export type RowSet = Uint8Array

export function rowSet(rows: Uint32Array, events: number): RowSet {
  const set = sharedArray(Uint8Array, Math.ceil(events / 8))
  for (const row of rows) set[row >> 3]! |= 1 << (row & 7)
  return set
}

export const hasRow = (set: RowSet, row: number): boolean => ((set[row >> 3] ?? 0) & (1 << (row & 7))) !== 0
