import { useId, useLayoutEffect, useMemo, useRef } from 'react'
import type { TimeSpan } from '../../../src-shared/base/time.ts'
import type { Zone } from '../../../src-shared/base/zone.ts'
import type { Histogram } from '../../../src-shared/contract/index.ts'
import type { ProofOverTime } from '../../../src-shared/model/proof-over-time.ts'
import { barsWords } from '../../../src-shared/words/timeline.ts'
import { useShownTheme } from '../../state/theme.ts'
import { useZone } from '../../state/zone.ts'
import { formatDuration, formatTime } from '../../widgets/format.ts'
import { Tooltip } from '../../widgets/tooltip.tsx'
import { useSize } from '../../widgets/use-size.ts'
import { ticks } from '../time-axis.ts'
import './chart.css'
import { RangeCounts } from './counts.tsx'
import { draw } from './draw.ts'
import { type Layer, sumOf } from './layers.ts'
import { bucketAt, bucketRange, type Scale, timeAt } from './scale.ts'
import { rangeOfBrush, useChartInput } from './use-chart-input.ts'
import type { AxisKind } from './value-axis.ts'

interface ChartProps {
  readonly histogram: Histogram
  readonly layers: readonly Layer[]
  /** Of all events, to be drawn behind; null where they are not to be. */
  readonly ghost: Histogram | null
  /** Null while it is not known. */
  readonly proof: ProofOverTime | null
  readonly axis: AxisKind
  /** Time of the event that is selected. */
  readonly selected: number | null
  readonly shown: TimeSpan
  /** Of the whole case: nothing is to be seen outside it. */
  readonly all: TimeSpan
  /** Null for the whole case. */
  readonly onZoom: (range: TimeSpan | null) => void
  /** As `onZoom`, of a movement that goes on. */
  readonly onMove: (range: TimeSpan | null) => void
}

const tickRoom = 72

/** Bars over time. Drag to zoom, double click or Escape for the whole, arrows, plus and minus for the keyboard. */
export function Chart({ axis, shown, all, onZoom, onMove, ...pictured }: ChartProps) {
  const { histogram, layers, ghost, proof, selected } = pictured
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const id = useId()
  const size = useSize(box)
  const theme = useShownTheme()
  const zone = useZone()
  const scale = useMemo<Scale>(() => ({ range: shown, width: size.width }), [shown, size.width])
  const { pointed, brush, handlers } = useChartInput({ box, histogram, scale, all, onZoom, onMove })
  const hovered = pointed === null ? null : bucketAt(timeAt(pointed.x, scale), histogram)
  const { from: brushFrom = null, until: brushUntil = null } = brush ?? {}

  useLayoutEffect(() => {
    if (canvas.current === null || size.width === 0) return
    draw(canvas.current, {
      histogram,
      layers,
      ghost,
      proof,
      selected,
      axis: { kind: axis, most: tallestIn(histogram, shown) },
      scale,
      height: size.height,
      ticks: ticks(shown, Math.max(2, Math.floor(size.width / tickRoom)), zone),
      hovered,
      brush: brushFrom === null || brushUntil === null ? null : { from: brushFrom, until: brushUntil },
      theme,
    })
  }, [histogram, layers, ghost, proof, selected, axis, scale, shown, size, hovered, brushFrom, brushUntil, theme, zone])

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
      aria-label="Timeline. Arrow keys, Home and End move, plus and minus zoom, Escape shows the whole case."
      aria-describedby={id}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the chart has keys of its own, named in its label
      tabIndex={0}
      {...handlers}
    >
      <canvas ref={canvas} />
      <p id={id} className="spoken">
        {wordsOf(histogram, zone)}
      </p>
      {pointed !== null && told !== null && (
        <Tooltip x={pointed.clientX} y={pointed.clientY}>
          <RangeCounts histogram={histogram} layers={layers} proof={proof} ghost={ghost} range={told} />
        </Tooltip>
      )}
    </div>
  )
}

function wordsOf({ from, width, total }: Histogram, zone: Zone): string {
  const most = total.reduce((all, count) => Math.max(all, count), 0)
  const highest = formatTime(from + total.indexOf(most) * width, zone)
  return barsWords({ events: sumOf(total), count: total.length, length: barLength(width), most, highest })
}

/** `15 min` */
export const barLength = (ms: number): string => (ms < 1000 ? `${ms} ms` : formatDuration(ms))

/** Of the bars shown; 1 where there are none. */
function tallestIn({ from, width, total }: Histogram, shown: TimeSpan): number {
  const first = Math.max(0, Math.floor((shown.from - from) / width))
  const end = Math.ceil((shown.until - from) / width)
  return total.slice(first, end).reduce((most, count) => Math.max(most, count), 1)
}
