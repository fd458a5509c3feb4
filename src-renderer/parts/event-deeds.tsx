import type { Row } from '../../src-shared/model/event.ts'
import { useEventDeed } from '../ask/event-deeds.ts'

export const recordNotRead = 'record not read'

/** The resource that the event's call acted on, read from its record when it comes into view; the whole deed on hover. */
export function TargetCell({ row }: { readonly row: Row }) {
  const deed = useEventDeed(row)
  if (deed === undefined) return null
  if (deed.summary === null) return <span className="muted">{recordNotRead}</span>
  return <span title={deed.summary}>{deed.target}</span>
}
