import { type ReactElement, useState } from 'react'
import {
  formatTimeRange,
  hourMs,
  minuteMs,
  type TimeRange,
  timeAround,
  type UtcMs,
} from '../../../src-shared/base/time.ts'
import { readTimeRange } from '../../../src-shared/filter/time-range.ts'
import { timeChoice } from '../../../src-shared/words/time-choice.ts'
import { useQuery } from '../../ask/use-query.ts'
import { useCase } from '../../state/case.ts'
import { useFilter, zoomTo } from '../../state/filter.ts'
import { useSelection } from '../../state/selection.ts'
import { Button, IconButton } from '../../widgets/button.tsx'
import { Popover } from '../../widgets/popover.tsx'
import { useTimeText } from '../../widgets/timestamp.tsx'
import { ChipFrame } from './chip-frame.tsx'
import './times.css'

/** The range in force; a press lets it be changed. */
export function RangeChip({ range }: { readonly range: TimeRange }) {
  const timeText = useTimeText()
  const from = range.from === null ? '…' : timeText(range.from)
  const until = range.until === null ? '…' : timeText(range.until)
  return (
    <ChipFrame
      look="chip"
      whole={`eventTime from ${from} until, not including, ${until}`}
      onRemove={() => zoomTo(null)}
      button={(text) => <TimePopover button={text} />}
    >
      <span className="chip-words">time</span> {from} – {until}
    </ChipFrame>
  )
}

/** Where no range is in force. */
export const TimeButton = () => <TimePopover button={<IconButton icon="clock" label={timeChoice.title} />} />

const TimePopover = ({ button }: { readonly button: ReactElement }) => (
  <Popover label={timeChoice.title} className="times" button={button}>
    {(close) => <TimeChoice onChosen={close} />}
  </Popover>
)

function TimeChoice({ onChosen }: { readonly onChosen: () => void }) {
  const range = useFilter((state) => state.filter.range)
  const [text, setText] = useState(range === null ? '' : formatTimeRange(range))
  const read = text.trim() === '' ? null : readTimeRange(text.trim())
  const problem =
    text.trim() === '' ? null : read === null ? timeChoice.unreadable : 'problem' in read ? read.problem : null
  const chosen = read !== null && !('problem' in read) ? read : null
  const take = (range: TimeRange | null) => {
    zoomTo(range)
    onChosen()
  }
  const use = () => {
    if (problem === null) take(chosen?.range ?? null)
  }
  const ends = chosen?.range ?? { from: null, until: null }
  return (
    <>
      <label className="times-field">
        {timeChoice.typed}
        <input
          type="text"
          className="mono"
          spellCheck={false}
          placeholder={timeChoice.example}
          aria-invalid={problem !== null}
          value={text}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={({ key }) => key === 'Enter' && use()}
        />
      </label>
      <div className="times-ends">
        <End label={timeChoice.from} time={ends.from} onTime={(from) => setText(formatTimeRange({ ...ends, from }))} />
        <End
          label={timeChoice.until}
          time={ends.until}
          onTime={(until) => setText(formatTimeRange({ ...ends, until }))}
        />
      </div>
      {problem !== null && (
        <p className="times-problem" role="alert">
          {problem}
        </p>
      )}
      {chosen?.notes.map((note) => (
        <p key={note} className="muted">
          {note}
        </p>
      ))}
      <div className="times-actions">
        <Button look="primary" disabled={problem !== null} onClick={use}>
          {timeChoice.use}
        </Button>
        {range !== null && <Button onClick={() => take(null)}>{timeChoice.none}</Button>}
      </div>
      <Presets onTake={take} />
    </>
  )
}

interface EndProps {
  readonly label: string
  readonly time: UtcMs | null
  readonly onTime: (time: UtcMs | null) => void
}

/** The browser's calendar knows no zones: what it shows is taken for UTC. */
const End = ({ label, time, onTime }: EndProps) => (
  <label className="times-field">
    {label}
    <input
      type="datetime-local"
      step={1}
      value={time === null ? '' : new Date(time).toISOString().slice(0, 19)}
      onChange={({ target }) => onTime(target.value === '' ? null : (Date.parse(`${target.value}Z`) as UtcMs))}
    />
  </label>
)

/** Evidence is old: spans count from its last event, not from now. */
function Presets({ onTake }: { readonly onTake: (range: TimeRange) => void }) {
  const last = useCase((state) => state.summary?.lastEventTime ?? null)
  const row = useSelection((state) => state.row)
  const detail = useQuery('eventDetail', { row: row ?? 0 }, row !== null)
  const selected = row !== null && detail.state === 'ready' ? detail.value.values.eventTime : null
  return (
    <div className="times-presets" role="group" aria-label={timeChoice.presets}>
      {typeof selected === 'number' &&
        timeChoice.around.map(({ words, minutes }) => (
          <Button key={words} onClick={() => onTake(timeAround(selected as UtcMs, minutes * minuteMs))}>
            {words}
          </Button>
        ))}
      {last !== null &&
        timeChoice.last.map(({ words, hours }) => (
          <Button
            key={words}
            onClick={() => onTake({ from: (last + 1 - hours * hourMs) as UtcMs, until: (last + 1) as UtcMs })}
          >
            {words}
          </Button>
        ))}
    </div>
  )
}
