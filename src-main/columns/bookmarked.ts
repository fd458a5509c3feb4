import type { UtcMs } from '../../src-shared/base/time.ts'
import type { Row } from '../../src-shared/model/event.ts'
import type { Events, TimeData } from './snapshot.ts'

const [isNot, is] = [1, 2]

/** From now on these events, and no others, are bookmarked, in every thread. */
export function markRows({ bookmarked }: Events, rows: readonly (Row | null)[]): void {
  bookmarked.fill(isNot)
  for (const row of rows) if (row !== null) bookmarked[row] = is
}

export function timeOfRow({ columns }: Events, row: Row): UtcMs | null {
  const time = (columns.eventTime as TimeData).values[row]!
  return Number.isNaN(time) ? null : (time as UtcMs)
}
