import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import type { TimeSpan } from '../../../src-shared/base/time.ts'
import type { Histogram } from '../../../src-shared/contract/index.ts'
import { clamped, panned, type Scale, snapped, timeAt, zoomed } from './scale.ts'

interface Pointed {
  /** Pixels from the left of the chart. */
  readonly x: number
  readonly clientX: number
  readonly clientY: number
}

/** What a drag covers, pixels; it may run backwards. */
interface Brush {
  readonly from: number
  readonly until: number
}

interface ChartInput {
  readonly histogram: Histogram
  readonly scale: Scale
  readonly all: TimeSpan
  readonly onZoom: (range: TimeSpan | null) => void
}

const leastDrag = 4

/** The time a brush covers, widened to whole bars and kept inside the case. */
export function rangeOfBrush({ from, until }: Brush, histogram: Histogram, scale: Scale, all: TimeSpan): TimeSpan {
  const brushed = { from: timeAt(Math.min(from, until), scale), until: timeAt(Math.max(from, until), scale) }
  return clamped(snapped(brushed, histogram), all)
}

/** Pointer and keyboard over the chart: a drag zooms, a double click shows all, the keys move and zoom. */
export function useChartInput({ histogram, scale, all, onZoom }: ChartInput) {
  const [pointed, setPointed] = useState<Pointed | null>(null)
  const [dragFrom, setDragFrom] = useState<number | null>(null)
  const brushTo = (x: number): Brush | null =>
    dragFrom === null || Math.abs(x - dragFrom) < leastDrag ? null : { from: dragFrom, until: x }

  const onPointerUp = (event: PointerEvent<HTMLDivElement>) => {
    const brush = brushTo(pointOf(event).x)
    if (brush !== null) onZoom(rangeOfBrush(brush, histogram, scale, all))
    setDragFrom(null)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const shown = scale.range
    if (event.key === 'Escape' && dragFrom !== null) setDragFrom(null)
    else if (event.key === 'Escape') onZoom(null)
    else if (event.key === 'ArrowLeft') onZoom(panned(shown, -0.25, all))
    else if (event.key === 'ArrowRight') onZoom(panned(shown, 0.25, all))
    else if (event.key === '+' || event.key === '=') onZoom(zoomed(shown, 0.5, all))
    else if (event.key === '-') onZoom(zoomed(shown, 2, all))
    else return
    event.preventDefault()
  }
  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      setPointed(pointOf(event))
      setDragFrom(pointOf(event).x)
    },
    onPointerMove: (event: PointerEvent<HTMLDivElement>) => setPointed(pointOf(event)),
    onPointerUp,
    onPointerCancel: () => setDragFrom(null),
    onPointerLeave: () => setPointed(null),
    onDoubleClick: () => onZoom(null),
    onKeyDown,
  }
  return { pointed, brush: pointed === null ? null : brushTo(pointed.x), handlers }
}

function pointOf(event: PointerEvent<HTMLDivElement>): Pointed {
  const { left, width } = event.currentTarget.getBoundingClientRect()
  const x = Math.max(0, Math.min(width, event.clientX - left))
  return { x, clientX: event.clientX, clientY: event.clientY }
}
