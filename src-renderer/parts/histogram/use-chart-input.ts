import { type KeyboardEvent, type PointerEvent, type RefObject, useRef, useState } from 'react'
import type { TimeSpan } from '../../../src-shared/base/time.ts'
import type { Histogram } from '../../../src-shared/contract/index.ts'
import { useWheel } from '../../widgets/use-wheel.ts'
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

/** A drag that moves the time shown, from where it began. */
interface Grip {
  readonly x: number
  readonly shown: TimeSpan
}

interface ChartInput {
  readonly box: RefObject<HTMLDivElement | null>
  readonly histogram: Histogram
  readonly scale: Scale
  readonly all: TimeSpan
  /** Null for the whole case. */
  readonly onZoom: (range: TimeSpan | null) => void
  /** As `onZoom`, of a movement that goes on. */
  readonly onMove: (range: TimeSpan | null) => void
}

const leastDrag = 4

/** The time a brush covers, widened to whole bars and kept inside the case. */
export function rangeOfBrush({ from, until }: Brush, histogram: Histogram, scale: Scale, all: TimeSpan): TimeSpan {
  const brushed = { from: timeAt(Math.min(from, until), scale), until: timeAt(Math.max(from, until), scale) }
  return clamped(snapped(brushed, histogram), all)
}

/**
 * Pointer, wheel and keyboard over the chart: a drag zooms, with Shift or the middle button it moves; the wheel zooms, with
 * Shift or sideways it moves; a double click shows all.
 */
export function useChartInput({ box, histogram, scale, all, onZoom, onMove }: ChartInput) {
  const [pointed, setPointed] = useState<Pointed | null>(null)
  const [dragFrom, setDragFrom] = useState<number | null>(null)
  const grip = useRef<Grip | null>(null)
  useWheel(box, (turn) =>
    onMove(
      turn.kind === 'move'
        ? panned(scale.range, turn.share, all)
        : zoomed(scale.range, turn.factor, all, timeAt(turn.at, scale)),
    ),
  )
  const brushTo = (x: number): Brush | null =>
    dragFrom === null || Math.abs(x - dragFrom) < leastDrag ? null : { from: dragFrom, until: x }

  const onPointerUp = (event: PointerEvent<HTMLDivElement>) => {
    const brush = brushTo(pointOf(event).x)
    if (brush !== null) onZoom(rangeOfBrush(brush, histogram, scale, all))
    setDragFrom(null)
    grip.current = null
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape' && dragFrom !== null) setDragFrom(null)
    else {
      const to = rangeOfKey(event.key, scale.range, all)
      if (to === undefined) return
      onZoom(to)
    }
    event.preventDefault()
  }
  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
      const moves = event.button === 1 || (event.button === 0 && event.shiftKey)
      if (event.button !== 0 && !moves) return
      // The middle button would begin to scroll by itself.
      if (moves) event.preventDefault()
      event.currentTarget.setPointerCapture(event.pointerId)
      setPointed(pointOf(event))
      if (moves) grip.current = { x: event.clientX, shown: scale.range }
      else setDragFrom(pointOf(event).x)
    },
    onPointerMove: (event: PointerEvent<HTMLDivElement>) => {
      const held = grip.current
      if (held === null) return setPointed(pointOf(event))
      setPointed(null)
      onMove(panned(held.shown, (held.x - event.clientX) / Math.max(1, scale.width), all))
    },
    onPointerUp,
    onPointerCancel: () => {
      setDragFrom(null)
      grip.current = null
    },
    onPointerLeave: () => setPointed(null),
    onDoubleClick: () => onZoom(null),
    onKeyDown,
  }
  return { pointed, brush: pointed === null ? null : brushTo(pointed.x), handlers }
}

/** What a key shows of the case, null for all of it; undefined for keys of others. */
function rangeOfKey(key: string, shown: TimeSpan, all: TimeSpan): TimeSpan | null | undefined {
  switch (key) {
    case 'Escape':
      return null
    case 'ArrowLeft':
    case 'a':
      return panned(shown, -0.25, all)
    case 'ArrowRight':
    case 'd':
      return panned(shown, 0.25, all)
    case 'PageUp':
      return panned(shown, -1, all)
    case 'PageDown':
      return panned(shown, 1, all)
    case 'Home':
      return panned(shown, Number.NEGATIVE_INFINITY, all)
    case 'End':
      return panned(shown, Number.POSITIVE_INFINITY, all)
    case '+':
    case '=':
    case 'w':
      return zoomed(shown, 0.5, all)
    case '-':
    case 's':
      return zoomed(shown, 2, all)
    default:
      return undefined
  }
}

function pointOf(event: PointerEvent<HTMLDivElement>): Pointed {
  const { left, width } = event.currentTarget.getBoundingClientRect()
  const x = Math.max(0, Math.min(width, event.clientX - left))
  return { x, clientX: event.clientX, clientY: event.clientY }
}
