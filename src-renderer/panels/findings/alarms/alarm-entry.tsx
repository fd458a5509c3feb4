import { useState } from 'react'
import type { ReadAlarm } from '../../../../src-shared/contract/alarms.ts'
import { withRange } from '../../../../src-shared/filter/asks.ts'
import type { Filter } from '../../../../src-shared/filter/model.ts'
import type { AlarmInterval, AlarmRun, AlarmSettings } from '../../../../src-shared/model/alarm.ts'
import {
  alarmCondition,
  alarmHeadline,
  alarmOpen,
  alarmWords,
  moreIntervals,
} from '../../../../src-shared/words/alarms.ts'
import { useQuery } from '../../../ask/use-query.ts'
import { Answered } from '../../../parts/answered.tsx'
import { showEvents } from '../../../state/open.ts'
import { Button } from '../../../widgets/button.tsx'
import { formatCounted } from '../../../widgets/format.ts'
import { Timestamp } from '../../../widgets/timestamp.tsx'
import { AlarmForm } from './alarm-form.tsx'
import { AlarmStrip } from './alarm-strip.tsx'

interface AlarmEntryProps {
  readonly id: string
  readonly alarm: ReadAlarm
  readonly settings: AlarmSettings
  /** Null: it is built in. */
  readonly onRemove: (() => void) | null
}

/** One alarm: its condition, the events that it counts, when it would have been in ALARM. */
export function AlarmEntry({ id, alarm, settings, onRemove }: AlarmEntryProps) {
  const { title, pattern, filter, notes } = alarm
  const [isChanged, setChanged] = useState(false)
  const query = useQuery('alarmPeriods', { filter, settings })
  return (
    <article className="alarm" aria-label={title}>
      <header>
        <h3>{title}</h3>
        <Button look="quiet" aria-expanded={isChanged} onClick={() => setChanged(!isChanged)}>
          {alarmWords.change}
        </Button>
        {onRemove !== null && (
          <Button look="quiet" onClick={onRemove}>
            {alarmWords.remove}
          </Button>
        )}
        {query.state === 'ready' && (
          <Button icon="events" disabled={query.value.events === 0} onClick={() => showEvents(filter)}>
            {alarmWords.show(formatCounted(query.value.events, 'event'))}
          </Button>
        )}
      </header>
      <p className="muted">{alarmCondition(settings)}</p>
      {isChanged && <AlarmForm id={id} settings={settings} asItCame={alarm.settings} />}
      <Answered query={query} loading={alarmWords.loading} later={alarmWords.later}>
        {(run) => <Ran run={run} filter={filter} />}
      </Answered>
      <details>
        <summary>{alarmWords.pattern}</summary>
        <pre className="mono">{pattern}</pre>
        {notes.map((note) => (
          <p key={note} className="muted">
            {note}
          </p>
        ))}
      </details>
    </article>
  )
}

/** Few are read where they stand. */
const fewIntervals = 3

function Ran({ run, filter }: { readonly run: AlarmRun; readonly filter: Filter }) {
  const { intervals, intervalsInAll } = run
  const entryOf = (interval: AlarmInterval) => (
    <li key={interval.from}>
      <Interval interval={interval} filter={filter} />
    </li>
  )
  return (
    <>
      <p>{alarmHeadline(run)}</p>
      <AlarmStrip run={run} filter={filter} />
      <ul className="alarm-intervals">{intervals.slice(0, fewIntervals).map(entryOf)}</ul>
      {intervals.length > fewIntervals && (
        <details>
          <summary>{alarmWords.further(formatCounted(intervalsInAll - fewIntervals, 'further interval'))}</summary>
          <ul className="alarm-intervals">{intervals.slice(fewIntervals).map(entryOf)}</ul>
          {intervals.length < intervalsInAll && (
            <p className="muted">{moreIntervals(intervals.length, intervalsInAll)}</p>
          )}
        </details>
      )}
    </>
  )
}

function Interval({ interval, filter }: { readonly interval: AlarmInterval; readonly filter: Filter }) {
  const { from, until, since, datapoints, events, isOpen } = interval
  return (
    <>
      <span>
        <Timestamp ms={from} /> to <Timestamp ms={until} />
      </span>
      <span className="muted">
        {formatCounted(datapoints, 'breaching datapoint')}
        {isOpen && `. ${alarmOpen}`}
      </span>
      <Button look="link" disabled={events === 0} onClick={() => showEvents(withRange(filter, { from: since, until }))}>
        {alarmWords.show(formatCounted(events, 'event'))}
      </Button>
    </>
  )
}
