import type { WrittenTime } from '../base/read-time.ts'
import { formatUtc, type TimeSpan } from '../base/time.ts'

/** What was made of a time that was not written in full, a sentence; null where it says itself what it is. */
export function timeReadAs(text: string, { time, zone, unit }: WrittenTime): string | null {
  const read = `“${text}” is read as ${formatUtc(time)}`
  if (unit === 'day') return `${read}, the start of that day in UTC.`
  if (unit === 'month') return `${read}, the start of that month in UTC.`
  if (zone === 'none') return `${read}: it names no zone, and UTC is taken.`
  if (zone === 'offset') return `${read}, which is the same moment in UTC.`
  return zone === 'epoch'
    ? `${read}: a count of ${text.split('.')[0]!.length > 10 ? 'milliseconds' : 'seconds'} since 1970.`
    : null
}

/** One time that stands for the whole of its smallest unit: a sentence. */
export const wholeSpan = (text: string, { from, until }: TimeSpan, unit: WrittenTime['unit']): string =>
  `“${text}” is read as that whole ${unit} in UTC: from ${formatUtc(from)} until before ${formatUtc(until)}.`

/** A date at the end of a range, which is its first moment: a sentence. */
export const untilDay = (text: string, { time }: WrittenTime): string =>
  `“${text}” is read as ${formatUtc(time)}, the start of that day in UTC: the day itself is not in the range.`

/** A range from a date to the same date: why it is refused, without the place. */
export const emptyDay = (text: string): string =>
  `A date is its first moment in UTC, so ${text}..${text} holds no time (the whole day ends with the next date),`
