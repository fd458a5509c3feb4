import { useCallback } from 'react'
import type { UtcMs } from '../../../src-shared/base/time.ts'
import type { Filter } from '../../../src-shared/filter/model.ts'
import { eventsOfRow } from '../../../src-shared/filter/of-row.ts'
import { type ChartUnit, stepAt } from '../../../src-shared/model/dashboard.ts'
import { ticks } from '../../parts/time-axis.ts'
import { showEvents } from '../../state/open.ts'
import { useShownTheme } from '../../state/theme.ts'
import { useZone } from '../../state/zone.ts'
import { formatCount } from '../../widgets/format.ts'
import { TimeChart } from '../../widgets/time-chart.tsx'
import { useTimeText } from '../../widgets/timestamp.tsx'
import type { DrawnSeries } from './drawn.ts'

interface TimelineProps {
  readonly title: string
  readonly drawn: DrawnSeries
  /** Null where the events behind the counts are not told. */
  readonly counted: Filter | null
  readonly filter: Filter
  readonly unit: ChartUnit
}

/** Longer tables are read step by step in the chart, or by “As a table”. */
const mostSpoken = 200

/** Counts by minute, hour, day or month of UTC. A step leads to its events. */
export function Timeline({ title, drawn: { times, series }, counted, filter, unit }: TimelineProps) {
  const theme = useShownTheme()
  const zone = useZone()
  const timeText = useTimeText()
  const ticksOf = useCallback(
    (from: number, until: number, most: number) => ticks({ from: from as UtcMs, until: until as UtcMs }, most, zone),
    [zone],
  )
  const choose = (at: number) => {
    if (counted === null) return
    const of = eventsOfRow(filter, counted, { columns: [], row: [] }, stepAt(times[at]!, unit))
    if (of !== null) showEvents(of)
  }
  return (
    <figure className="dashboard-time" aria-label={`${title}, by ${unit}`}>
      <TimeChart
        label={`${title}, by ${unit}`}
        theme={theme}
        times={times}
        until={stepAt(times.at(-1)!, unit).until}
        series={series}
        timeText={timeText}
        ticks={ticksOf}
        onChoose={choose}
      />
      <table className="spoken">
        <caption>
          {`${title}, by ${unit}`}
          {times.length > mostSpoken && `: the first ${formatCount(mostSpoken)} of ${formatCount(times.length)}`}
        </caption>
        <thead>
          <tr>
            <th scope="col">time</th>
            {series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {times.slice(0, mostSpoken).map((time, at) => (
            <tr key={time}>
              <th scope="row">{timeText(time)}</th>
              {series.map(({ name, counts }) => (
                <td key={name}>{formatCount(counts[at]!)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}
