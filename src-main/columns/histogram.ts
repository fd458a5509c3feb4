import { firstThat, lowerBound } from '../../src-shared/base/binary-search.ts'
import { bucketWidth, type TimeSpan, type UtcMs } from '../../src-shared/base/time.ts'
import type { Histogram } from '../../src-shared/contract/index.ts'
import { failedCalls } from './failed-calls.ts'
import type { FlagData, Snapshot, TimeData } from './snapshot.ts'

export const noHistogram: Histogram = { from: 0 as UtcMs, width: 1000, total: [], errors: [], writes: [] }

/** Events, errors and writes among the rows, null being all rows, in buckets of one width that lie side by side. */
export function histogramOf(
  snapshot: Snapshot,
  rows: Uint32Array | null,
  shown: TimeSpan,
  maxBuckets: number,
  timed: number,
): Histogram {
  const width = bucketWidth(shown, maxBuckets)
  const from = Math.floor(shown.from / width) * width
  const count = Math.max(1, Math.ceil((shown.until - from) / width))
  const total = new Uint32Array(count)
  const errors = new Uint32Array(count)
  const writes = new Uint32Array(count)
  const { columns } = snapshot
  const times = (columns.eventTime as TimeData).values
  const isFailed = failedCalls(snapshot)
  const readOnly = (columns.readOnly as FlagData).values
  const rowAt = (time: number): number => firstThat(timed, (row) => times[row]! >= time)
  const placeOf = (row: number): number => (rows === null ? row : lowerBound(rows, row))
  const last = rowAt(shown.until)
  // In order of time, the events of a bucket lie side by side: no time is looked at but where buckets part.
  let start = placeOf(rowAt(shown.from))
  for (let bucket = 0; bucket < count; bucket++) {
    const end = placeOf(Math.min(last, rowAt(from + (bucket + 1) * width)))
    let [failed, written] = [0, 0]
    for (let k = start; k < end; k++) {
      const row = rows === null ? k : rows[k]!
      if (isFailed[row] === 2) failed++
      if (readOnly[row] === 1) written++
    }
    total[bucket] = end - start
    errors[bucket] = failed
    writes[bucket] = written
    start = end
  }
  return { from: from as UtcMs, width, total: [...total], errors: [...errors], writes: [...writes] }
}
