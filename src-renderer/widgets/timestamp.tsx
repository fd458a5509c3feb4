import { createContext, useContext } from 'react'
import { utc, type Zone } from '../../src-shared/base/zone.ts'
import { formatTime } from './format.ts'

/** The zone that times are shown in. What is copied or exported is in UTC, whatever it is. */
export const ShownZone = createContext<Zone>(utc)

/** A time in the zone shown, with its offset written; `—` where there is none. */
export function Timestamp({ ms }: { readonly ms: number | null }) {
  const zone = useContext(ShownZone)
  if (ms === null) return <span className="muted">—</span>
  return <time dateTime={new Date(ms).toISOString()}>{formatTime(ms, zone)}</time>
}
