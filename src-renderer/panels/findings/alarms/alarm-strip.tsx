import type { TimeSpan, UtcMs } from '../../../../src-shared/base/time.ts'
import { withRange } from '../../../../src-shared/filter/asks.ts'
import type { Filter } from '../../../../src-shared/filter/model.ts'
import type { AlarmRun, AlarmState } from '../../../../src-shared/model/alarm.ts'
import { alarmStateWords } from '../../../../src-shared/words/alarms.ts'
import { showEvents } from '../../../state/open.ts'
import { PlainButton } from '../../../widgets/button.tsx'
import { Timestamp, useTimeText } from '../../../widgets/timestamp.tsx'

interface Stretch {
  readonly state: AlarmState
  readonly from: number
  readonly parts: number
}

/** The states over the time of the case. A stretch in ALARM leads to its events; the list of intervals tells them apart. */
export function AlarmStrip({
  run: { span, strip, intervals },
  filter,
}: {
  readonly run: AlarmRun
  readonly filter: Filter
}) {
  const timeText = useTimeText()
  if (span === null) return null
  const { from, until } = span
  const timeAt = (part: number) => (from + ((until - from) * part) / strip.length) as UtcMs
  return (
    <>
      <div className="alarm-strip">
        {stretchesOf(strip).map(({ state, from: first, parts }) => {
          const of = { from: timeAt(first), until: timeAt(first + parts) }
          const words = `${timeText(of.from)} to ${timeText(of.until)}: ${alarmStateWords[state]}`
          const style = { flexGrow: parts }
          return state === 'alarm' ? (
            <PlainButton
              key={first}
              style={style}
              data-state={state}
              hint={words}
              aria-label={words}
              onClick={() => showEvents(withRange(filter, behind(of, intervals)))}
            />
          ) : (
            <span key={first} style={style} data-state={state} title={words} />
          )
        })}
      </div>
      <p className="alarm-scale muted">
        <Timestamp ms={from} />
        <Timestamp ms={until} />
      </p>
    </>
  )
}

/** From the first datapoint behind the intervals of this time to their end. */
function behind(of: TimeSpan, intervals: AlarmRun['intervals']): TimeSpan {
  const within = intervals.filter(({ from, until }) => from < of.until && until > of.from)
  return { from: within[0]?.since ?? of.from, until: within.at(-1)?.until ?? of.until }
}

function stretchesOf(strip: readonly AlarmState[]): readonly Stretch[] {
  const stretches: { state: AlarmState; from: number; parts: number }[] = []
  strip.forEach((state, part) => {
    const last = stretches.at(-1)
    if (last?.state === state) last.parts++
    else stretches.push({ state, from: part, parts: 1 })
  })
  return stretches
}
