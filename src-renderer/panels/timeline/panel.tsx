import { useMemo, useState } from 'react'
import type { TimeSpan, UtcMs } from '../../../src-shared/base/time.ts'
import type { CaseSummary, Histogram } from '../../../src-shared/contract/index.ts'
import type { Filter } from '../../../src-shared/filter/model.ts'
import { leftOutOfTime, untimedNotShown } from '../../../src-shared/words/times.ts'
import { useQuery } from '../../ask/use-query.ts'
import { Answered } from '../../parts/answered.tsx'
import { Chart, type Mark } from '../../parts/histogram/chart.tsx'
import { clamped, rangeOf, zoomed } from '../../parts/histogram/scale.ts'
import { useCase } from '../../state/case.ts'
import { useFilter, zoomTo } from '../../state/filter.ts'
import { Button, IconButton, PlainButton } from '../../widgets/button.tsx'
import { Empty } from '../../widgets/empty.tsx'
import { formatCounted, formatDuration } from '../../widgets/format.ts'
import { Timestamp } from '../../widgets/timestamp.tsx'
import { Toolbar } from '../../widgets/toolbar.tsx'
import { Overview } from './overview.tsx'
import './timeline.css'

const maxBuckets = 300

export function TimelinePanel() {
  const summary = useCase((state) => state.summary)
  if (summary === null) return null
  const all = wholeRange(summary)
  if (all === null) {
    const text = summary.events === 0 ? 'There are no events to show over time.' : 'No event of this case has a time.'
    return <Empty text={text} />
  }
  return <Timeline all={all} untimed={summary.eventsWithoutTime - summary.timesConverted} />
}

function wholeRange({ firstEventTime, lastEventTime }: CaseSummary): TimeSpan | null {
  if (firstEventTime === null || lastEventTime === null) return null
  return { from: firstEventTime, until: (lastEventTime + 1) as UtcMs }
}

function Timeline({ all, untimed }: { readonly all: TimeSpan; readonly untimed: number }) {
  const filter = useFilter((state) => state.filter)
  // The timeline shows the range itself; what is counted is everything else the filter asks for.
  const counted = useMemo(() => ({ ...filter, range: null }), [filter])
  const range = filter.range === null ? null : clamped(filter.range, all)
  const query = useQuery('histogram', { filter: counted, range, maxBuckets })
  return (
    <Answered
      query={query}
      loading="Counting events…"
      later="Which events the filter shows is known when that is done."
    >
      {(histogram, isRefreshing) => (
        <Bars
          histogram={histogram}
          isRefreshing={isRefreshing}
          counted={counted}
          range={range}
          all={all}
          untimed={untimed}
        />
      )}
    </Answered>
  )
}

interface BarsProps {
  readonly histogram: Histogram
  readonly isRefreshing: boolean
  /** The filter without its range. */
  readonly counted: Filter
  /** Null for the whole case. */
  readonly range: TimeSpan | null
  readonly all: TimeSpan
  readonly untimed: number
}

function Bars({ histogram, isRefreshing, counted, range, all, untimed }: BarsProps) {
  const [mark, setMark] = useState<Mark>('errors')
  // While the next answer is awaited the bars drawn are those of the last range.
  const shown = range === null || isRefreshing ? rangeOf(histogram) : range
  return (
    <section className="timeline" aria-label="Timeline" aria-busy={isRefreshing}>
      <header className="timeline-caption">
        <span className="timeline-range">
          <Timestamp ms={range?.from ?? all.from} /> – <Timestamp ms={range?.until ?? all.until - 1} />
        </span>
        <span className="muted">{formatDuration(histogram.width)} a bar</span>
        {untimed > 0 && (
          <span className="timeline-untimed" title={leftOutOfTime({ withoutTime: untimed }) ?? undefined}>
            {untimedNotShown(untimed)}
          </span>
        )}
        <span className="timeline-space" />
        <Toolbar label="Timeline" className="timeline-tools">
          <Legend histogram={histogram} mark={mark} onMark={setMark} />
          {range !== null && (
            <Button look="quiet" onClick={() => zoomTo(null)}>
              Show all
            </Button>
          )}
          <IconButton
            icon="minus"
            label="Zoom out"
            disabled={range === null}
            onClick={() => zoomTo(zoomed(shown, 2, all))}
          />
          <IconButton icon="plus" label="Zoom in" onClick={() => zoomTo(zoomed(shown, 0.5, all))} />
        </Toolbar>
      </header>
      {range !== null && <Overview filter={counted} shown={range} all={all} />}
      <Chart histogram={histogram} shown={shown} all={all} mark={mark} onZoom={zoomTo} />
    </section>
  )
}

interface LegendProps {
  readonly histogram: Histogram
  readonly mark: Mark
  readonly onMark: (mark: Mark) => void
}

/** What the colours mean, and which counts stand in front. */
function Legend({ histogram, mark, onMark }: LegendProps) {
  const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0)
  return (
    <div className="timeline-legend" role="group" aria-label="Shown in front of all events">
      <span className="timeline-all">{formatCounted(sum(histogram.total), 'event')}</span>
      <PlainButton aria-pressed={mark === 'errors'} onClick={() => onMark('errors')}>
        {formatCounted(sum(histogram.errors), 'error')}
      </PlainButton>
      <PlainButton aria-pressed={mark === 'writes'} onClick={() => onMark('writes')}>
        {formatCounted(sum(histogram.writes), 'write')}
      </PlainButton>
    </div>
  )
}
