import type { Brand } from './brand.ts'

/** Milliseconds since 1970-01-01T00:00:00Z. All times are kept in UTC; only widgets format them. */
export type UtcMs = Brand<number, 'UtcMs'>

/** Lengths of time in milliseconds. Days are days of UTC, which has no summer time. */
export const secondMs = 1000
export const minuteMs = 60 * secondMs
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

/** Half-open: `from` is inside, `until` is not. An end that is null is open. */
export interface TimeRange {
  readonly from: UtcMs | null
  readonly until: UtcMs | null
}

/** A range with both ends, which has a length. */
export interface TimeSpan extends TimeRange {
  readonly from: UtcMs
  readonly until: UtcMs
}

/** From so long before the time to so long after it, an event at either end included. */
export const timeAround = (time: UtcMs, ms: number): TimeSpan => ({
  from: (time - ms) as UtcMs,
  until: (time + ms + 1) as UtcMs,
})

const isoForm = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})$/

/**
 * Reads an ISO 8601 time with a zone (`2024-03-05T10:15:00Z`, `…00.123Z`, `…00+01:00`), null for anything else.
 * A text without a zone is refused: evidence must not depend on the zone of the machine that reads it.
 */
export function parseIsoTime(text: string): UtcMs | null {
  const parts = isoForm.exec(text)
  if (parts === null) return null
  const [, year, month, day, hour, minute, second, fraction = '', zone = ''] = parts
  const time = utcOf(Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second))
  if (time === null || (zone === 'Z' && fraction === '')) return time
  const offset = zone === 'Z' ? zone : `${zone.slice(0, 3)}:${zone.slice(-2)}`
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}${offset}`)
  return Number.isNaN(ms) ? null : (ms as UtcMs)
}

/** Null for a time that there is not, such as the 30th of February; months are counted from 1. */
export function utcOf(year: number, month: number, day: number, hour: number, minute: number, second: number) {
  if (day < 1 || day > daysIn(year, month) || hour > 23 || minute > 59 || second > 59) return null
  // Date.UTC takes the years 0 to 99 for those of the 20th century; the calendar repeats itself after 400 years.
  return (Date.UTC(year + 400, month - 1, day, hour, minute, second) - fourCenturies) as UtcMs
}

const fourCenturies = 146_097 * dayMs
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** 0 for a month that there is not. */
function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month === 2 && isLeap ? 29 : (monthLengths[month - 1] ?? 0)
}

/** `2024-03-05T10:15:00Z`; milliseconds are written only where there are any. */
export const formatUtc = (time: UtcMs): string => new Date(time).toISOString().replace('.000Z', 'Z')

/** `FROM..UNTIL`; an open end is left out: `2024-03-05T10:00:00Z..`. */
export const formatTimeRange = ({ from, until }: TimeRange): string =>
  `${from === null ? '' : formatUtc(from)}..${until === null ? '' : formatUtc(until)}`

/** Bucket widths a timeline may have, in milliseconds, smallest first. */
export const bucketWidths = [
  1, 2, 5, 10, 20, 50, 100, 200, 500,
  secondMs, 5 * secondMs, 15 * secondMs, 30 * secondMs,
  minuteMs, 5 * minuteMs, 15 * minuteMs, 30 * minuteMs,
  hourMs, 3 * hourMs, 6 * hourMs, 12 * hourMs,
  dayMs, 2 * dayMs, 7 * dayMs, 14 * dayMs, 28 * dayMs,
] as const // biome-ignore format: a table reads better in rows

/**
 * The smallest width, `finest` at least, that shows `range` in at most `most` buckets; beyond 28 days, whole multiples of
 * 28 days.
 */
export function bucketWidth(range: TimeSpan, most: number, finest = 1): number {
  const length = range.until - range.from
  const fitting = bucketWidths.find((width) => width >= finest && Math.ceil(length / width) + 1 <= most)
  return fitting ?? Math.ceil(length / (28 * dayMs) / Math.max(1, most - 1)) * 28 * dayMs
}

/** Stretches of one width, in milliseconds, that lie side by side and are aligned to UTC. */
export interface Buckets {
  readonly from: UtcMs
  readonly width: number
  readonly count: number
}

/** Buckets of the width of `bucketWidth` that hold the range. */
export function bucketsOver(range: TimeSpan, most: number, finest = 1): Buckets {
  const width = bucketWidth(range, most, finest)
  const from = (Math.floor(range.from / width) * width) as UtcMs
  return { from, width, count: Math.max(1, Math.ceil((range.until - from) / width)) }
}

/** Whether a text is a day as `2024-03-05`. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && parseIsoTime(`${text}T00:00:00Z`) !== null
