import { readAnyTime, type WrittenTime } from '../base/read-time.ts'
import { dayMs, minuteMs, secondMs, type TimeRange, type UtcMs, utcOf } from '../base/time.ts'
import { emptyDay, timeReadAs, untilDay, wholeSpan } from './time-notes.ts'

export type TimeRangeReading =
  | {
      readonly range: TimeRange /** How ends were read that are not written in full. */
      readonly notes: readonly string[]
    }
  | { /** A sentence without its place, up to a comma. */ readonly problem: string }

/**
 * Reads `FROM..UNTIL`, of which the second is outside and either may be left out, or one time: the whole of the day, month,
 * minute or second that it names. Null for any other text.
 */
export function readTimeRange(text: string): TimeRangeReading | null {
  const ends = text.split('..')
  if (ends.length === 1) return spanOf(text)
  if (ends.length !== 2) return null
  const [from, until] = ends.map((end) => (end === '' ? null : readAnyTime(end)))
  if ((from === null && ends[0] !== '') || (until === null && ends[1] !== '')) return null
  if (from != null && until != null) {
    if (from.time > until.time) return { problem: 'This time ends before it begins,' }
    if (from.time === until.time && until.unit === 'day') return { problem: emptyDay(ends[1]!) }
  }
  const notes = [
    from == null ? null : timeReadAs(ends[0]!, from),
    until == null ? null : until.unit === 'day' ? untilDay(ends[1]!, until) : timeReadAs(ends[1]!, until),
  ]
  return {
    range: { from: from?.time ?? null, until: until?.time ?? null },
    notes: notes.filter((note) => note !== null),
  }
}

function spanOf(text: string): TimeRangeReading | null {
  const written = readAnyTime(text)
  if (written === null) return null
  const range = { from: written.time, until: endOf(written) }
  return { range, notes: [wholeSpan(text, range, written.unit)] }
}

function endOf({ time, unit }: WrittenTime): UtcMs {
  if (unit === 'month') return monthAfter(time)
  return (time + (unit === 'day' ? dayMs : unit === 'minute' ? minuteMs : secondMs)) as UtcMs
}

function monthAfter(time: UtcMs): UtcMs {
  const start = new Date(time)
  const [year, month] = [start.getUTCFullYear(), start.getUTCMonth() + 2]
  return utcOf(month > 12 ? year + 1 : year, month > 12 ? 1 : month, 1, 0, 0, 0)!
}
