import { dayMs, formatUtc, secondMs, type UtcMs, utcOf } from '../../../src-shared/base/time.ts'

/** Times of the years 0 to 9999, whose texts have one length and SQLite's functions of time know. */
export const firstTime = utcOf(0, 1, 1, 0, 0, 0)!
export const lastTime = utcOf(9999, 12, 31, 23, 59, 59)! + 999

/**
 * A number that orders times as their texts are ordered. These differ within one second: `…00.250Z` stands before `…00Z`.
 */
export function textRank(time: number): number {
  const ms = ((time % secondMs) + secondMs) % secondMs
  return ms === 0 ? time + 999.5 : time
}

const writtenTime = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{3}))?(Z?)$/

/** Where a text stands among those of times; null where that is not told, as of `2024-03`. */
export function rankOfText(text: string): number | null {
  const parts = writtenTime.exec(text)
  if (parts === null) return null
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const at = utcOf(year, month, day, hour, minute, second)
  const [fraction, zone] = [parts[7], parts[8]]
  if (at === null || (fraction !== undefined && zone === '')) return null
  if (fraction === undefined) return zone === '' ? at : textRank(at)
  // No event has `.000Z`, which stands behind the bare second and before `.001Z`.
  return fraction === '000' ? at + 0.5 : at + Number(fraction)
}

/** `formatUtc`, made of one text per day: a case may have a million times. */
export function timeWriter(): (time: number) => string {
  let [dayStart, dayText] = [Number.NaN, '']
  return (time) => {
    const inDay = ((time % dayMs) + dayMs) % dayMs
    if (time - inDay !== dayStart) {
      dayStart = time - inDay
      dayText = formatUtc(dayStart as UtcMs).slice(0, 11)
    }
    const second = Math.floor(inDay / secondMs)
    const ms = inDay % secondMs
    const fraction = ms === 0 ? '' : `.${String(ms).padStart(3, '0')}`
    return `${dayText}${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}${fraction}Z`
  }
}

const two = (value: number): string => (value < 10 ? `0${value}` : String(value))

/** `strftime(form, …)` of a time; the form has `%Y %m %d %H %M` only. */
export function writtenAs(form: string, time: number): string {
  const text = formatUtc(time as UtcMs)
  const parts: Readonly<Record<string, string>> = {
    Y: text.slice(0, 4), m: text.slice(5, 7), d: text.slice(8, 10), H: text.slice(11, 13), M: text.slice(14, 16),
  } // biome-ignore format: a table
  return form.replaceAll(/%(.)/g, (_, letter: string) => parts[letter]!)
}
