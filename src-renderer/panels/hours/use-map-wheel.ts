import { type RefObject, useEffect, useRef } from 'react'
import { type Frame, hourAt, panned, type View, zoomed } from './view.ts'

const wheelStep = 1.0015

interface MapWheel {
  readonly box: RefObject<HTMLDivElement | null>
  readonly frame: Frame
  readonly onView: (view: View) => void
  /** Before each new view. */
  readonly onTurn: () => void
}

/** The wheel over the map zooms the hours; sideways, or with Shift, it moves them. */
export function useMapWheel({ box, ...asked }: MapWheel) {
  const now = useRef(asked)
  now.current = asked
  useEffect(() => {
    const element = box.current
    if (element === null) return
    // React listens passively to the wheel, and the rows must not scroll while the hours are zoomed.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      const { frame, onView, onTurn } = now.current
      onTurn()
      onView(turned(event, frame, element.getBoundingClientRect().left))
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [box])
}

/** The view after a turn of the wheel over a map whose left edge is at `left`, CSS pixels. */
function turned({ deltaX, deltaY, shiftKey, clientX }: WheelEvent, frame: Frame, left: number): View {
  const { view, width, hours } = frame
  const isSideways = shiftKey || Math.abs(deltaX) > Math.abs(deltaY)
  if (!isSideways) return zoomed(view, wheelStep ** deltaY, hourAt(clientX - left, frame), hours)
  const by = (deltaX + (shiftKey ? deltaY : 0)) / Math.max(1, width)
  return panned(view, by * view.hours, hours)
}
