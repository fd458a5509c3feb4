import type { KeyboardEvent } from 'react'
import { dayMs, hourMs } from '../../../src-shared/base/time.ts'
import { binHoursOf, type Frame, type MapPlace, panned, placeOf, showing, type View, whole, zoomed } from './view.ts'

const hoursADay = dayMs / hourMs

interface MapKeys {
  readonly frame: Frame
  /** Where the keyboard stands; null before its first key. */
  readonly cursor: MapPlace | null
  readonly onCursor: (place: MapPlace) => void
  readonly onView: (view: View) => void
  readonly onOpen: (place: MapPlace) => void
  /** Scrolls so that the row can be seen. */
  readonly reveal: (row: number) => void
}

/** The keyboard over the map: arrows move the cursor by an hour, Page Up and Page Down by a day, arrows with Shift the hours; Enter opens; plus, minus, Escape zoom. */
export function useMapKeys(keys: MapKeys) {
  const { frame, cursor, onView, onOpen } = keys
  const { view, hours } = frame
  return (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const middle = cursor === null ? view.from + view.hours / 2 : cursor.from
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    const to = destination(event, keys)
    if (sideways !== undefined && event.shiftKey) onView(panned(view, (sideways * view.hours) / 4, hours))
    else if (to !== null) moveTo(to.row, to.hour, keys)
    else if (event.key === '+' || event.key === '=') onView(zoomed(view, 0.5, middle, hours))
    else if (event.key === '-') onView(zoomed(view, 2, middle, hours))
    else if (event.key === 'Escape') onView(whole(hours))
    else if ((event.key === 'Enter' || event.key === ' ') && cursor !== null) onOpen(cursor)
    else return
    event.preventDefault()
  }
}

/** Where a key moves the cursor to, which may be outside the map; null for keys that do not move it. */
function destination({ key }: KeyboardEvent, { frame, cursor }: MapKeys): { row: number; hour: number } | null {
  const { row, from } = cursor ?? placeOf(0, Math.max(0, Math.floor(frame.view.from)), frame)
  // The first arrow only shows where the cursor stands.
  const step = cursor === null ? 0 : 1
  switch (key) {
    case 'ArrowLeft':
      return { row, hour: from - step * binHoursOf(frame) }
    case 'ArrowRight':
      return { row, hour: from + step * binHoursOf(frame) }
    case 'ArrowUp':
      return { row: row - 1, hour: from }
    case 'ArrowDown':
      return { row: row + step, hour: from }
    case 'PageUp':
      return { row, hour: from - hoursADay }
    case 'PageDown':
      return { row, hour: from + hoursADay }
    case 'Home':
      return { row, hour: 0 }
    case 'End':
      return { row, hour: frame.hours - 1 }
    default:
      return null
  }
}

function moveTo(row: number, hour: number, { frame, onCursor, onView, reveal }: MapKeys) {
  const { view, rows, hours } = frame
  const place = placeOf(Math.max(0, Math.min(row, rows - 1)), Math.max(0, Math.min(hour, hours - 1)), frame)
  onCursor(place)
  onView(showing(view, place, hours))
  reveal(place.row)
}
