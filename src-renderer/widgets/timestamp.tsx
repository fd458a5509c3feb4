import { createContext, useCallback, useContext } from 'react'
import { utc, type Zone } from '../../src-shared/base/zone.ts'
import { formatTime } from './format.ts'

/** The zone that times are shown in. What is copied or exported is in UTC, whatever it is. */
export const ShownZone = createContext<Zone>(utc)

/** A time as text, in a zone and with its offset written. */
export type TimeText = (ms: number) => string

/** For times within a sentence, a label or a drawing: in the zone shown. Elsewhere `<Timestamp>`. */
export function useTimeText(): TimeText {
  const zone = useContext(ShownZone)
  return useCallback((ms) => formatTime(ms, zone), [zone])
}

/** A time in the zone shown, with its offset written; `—` where there is none. */
export function Timestamp({ ms }: { readonly ms: number | null }) {
  const timeText = useTimeText()
  if (ms === null) return <span className="muted">—</span>
  return <time dateTime={new Date(ms).toISOString()}>{timeText(ms)}</time>
}
