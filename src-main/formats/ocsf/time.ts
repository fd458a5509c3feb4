/**
 * A time as records have it: in UTC, with a fraction only where there is one. OCSF counts milliseconds; tables that went
 * through other hands count seconds, microseconds or nanoseconds, which the number of digits tells for all years that
 * CloudTrail has existed in.
 */
export function timeOf(value: unknown): string | null {
  if (typeof value === 'string') return /^\d{9,19}$/.test(value) ? timeOf(Number(value)) : utcOf(value)
  if (typeof value !== 'number') return null
  const digits = Math.trunc(Math.abs(value)).toString().length
  const milliseconds = digits <= 11 ? value * 1e3 : digits <= 14 ? value : digits <= 17 ? value / 1e3 : value / 1e6
  const time = new Date(milliseconds)
  return Number.isNaN(time.getTime()) ? String(value) : shortest(time.toISOString())
}

const withZone = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?(Z|[+-]\d\d:\d\d)$/

/** A time in another form is left as it is: the reader of records says what it makes of it. */
function utcOf(text: string): string {
  const time = withZone.test(text) ? new Date(text) : null
  return time === null || Number.isNaN(time.getTime()) ? shortest(text) : shortest(time.toISOString())
}

const shortest = (text: string): string => text.replace(/\.0+Z$/, 'Z')
