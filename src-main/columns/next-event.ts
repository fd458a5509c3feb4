import { firstThat } from '../../src-shared/base/binary-search.ts'
import type { UtcMs } from '../../src-shared/base/time.ts'
import type { EventMark } from '../../src-shared/contract/event-mark.ts'
import type { Row } from '../../src-shared/model/event.ts'
import { codedColumn } from './coded-column.ts'
import { failedCalls } from './failed-calls.ts'
import type { Snapshot, TimeData } from './snapshot.ts'

/** Lines of an answer: line `k` is the event `rows[k]`, or event `k` where `rows` is null. */
interface Lines {
  readonly rows: Uint32Array | null
  readonly count: number
}

/** The next line with a marked event after line `from`, or before it; null where there is none. */
export function nextMarked(
  { rows, count }: Lines,
  from: number | null,
  isBack: boolean,
  isMarked: (row: Row) => boolean,
): Row | null {
  const step = isBack ? -1 : 1
  for (let k = from === null ? (isBack ? count - 1 : 0) : from + step; k >= 0 && k < count; k += step) {
    const row = rows === null ? k : rows[k]!
    if (isMarked(row)) return row
  }
  return null
}

/** `found`: the rows of all findings, needed for these alone. */
export function markTest(snapshot: Snapshot, mark: EventMark, found: Uint32Array | null): (row: Row) => boolean {
  switch (mark) {
    case 'error': {
      const failed = failedCalls(snapshot)
      return (row) => failed[row] === 2
    }
    case 'bookmark':
      return (row) => snapshot.bookmarked[row] === 2
    case 'unproven': {
      const { codes, dictionary } = codedColumn(snapshot, 'logVerdict')!
      const verified = dictionary.indexOf('verified')
      return (row) => codes[row] !== verified
    }
    case 'finding': {
      const isFound = new Uint8Array(snapshot.events)
      for (const row of found ?? []) isFound[row] = 1
      return (row) => isFound[row] === 1
    }
  }
}

/**
 * The first event at this time or later, or the last one where all are earlier; null where none has a time. Rows are in
 * order of time, the first `timed` of them with one.
 */
export function eventAtTime(snapshot: Snapshot, rows: Uint32Array | null, timed: number, time: UtcMs): Row | null {
  const times = (snapshot.columns.eventTime as TimeData).values
  const rowAt = (k: number) => (rows === null ? k : rows[k]!)
  const count = rows === null ? timed : firstThat(rows.length, (k) => rows[k]! >= timed)
  if (count === 0) return null
  return rowAt(
    Math.min(
      count - 1,
      firstThat(count, (k) => times[rowAt(k)]! >= time),
    ),
  )
}
