import { type RefObject, useEffect, useRef } from 'react'
import type { TimeSpan } from '../../../src-shared/base/time.ts'
import { panned, type Scale, timeAt, zoomed } from './scale.ts'

const wheelStep = 1.0015

interface ChartWheel {
  readonly box: RefObject<HTMLDivElement | null>
  readonly scale: Scale
  readonly all: TimeSpan
  /** Null for the whole case. */
  readonly onMove: (range: TimeSpan | null) => void
}

/** The wheel zooms around the pointer; sideways, or with Shift, it moves the time shown. */
export function useChartWheel({ box, ...asked }: ChartWheel) {
  const now = useRef(asked)
  now.current = asked
  useEffect(() => {
    const element = box.current
    if (element === null) return
    // React listens passively to the wheel, and the page must not zoom with Ctrl.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      const { scale, all, onMove } = now.current
      onMove(turned(event, scale, all, element.getBoundingClientRect().left))
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [box])
}

/** What is shown after a turn of the wheel over a chart whose left edge is at `left`, CSS pixels. */
function turned({ deltaX, deltaY, shiftKey, clientX }: WheelEvent, scale: Scale, all: TimeSpan, left: number) {
  if (!shiftKey && Math.abs(deltaY) >= Math.abs(deltaX))
    return zoomed(scale.range, wheelStep ** deltaY, all, timeAt(clientX - left, scale))
  return panned(scale.range, (deltaX + (shiftKey ? deltaY : 0)) / Math.max(1, scale.width), all)
}
