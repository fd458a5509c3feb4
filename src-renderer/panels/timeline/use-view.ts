import { useEffect, useRef, useState } from 'react'
import { bucketWidth, type TimeRange, type TimeSpan, type UtcMs } from '../../../src-shared/base/time.ts'
import { clamped } from '../../parts/histogram/scale.ts'
import { zoomTo } from '../../state/filter.ts'

/** A movement is over when it rests this long: then the filter follows it. */
const restMs = 160

interface Moved {
  readonly to: TimeSpan | null
  /** The range of the filter that it began at. */
  readonly from: TimeRange | null
}

/**
 * What is shown while it is moved: the drawing follows at once, and the filter, to which grid and facets answer, when it
 * rests. `moved` is undefined where nothing moves.
 */
export function useView(range: TimeRange | null, all: TimeSpan) {
  const [moved, setMoved] = useState<Moved | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const zoom = (to: TimeSpan | null) => {
    clearTimeout(timer.current)
    setMoved(null)
    zoomTo(to === null ? null : inWholeBars(to, all))
  }
  const move = (to: TimeSpan | null) => {
    clearTimeout(timer.current)
    setMoved({ to, from: range })
    timer.current = setTimeout(() => zoom(to), restMs)
  }
  // Another filter came meanwhile: it is what is shown.
  const isCurrent = moved !== null && moved.from === range
  return { moved: isCurrent ? moved.to : undefined, zoom, move }
}

/** Bars of about this many: no range ends within one of them, at a time that nobody would write. */
const bars = 300

/** The same length and place, to the nearest bars; null once it holds all there is. */
function inWholeBars({ from, until }: TimeSpan, all: TimeSpan): TimeSpan | null {
  const width = bucketWidth({ from, until }, bars)
  const first = Math.round(from / width) * width
  const length = Math.max(1, Math.round((until - from) / width)) * width
  if (first <= all.from && first + length >= all.until) return null
  return clamped({ from: first as UtcMs, until: (first + length) as UtcMs }, all)
}
