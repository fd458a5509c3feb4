import { parseIsoTime, secondMs, type UtcMs, utcOf } from './time.ts'

/** A time as somebody wrote it, and what was made of it. */
export interface WrittenTime {
  readonly time: UtcMs
  /** `none`: no zone is written, and UTC is taken. `epoch`: a count since 1970, which needs none. */
  readonly zone: 'Z' | 'offset' | 'none' | 'epoch'
  /** The smallest unit that is written. */
  readonly unit: 'month' | 'day' | 'minute' | 'second'
}

/** A date alone or with a time of day: `T` or spaces between, seconds, fraction and zone may be left out. */
const form =
  /^(\d{4})-(\d{2})(?:-(\d{2})(?:(?:T| +)(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)? ?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?)?$/i

/**
 * Reads the forms of time that people type and that logs have after passing through other systems; null for anything
 * else. What names no zone is UTC, as every time of CloudTrail is; the zone of this machine never counts.
 */
export function readTime(text: string): WrittenTime | null {
  const parts = form.exec(isoOfOther(isoOfConsole(text.trim())))
  if (parts === null) return readEpoch(text.trim())
  const [, year, month, day, hour, minute, second, fraction = '', zone = ''] = parts
  const start = utcOf(+year!, +month!, +(day ?? 1), +(hour ?? 0), +(minute ?? 0), +(second ?? 0))
  const offset = offsetMs(zone.toUpperCase())
  if (start === null || offset === null) return null
  const time = (start + Number(fraction.slice(0, 3).padEnd(3, '0')) - offset) as UtcMs
  const unit = second !== undefined ? 'second' : minute !== undefined ? 'minute' : day !== undefined ? 'day' : 'month'
  return { time, zone: zone === '' ? 'none' : /^[+-]/.test(zone) ? 'offset' : 'Z', unit }
}

/** `March 05, 2024, 09:12:30 (UTC+00:00)`, as the AWS console shows a time and writes it to a file. */
const consoleForm = /^([A-Z][a-z]{2,8}) (\d{1,2}), (\d{4}),? (\d{2}:\d{2}:\d{2}) \(UTC([+-]\d{2}:\d{2})?\)$/
const months = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December',
] // biome-ignore format: a list

/** Such a time in the form above; any other text as it is. */
function isoOfConsole(text: string): string {
  const [, month = '', day = '', year, clock, offset = 'Z'] = consoleForm.exec(text) ?? []
  const number = months.indexOf(month) + 1
  return number === 0 ? text : `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}T${clock}${offset}`
}

/** `20240305T091230Z` (ISO 8601, basic format) and `2024/03/05 09:12:30` in the form above; any other text as it is. */
const isoOfOther = (text: string): string =>
  text
    .replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(?=\D|$)/, '$1-$2-$3T$4:$5:$6')
    .replace(/^(\d{4})\/(\d{2})\/(\d{2})(?=\D|$)/, '$1-$2-$3')

/** East of UTC; null for an offset that there is not. */
function offsetMs(zone: string): number | null {
  if (zone === '' || zone === 'Z' || zone === 'UTC') return 0
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3).replace(':', '') || 0)]
  if (hours > 23 || minutes > 59) return null
  return (zone[0] === '-' ? -1 : 1) * (hours * 60 + minutes) * 60 * secondMs
}

/**
 * Counts since 1970, by how many digits they have (1973 to 2286): seconds and milliseconds, with a fraction or not, micro-
 * and nanoseconds. Finer than a millisecond is left out.
 */
const epochForms: readonly (readonly [form: RegExp, ms: (digits: string, fraction: string) => number])[] = [
  [/^(\d{9,10})(?:\.(\d+))?$/, (digits, fraction) => Number(digits + fraction.slice(0, 3).padEnd(3, '0'))],
  [/^(\d{12,13})(?:\.\d+)?$/, Number],
  [/^(\d{15,16})$/, (digits) => Number(digits.slice(0, -3))],
  [/^(\d{18,19})$/, (digits) => Number(digits.slice(0, -6))],
]

function readEpoch(text: string): WrittenTime | null {
  const number = withoutExponent(text)
  for (const [form, ms] of epochForms) {
    const [, digits, fraction = ''] = form.exec(number) ?? []
    if (digits !== undefined) return { time: ms(digits, fraction) as UtcMs, zone: 'epoch', unit: 'second' }
  }
  return null
}

/** `1.709629953E9`, as Java and Python write large numbers, digit by digit: a product would lose some. */
function withoutExponent(text: string): string {
  const [, first = '', rest = '', exponent] = /^(\d)\.(\d+)E\+?0?(9|12)$/i.exec(text) ?? []
  if (exponent === undefined) return text
  const digits = (first + rest).padEnd(Number(exponent) + 1, '0')
  const [whole, fraction] = [digits.slice(0, Number(exponent) + 1), digits.slice(Number(exponent) + 1)]
  return fraction === '' ? whole : `${whole}.${fraction}`
}

/** Years outside 0000 to 9999 as `Date` writes them: `+010000-01-01T00:00:00.000Z` (ECMA-262, "Expanded Years"). */
const expandedForm = /^[+-]\d{6}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/

/** The same, and what `formatUtc` writes of any time. */
export function readAnyTime(text: string): WrittenTime | null {
  if (!expandedForm.test(text)) return readTime(text)
  const time = Date.parse(text)
  return Number.isNaN(time) ? null : { time: time as UtcMs, zone: 'Z', unit: 'second' }
}

/** Whether a time is written as CloudTrail writes it: to the second or finer, in UTC. */
export const isCloudTrailForm = (text: string): boolean =>
  text[10] === 'T' && text.endsWith('Z') && parseIsoTime(text) !== null
