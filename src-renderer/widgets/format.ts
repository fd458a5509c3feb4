import { formatCount } from '../../src-shared/base/count.ts'
import { offsetText, utc, type Zone } from '../../src-shared/base/zone.ts'

export { formatCount, formatCounted } from '../../src-shared/base/count.ts'

const units = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const

/** `812 bytes`, `1.5 MB`: powers of 1,000 as file managers and S3 print them. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const amount = bytes / 1000 ** power
  return `${power === 0 ? formatCount(bytes) : amount.toFixed(amount < 10 ? 1 : 0)} ${units[power]}`
}

/** `less than a second`, `8 s`, `3 min 20 s`, `1 h 5 min`, `24 h`, `14 days` */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 1) return 'less than a second'
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`
  const hours = Math.floor(minutes / 60)
  if (hours >= 48 && minutes % (24 * 60) === 0) return `${formatCount(hours / 24)} days`
  return minutes % 60 === 0 ? `${formatCount(hours)} h` : `${formatCount(hours)} h ${minutes % 60} min`
}

/**
 * `99.9%` of a part: never rounded up to 100% nor down to 0%, since "all" and "none" are claims.
 */
export function formatShare(part: number, whole: number): string {
  if (whole === 0 || part === 0) return '0%'
  if (part === whole) return '100%'
  const percent = (part / whole) * 100
  return percent < 0.1 ? '<0.1%' : percent > 99.9 ? '>99.9%' : `${percent.toFixed(1)}%`
}

/**
 * `2024-03-05 10:15:00Z`, with milliseconds where there are any; in another zone `2024-03-05 11:15:00+01:00`.
 * What is drawn takes the zone of `useTimeText`, what leaves the window takes `takenTime`.
 */
export function formatTime(ms: number, zone: Zone): string {
  const text = new Date(ms + zone.offsetAt(ms)).toISOString().slice(0, -1).replace('T', ' ')
  return `${text.endsWith('.000') ? text.slice(0, -4) : text}${offsetText(ms, zone)}`
}

/** A time as it is copied: in UTC, whatever zone the window shows. Empty where there is none. */
export const takenTime = (ms: number | null): string => (ms === null ? '' : formatTime(ms, utc))
