import { useCallback, useMemo } from 'react'
import type { UtcMs } from '../../../../src-shared/base/time.ts'
import type { Anomaly, AnomalyPoint } from '../../../../src-shared/contract/anomalies.ts'
import { bucketWords } from '../../../../src-shared/words/anomalies.ts'
import { problemOf } from '../../../ask/problem-of.ts'
import { useQuery } from '../../../ask/use-query.ts'
import { ticks } from '../../../parts/time-axis.ts'
import { showEvents } from '../../../state/open.ts'
import { useShownTheme } from '../../../state/theme.ts'
import { useZone } from '../../../state/zone.ts'
import { Problem } from '../../../widgets/problem.tsx'
import { TimeChart } from '../../../widgets/time-chart.tsx'
import { useTimeText } from '../../../widgets/timestamp.tsx'

interface AnomalyChartProps {
  readonly title: string
  readonly anomaly: Anomaly
  readonly bucketMs: number
  readonly sensitivity: number
}

/** Buckets that are shown before and behind an anomaly, and of a long one. */
const before = 240
const behind = 48
const longest = 500

/** The series around its anomaly, with what was usual in each bucket. A bucket leads to its events. */
export function AnomalyChart({ title, anomaly, bucketMs, sensitivity }: AnomalyChartProps) {
  const { series, from, until, filter } = anomaly
  const length = Math.min(longest, (until - from) / bucketMs)
  const range = {
    from: (from - before * bucketMs) as UtcMs,
    until: (from + (length + behind) * bucketMs) as UtcMs,
  }
  const query = useQuery('anomalyChart', { series, range, sensitivity })
  if (query.state === 'failed') return <Problem {...problemOf(query.failure)} onRetry={query.again} />
  if (query.state !== 'ready' || query.value.length === 0) return <div className="anomaly-chart" />
  const choose = (time: UtcMs) => showEvents({ ...filter, range: { from: time, until: (time + bucketMs) as UtcMs } })
  return <Drawn title={title} points={query.value} bucketMs={bucketMs} onChoose={choose} />
}

interface DrawnProps {
  readonly title: string
  readonly points: readonly AnomalyPoint[]
  readonly bucketMs: number
  readonly onChoose: (time: UtcMs) => void
}

function Drawn({ title, points, bucketMs, onChoose }: DrawnProps) {
  const theme = useShownTheme()
  const zone = useZone()
  const timeText = useTimeText()
  const ticksOf = useCallback(
    (from: number, until: number, most: number) => ticks({ from: from as UtcMs, until: until as UtcMs }, most, zone),
    [zone],
  )
  const drawn = useMemo(() => drawnOf(points), [points])
  return (
    <figure className="anomaly-chart" aria-label={`${title}, by ${bucketWords(bucketMs)}`}>
      <TimeChart
        label={`${title}, by ${bucketWords(bucketMs)}`}
        theme={theme}
        times={drawn.times}
        until={points.at(-1)!.time + bucketMs}
        series={drawn.series}
        band={drawn.band}
        initially={drawn.series[0].marked[0] ?? 0}
        timeText={timeText}
        ticks={ticksOf}
        onChoose={(at) => onChoose(points[at]!.time)}
      />
    </figure>
  )
}

function drawnOf(points: readonly AnomalyPoint[]) {
  const marked = points.flatMap(({ isAnomaly }, at) => (isAnomaly ? [at] : []))
  // What an hour lacks that the case does not hold is not 0.
  const counts = points.map(({ events, isHeld }) => (events === 0 && !isHeld ? null : events))
  return {
    times: points.map(({ time }) => time),
    series: [{ name: 'events', colour: '--chart-error', counts, marked }] as const,
    band: {
      name: 'usual',
      colour: '--chart-band',
      low: points.map(({ band }) => band?.low ?? null),
      high: points.map(({ band }) => band?.high ?? null),
    } as const,
  }
}
