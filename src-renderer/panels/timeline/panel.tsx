import { useMemo, useRef } from 'react'
import type { TimeSpan, UtcMs } from '../../../src-shared/base/time.ts'
import type { CaseSummary } from '../../../src-shared/contract/index.ts'
import { isEverything } from '../../../src-shared/filter/asks.ts'
import { everything } from '../../../src-shared/filter/model.ts'
import { type Query, useQuery } from '../../ask/use-query.ts'
import { Answered } from '../../parts/answered.tsx'
import { clamped } from '../../parts/histogram/scale.ts'
import { useCase } from '../../state/case.ts'
import { useFilter } from '../../state/filter.ts'
import { useSelection } from '../../state/selection.ts'
import { useTimeline } from '../../state/timeline.ts'
import { Empty } from '../../widgets/empty.tsx'
import { Toolbar } from '../../widgets/toolbar.tsx'
import { useSize } from '../../widgets/use-size.ts'
import { Bars } from './bars.tsx'
import { StackChoice } from './stack-choice.tsx'
import './timeline.css'

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
  const box = useRef<HTMLDivElement>(null)
  const filter = useFilter((state) => state.filter)
  const { column, showsAll } = useTimeline()
  // The timeline shows the range itself; what is counted is everything else the filter asks for.
  const counted = useMemo(() => ({ ...filter, range: null }), [filter])
  const range = useMemo(() => (filter.range === null ? null : clamped(filter.range, all)), [filter.range, all])
  const over = { range, maxBuckets: barsFor(useSize(box).width) }
  const query = useQuery('histogram', { filter: counted, ...over, column })
  const ghost = useQuery('histogram', { filter: everything, ...over }, showsAll && !isEverything(counted))
  const proof = useQuery('proofOverTime', { filter: counted, ...over })
  const findings = useQuery('findings', undefined)
  const selected = useSelectedTime()
  return (
    <div ref={box} className="timeline-place">
      {query.state !== 'ready' && (
        // Another column may be known already, or need no reading of files.
        <Toolbar label="Timeline" className="timeline-caption timeline-unknown">
          <StackChoice filter={counted} />
        </Toolbar>
      )}
      <Answered query={query} loading="Counting events…" later="The bars are known when that is done.">
        {(histogram, isRefreshing) => (
          <Bars
            histogram={histogram}
            isRefreshing={isRefreshing}
            ghost={showsAll && !isEverything(counted) ? answerOf(ghost) : null}
            proof={answerOf(proof)}
            findings={answerOf(findings) ?? []}
            selected={selected}
            counted={counted}
            range={range}
            all={all}
            untimed={untimed}
          />
        )}
      </Answered>
    </div>
  )
}

/** What is drawn beside the bars is left out until it is known. */
const answerOf = <T,>(query: Query<T>): T | null => (query.state === 'ready' ? query.value : null)

const barWidth = 4
const step = 50

/** As many bars as there is room for, in steps, so that not every pixel is a question. */
const barsFor = (width: number) =>
  width === 0 ? 300 : Math.max(2 * step, Math.min(800, Math.round(width / barWidth / step) * step))

/** Of the event in the detail pane; null without one. */
function useSelectedTime(): number | null {
  const row = useSelection((state) => state.row)
  const detail = useQuery('eventDetail', { row: row ?? 0 }, row !== null)
  if (row === null || detail.state !== 'ready' || detail.value.row !== row) return null
  const time = detail.value.values.eventTime
  return typeof time === 'number' ? time : null
}
