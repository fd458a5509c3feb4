import { useMemo, useRef } from 'react'
import type { TimeSpan } from '../../../src-shared/base/time.ts'
import type { Finding } from '../../../src-shared/contract/findings.ts'
import type { Histogram } from '../../../src-shared/contract/index.ts'
import type { Filter } from '../../../src-shared/filter/model.ts'
import type { ProofOverTime } from '../../../src-shared/model/proof-over-time.ts'
import { leftOutOfTime, untimedNotShown } from '../../../src-shared/words/times.ts'
import { barLength, Chart } from '../../parts/histogram/chart.tsx'
import { layersOf, type Slots, sumOf, takeSlots } from '../../parts/histogram/layers.ts'
import { rangeOf, zoomed } from '../../parts/histogram/scale.ts'
import { useTimeline } from '../../state/timeline.ts'
import { Button, IconButton } from '../../widgets/button.tsx'
import { formatCounted } from '../../widgets/format.ts'
import { Timestamp } from '../../widgets/timestamp.tsx'
import { Toolbar } from '../../widgets/toolbar.tsx'
import { Legend } from './legend.tsx'
import { Markers } from './markers.tsx'
import { Options } from './options.tsx'
import { Overview } from './overview.tsx'
import { StackChoice } from './stack-choice.tsx'
import { TimelineTable } from './table.tsx'
import { useView } from './use-view.ts'

interface BarsProps {
  readonly histogram: Histogram
  readonly isRefreshing: boolean
  readonly ghost: Histogram | null
  readonly proof: ProofOverTime | null
  readonly findings: readonly Finding[]
  readonly selected: number | null
  /** The filter without its range. */
  readonly counted: Filter
  /** Null for the whole case. */
  readonly range: TimeSpan | null
  readonly all: TimeSpan
  readonly untimed: number
}

export function Bars(props: BarsProps) {
  const { histogram, isRefreshing, ghost, proof, findings, selected, counted, range, all, untimed } = props
  const { axis, asTable } = useTimeline()
  const layers = useLayers(histogram)
  const { moved, zoom, move } = useView(range, all)
  // The whole case is shown in whole bars; while it is awaited its bars are not known.
  const whole = range === null && !isRefreshing ? rangeOf(histogram) : all
  const shown = moved === undefined ? (range ?? whole) : (moved ?? all)
  const isWhole = moved === undefined ? range === null : moved === null
  return (
    <section className="timeline" aria-label="Timeline" aria-busy={isRefreshing}>
      <header className="timeline-caption">
        <span className="timeline-range">
          <Timestamp ms={isWhole ? all.from : shown.from} /> – <Timestamp ms={isWhole ? all.until - 1 : shown.until} />
        </span>
        <span>{formatCounted(sumOf(histogram.total), 'event')}</span>
        <span className="muted">{barLength(histogram.width)} per bar</span>
        {untimed > 0 && (
          <span className="timeline-untimed" title={leftOutOfTime({ withoutTime: untimed }) ?? undefined}>
            {untimedNotShown(untimed)}
          </span>
        )}
        <span className="timeline-space" />
        <Toolbar label="Timeline" className="timeline-tools">
          <StackChoice filter={counted} />
          <Options />
          {!isWhole && (
            <Button look="quiet" onClick={() => zoom(null)}>
              Show all
            </Button>
          )}
          <IconButton icon="minus" label="Zoom out" disabled={isWhole} onClick={() => zoom(zoomed(shown, 2, all))} />
          <IconButton icon="plus" label="Zoom in" onClick={() => zoom(zoomed(shown, 0.5, all))} />
        </Toolbar>
      </header>
      <Legend layers={layers} filter={counted} proof={proof} />
      {!isWhole && <Overview filter={counted} shown={shown} all={all} onMove={move} />}
      {asTable ? (
        <TimelineTable histogram={histogram} layers={layers} proof={proof} onZoom={zoom} />
      ) : (
        <div className="timeline-chart">
          <Markers findings={findings} shown={shown} />
          <Chart
            histogram={histogram}
            layers={layers}
            ghost={ghost}
            proof={proof}
            axis={axis}
            selected={selected}
            shown={shown}
            all={all}
            onZoom={zoom}
            onMove={move}
          />
        </div>
      )}
    </section>
  )
}

/** The parts of the bars. A value keeps its colour as long as the bars are parted by the same column. */
function useLayers(histogram: Histogram) {
  const held = useRef<{ readonly column: string | null; readonly slots: Slots }>({ column: null, slots: new Map() })
  return useMemo(() => {
    const { column = null, parts = [] } = histogram.stack ?? {}
    const before: Slots = held.current.column === column ? held.current.slots : new Map()
    const slots = takeSlots(
      before,
      parts.map(({ value }) => value),
    )
    held.current = { column, slots }
    return layersOf(histogram, slots)
  }, [histogram])
}
