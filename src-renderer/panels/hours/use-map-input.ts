import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { type Frame, hourAt, type Place, panned, placeAt, type View, zoomed } from './view.ts'

export interface Pointed {
  readonly place: Place
  readonly clientX: number
  readonly clientY: number
}

const leastDrag = 4
const wheelStep = 1.0015

interface MapInput {
  readonly box: RefObject<HTMLDivElement | null>
  readonly frame: Frame
  readonly onView: (view: View) => void
  readonly onPick: (place: Place) => void
}

/** The pointer over the map: it names a place, a press picks it, a drag moves the hours, the wheel zooms them. */
export function useMapInput({ box, frame, onView, onPick }: MapInput) {
  const [pointed, setPointed] = useState<Pointed | null>(null)
  const drag = useRef<{ readonly x: number; readonly view: View; moved: boolean } | null>(null)
  const now = useRef({ frame, onView })
  now.current = { frame, onView }

  const placeUnder = (event: PointerEvent<HTMLDivElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    return placeAt(event.clientX - left, event.clientY - top, frame)
  }

  useEffect(() => {
    const element = box.current
    if (element === null) return
    // React listens passively to the wheel, and the rows must not scroll while the hours are zoomed.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      const { frame, onView } = now.current
      const { view, width, hours } = frame
      setPointed(null)
      if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        const by = (event.deltaX + (event.shiftKey ? event.deltaY : 0)) / Math.max(1, width)
        onView(panned(view, by * view.hours, hours))
      } else {
        const x = event.clientX - element.getBoundingClientRect().left
        onView(zoomed(view, wheelStep ** event.deltaY, hourAt(x, frame), hours))
      }
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [box])

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
