import { secondMs, type UtcMs } from '../../src-shared/base/time.ts'
import type { Histogram, Stack } from '../../src-shared/contract/index.ts'
import type { Coded } from './coded-column.ts'
import { failedCalls } from './failed-calls.ts'
import { countOf, type RowsByBucket, totalsOf } from './rows-by-bucket.ts'
import type { FlagData, Snapshot } from './snapshot.ts'
import { stackOf } from './stack.ts'

export const noHistogram: Histogram = {
  from: 0 as UtcMs,
  width: secondMs,
  total: [],
  errors: [],
  writes: [],
  stack: null,
}

/** A column that parts the events of a bucket. */
interface Parted {
  readonly column: Stack['column']
  readonly coded: Coded
}

/** Events, errors and writes by bucket, and the events by the values of a column. */
export function histogramOf(snapshot: Snapshot, byBucket: RowsByBucket, parted: Parted | null): Histogram {
  const { from, width } = byBucket
  return {
    from,
    width,
    total: totalsOf(byBucket),
    errors: countOf(byBucket, failedCalls(snapshot), 2),
    writes: countOf(byBucket, (snapshot.columns.readOnly as FlagData).values, 1),
    stack: parted === null ? null : { column: parted.column, ...stackOf(byBucket, parted.coded) },
  }
}
