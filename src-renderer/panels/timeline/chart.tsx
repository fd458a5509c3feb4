import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { TimeSpan } from '../../../src-shared/base/time.ts'
import type { Histogram } from '../../../src-shared/contract/index.ts'
import { ticks } from '../../parts/time-axis.ts'
import { zoomTo } from '../../state/filter.ts'
import { useShownTheme } from '../../state/theme.ts'
import { formatCount, formatTime } from '../../widgets/format.ts'
import { Tooltip } from '../../widgets/tooltip.tsx'
import { useSize } from '../../widgets/use-size.ts'
import { draw } from './draw.ts'
import { bucketAt, bucketRange, clamped, panned, type Scale, snapped, timeAt, zoomed } from './scale.ts'

export type Mark = 'errors' | 'writes'

interface ChartProps {
  readonly histogram: Histogram
  readonly shown: TimeSpan
  /** Of the whole case: nothing is to be seen outside it. */
  readonly all: TimeSpan
  readonly mark: Mark
}

interface Pointed {
  readonly x: number
  readonly clientX: number
  readonly clientY: number
}

const leastDrag = 4
const tickRoom = 72

/** Bars over time. Drag to zoom, double click or Escape for the whole, arrows, plus and minus for the keyboard. */
export function Chart({ histogram, shown, all, mark }: ChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const size = useSize(box)
  const theme = useShownTheme()
  const [pointed, setPointed] = useState<Pointed | null>(null)
  const [dragFrom, setDragFrom] = useState<number | null>(null)

  const scale = useMemo<Scale>(() => ({ range: shown, width: size.width }), [shown, size.width])
  const hovered = pointed === null ? null : bucketAt(timeAt(pointed.x, scale), histogram)
  const isDragging = dragFrom !== null && pointed !== null && Math.abs(pointed.x - dragFrom) >= leastDrag
  const brushFrom = isDragging ? dragFrom : null
  const brushUntil = isDragging ? pointed.x : null

  // biome-ignore lint/correctness/useExhaustiveDependencies: colours are read from the theme while drawing
  useLayoutEffect(() => {
    if (canvas.current === null || size.width === 0) return
    draw(canvas.current, {
      histogram,
      marked: histogram[mark],
      scale,
      height: size.height,
      ticks: ticks(shown, Math.max(2, Math.floor(size.width / tickRoom))),
      hovered,
      brush: brushFrom === null || brushUntil === null ? null : { from: brushFrom, until: brushUntil },
    })
  }, [histogram, mark, scale, shown, size, hovered, brushFrom, brushUntil, theme])

  const point = (event: PointerEvent<HTMLDivElement>): Pointed => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const x = Math.max(0, Math.min(width, event.clientX - left))
    return { x, clientX: event.clientX, clientY: event.clientY }
  }
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    setPointed(point(event))
    setDragFrom(point(event).x)
  }
  const onPointerUp = (event: PointerEvent<HTMLDivElement>) => {
    const { x } = point(event)
    if (dragFrom !== null && Math.abs(x - dragFrom) >= leastDrag) {
      const brushed = { from: timeAt(Math.min(dragFrom, x), scale), until: timeAt(Math.max(dragFrom, x), scale) }
      zoomTo(clamped(snapped(brushed, histogram), all))
    }
    setDragFrom(null)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape' && dragFrom !== null) setDragFrom(null)
    else if (event.key === 'Escape') zoomTo(null)
    else if (event.key === 'ArrowLeft') zoomTo(panned(shown, -0.25, all))
    else if (event.key === 'ArrowRight') zoomTo(panned(shown, 0.25, all))
    else if (event.key === '+' || event.key === '=') zoomTo(zoomed(shown, 0.5, all))
    else if (event.key === '-') zoomTo(zoomed(shown, 2, all))
    else return
    event.preventDefault()
  }

  return (
    <div
      ref={box}
      className="timeline-chart"
      role="group"
      aria-label="Timeline. Arrow keys move, plus and minus zoom, Escape shows the whole case."
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the chart has keys of its own, named in its label
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => setPointed(point(event))}
      onPointerUp={onPointerUp}
      onPointerCancel={() => setDragFrom(null)}
      onPointerLeave={() => setPointed(null)}
      onDoubleClick={() => zoomTo(null)}
      onKeyDown={onKeyDown}
    >
      <canvas ref={canvas} />
      {pointed !== null && (hovered !== null || isDragging) && (
        <Tooltip x={pointed.clientX} y={pointed.clientY}>
          {isDragging ? (
            <RangeCounts
              histogram={histogram}
              range={clamped(
                snapped(
                  {
                    from: timeAt(Math.min(dragFrom, pointed.x), scale),
                    until: timeAt(Math.max(dragFrom, pointed.x), scale),
                  },
                  histogram,
                ),
                all,
              )}
            />
          ) : (
            <RangeCounts histogram={histogram} range={bucketRange(hovered!, histogram)} />
          )}
        </Tooltip>
      )}
    </div>
  )
}

/** Exact counts of the bars in a range. */
function RangeCounts({ histogram, range }: { readonly histogram: Histogram; readonly range: TimeSpan }) {
  const { from, width, total, errors, writes } = histogram
  const first = Math.max(0, Math.floor((range.from - from) / width))
  const end = Math.ceil((range.until - from) / width)
  const sum = (counts: readonly number[]) => counts.slice(first, end).reduce((all, count) => all + count, 0)
  return (
    <dl className="timeline-counts">
      <dt>from</dt>
      <dd>{formatTime(range.from)}</dd>
      <dt>until</dt>
      <dd>{formatTime(range.until)}</dd>
      <dt>events</dt>
      <dd>{formatCount(sum(total))}</dd>
      <dt>errors</dt>
      <dd>{formatCount(sum(errors))}</dd>
      <dt>writes</dt>
      <dd>{formatCount(sum(writes))}</dd>
    </dl>
  )
}
