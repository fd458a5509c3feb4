import { formatTime } from './format.ts'

/** A time in UTC with the zone written; `—` where there is none. */
export function Timestamp({ ms }: { readonly ms: number | null }) {
  if (ms === null) return <span className="muted">—</span>
  return <time dateTime={new Date(ms).toISOString()}>{formatTime(ms)}</time>
}
