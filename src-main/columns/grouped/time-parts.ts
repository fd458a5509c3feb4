import { dayMs, hourMs, minuteMs, secondMs } from '../../../src-shared/base/time.ts'
import type { TimePart, TimeUnit } from '../../../src-shared/sql/grouped/query.ts'

const lengths = { second: secondMs, minute: minuteMs, hour: hourMs, day: dayMs } as const

/** When the unit of time began that a time is in. */
export function beginningOf(unit: TimeUnit): (time: number) => number {
  if (unit === 'month' || unit === 'year')
    return (time) => {
      const date = new Date(time)
      date.setUTCHours(0, 0, 0, 0)
      return date.setUTCMonth(unit === 'year' ? 0 : date.getUTCMonth(), 1)
    }
  const length = lengths[unit]
  return (time) => Math.floor(time / length) * length
}

const inUnit = (time: number, length: number, unit: number): number =>
  Math.floor((((time % length) + length) % length) / unit)

/** The number that a time has within the unit above, as in `hour(eventTime)`. That of NaN is NaN. */
export function partOf(part: TimePart): (time: number) => number {
  switch (part) {
    case 'second':
      return (time) => inUnit(time, minuteMs, secondMs)
    case 'minute':
      return (time) => inUnit(time, hourMs, minuteMs)
    case 'hour':
      return (time) => inUnit(time, dayMs, hourMs)
    case 'day of week':
      // 1970-01-01 was a Thursday.
      return (time) => inUnit(time + 3 * dayMs, 7 * dayMs, dayMs) + 1
    case 'day':
      return (time) => new Date(time).getUTCDate()
    case 'month':
      return (time) => new Date(time).getUTCMonth() + 1
    case 'year':
      return (time) => new Date(time).getUTCFullYear()
  }
}
