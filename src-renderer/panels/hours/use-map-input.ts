import { type PointerEvent, type RefObject, useRef, useState } from 'react'
import { useWheel } from '../../widgets/use-wheel.ts'
import { type Frame, hourAt, type MapPlace, panned, placeAt, type View, zoomed } from './view.ts'

export interface Pointed {
  readonly place: MapPlace
  readonly clientX: number
  readonly clientY: number
}

const leastDrag = 4

interface MapInput {
  readonly box: RefObject<HTMLDivElement | null>
  readonly frame: Frame
  readonly onView: (view: View) => void
  readonly onPick: (place: MapPlace) => void
}

/** The pointer over the map: it names a place, a press picks it, a drag moves the hours, the wheel zooms them. */
export function useMapInput({ box, frame, onView, onPick }: MapInput) {
  const [pointed, setPointed] = useState<Pointed | null>(null)
  const drag = useRef<{ readonly x: number; readonly view: View; moved: boolean } | null>(null)
  useWheel(box, (turn) => {
    const { view, hours } = frame
    setPointed(null)
    onView(
      turn.kind === 'move'
        ? panned(view, turn.share * view.hours, hours)
        : zoomed(view, turn.factor, hourAt(turn.at, frame), hours),
    )
  })

  const placeUnder = (event: PointerEvent<HTMLDivElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    return placeAt(event.clientX - left, event.clientY - top, frame)
  }

  const handlers = {
    onPointerDown(event: PointerEvent<HTMLDivElement>) {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      drag.current = { x: event.clientX, view: frame.view, moved: false }
    },
    onPointerMove(event: PointerEvent<HTMLDivElement>) {
      const held = drag.current
      if (held !== null && (held.moved || Math.abs(event.clientX - held.x) >= leastDrag)) {
        held.moved = true
        setPointed(null)
        onView(panned(held.view, ((held.x - event.clientX) / Math.max(1, frame.width)) * held.view.hours, frame.hours))
        return
      }
      const place = placeUnder(event)
      setPointed(place === null ? null : { place, clientX: event.clientX, clientY: event.clientY })
    },
    onPointerUp(event: PointerEvent<HTMLDivElement>) {
      const place = drag.current?.moved === false ? placeUnder(event) : null
      drag.current = null
      if (place !== null) onPick(place)
    },
    onPointerCancel() {
      drag.current = null
    },
    onPointerLeave() {
      setPointed(null)
    },
  }
  return { pointed, handlers }
}
