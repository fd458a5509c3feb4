import { useLayoutEffect, useMemo, useRef } from 'react'
import type { TimeSpan } from '../../../src-shared/base/time.ts'
import type { Histogram } from '../../../src-shared/contract/index.ts'
import { useShownTheme } from '../../state/theme.ts'
import { formatCount, formatTime } from '../../widgets/format.ts'
import { Tooltip } from '../../widgets/tooltip.tsx'
import { useSize } from '../../widgets/use-size.ts'
import { ticks } from '../time-axis.ts'
import './chart.css'
import { draw } from './draw.ts'
import { bucketAt, bucketRange, type Scale, timeAt } from './scale.ts'
import { rangeOfBrush, useChartInput } from './use-chart-input.ts'

export type Mark = 'errors' | 'writes'

interface ChartProps {
  readonly histogram: Histogram
  readonly shown: TimeSpan
  /** Of the whole case: nothing is to be seen outside it. */
  readonly all: TimeSpan
  readonly mark: Mark
  /** Null for the whole case. */
  readonly onZoom: (range: TimeSpan | null) => void
}

const tickRoom = 72

/** Bars over time. Drag to zoom, double click or Escape for the whole, arrows, plus and minus for the keyboard. */
export function Chart({ histogram, shown, all, mark, onZoom }: ChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const size = useSize(box)
  const theme = useShownTheme()
  const scale = useMemo<Scale>(() => ({ range: shown, width: size.width }), [shown, size.width])
  const { pointed, brush, handlers } = useChartInput({ histogram, scale, all, onZoom })
  const hovered = pointed === null ? null : bucketAt(timeAt(pointed.x, scale), histogram)
  const { from: brushFrom = null, until: brushUntil = null } = brush ?? {}

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

  const told =
    brush !== null
      ? rangeOfBrush(brush, histogram, scale, all)
      : hovered === null
        ? null
        : bucketRange(hovered, histogram)
  return (
    <div
      ref={box}
      className="histogram"
      role="group"
      aria-label="Timeline. Arrow keys move, plus and minus zoom, Escape shows the whole case."
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the chart has keys of its own, named in its label
      tabIndex={0}
      {...handlers}
    >
      <canvas ref={canvas} />
      {pointed !== null && told !== null && (
        <Tooltip x={pointed.clientX} y={pointed.clientY}>
          <RangeCounts histogram={histogram} range={told} />
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
    <dl className="histogram-counts">
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
