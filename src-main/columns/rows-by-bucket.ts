import { firstThat, lowerBound } from '../../src-shared/base/binary-search.ts'
import { type Buckets, bucketsOver, secondMs, type TimeSpan, type UtcMs } from '../../src-shared/base/time.ts'
import type { Coded } from './coded-column.ts'
import type { Snapshot, TimeData } from './snapshot.ts'

/** Rows over time: those of bucket `b` stand at the places `starts[b]` to `starts[b + 1]` of `rows`. */
export interface RowsByBucket extends Buckets {
  /** Null: the place is the row. */
  readonly rows: Uint32Array | null
  readonly starts: Uint32Array
}

export const noRowsByBucket: RowsByBucket = {
  from: 0 as UtcMs,
  width: secondMs,
  count: 0,
  rows: null,
  starts: new Uint32Array(1),
}

/**
 * Whether all times of the events are whole seconds, as CloudTrail writes them: bars of parts of a second would then be
 * one bar and many gaps.
 */
const isWholeSeconds = (times: Float64Array, timed: number): boolean => {
  for (let row = 0; row < timed; row++) if (times[row]! % secondMs !== 0) return false
  return true
}

const finestOf = new WeakMap<Float64Array, number>()

function finestWidth(times: Float64Array, timed: number): number {
  const finest = finestOf.get(times) ?? (isWholeSeconds(times, timed) ? secondMs : 1)
  finestOf.set(times, finest)
  return finest
}

/** The rows of the span in at most `most` buckets of one width. Rows are in order of time; none of them from `timed` on. */
export function rowsByBucket(
  { columns }: Pick<Snapshot, 'columns'>,
  rows: Uint32Array | null,
  { shown, most, timed }: { readonly shown: TimeSpan; readonly most: number; readonly timed: number },
): RowsByBucket {
  const times = (columns.eventTime as TimeData).values
  const buckets = bucketsOver(shown, most, finestWidth(times, timed))
  const rowAt = (time: number): number => firstThat(timed, (row) => times[row]! >= time)
  const placeOf = (row: number): number => (rows === null ? row : lowerBound(rows, row))
  const last = rowAt(shown.until)
  const starts = new Uint32Array(buckets.count + 1)
  // In order of time, the events of a bucket lie side by side: no time is looked at but where buckets part.
  starts[0] = placeOf(rowAt(shown.from))
  for (let bucket = 0; bucket < buckets.count; bucket++)
    starts[bucket + 1] = placeOf(Math.min(last, rowAt(buckets.from + (bucket + 1) * buckets.width)))
  return { ...buckets, rows, starts }
}

/** By bucket, how many rows there are. */
export const totalsOf = ({ starts, count }: RowsByBucket): number[] =>
  Array.from({ length: count }, (_, bucket) => starts[bucket + 1]! - starts[bucket]!)

/** By bucket, how many rows have the code. */
export function countOf({ rows, starts, count }: RowsByBucket, codes: Coded['codes'], code: number): number[] {
  return Array.from({ length: count }, (_, bucket) => {
    let found = 0
    const end = starts[bucket + 1]!
    if (rows === null) for (let row = starts[bucket]!; row < end; row++) found += codes[row] === code ? 1 : 0
    else for (let k = starts[bucket]!; k < end; k++) found += codes[rows[k]!] === code ? 1 : 0
    return found
  })
}
