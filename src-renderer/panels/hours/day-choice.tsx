import { type KeyboardEvent, useState } from 'react'
import { parseIsoTime, type TimeSpan, type UtcMs } from '../../../src-shared/base/time.ts'
import { dayChoice } from '../../../src-shared/words/ledger.ts'

interface DayChoiceProps {
  /** What the map covers. */
  readonly span: TimeSpan
  /** Start of a day, some of which the map covers. */
  readonly onDay: (day: UtcMs) => void
  /** Enter goes from the day to the map. */
  readonly onEnter: () => void
}

/** A day that is typed or picked in the browser's calendar, which knows no zones: a day of UTC, as digests are issued. */
export function DayChoice({ span, onDay, onEnter }: DayChoiceProps) {
  const [typed, setTyped] = useState('')
  const [isRefused, setIsRefused] = useState(false)
  const [first, last] = [dayOf(span.from), dayOf(span.until - 1)]
  // Texts of one length: they are in the order of the days.
  const isOn = (day: string) => first <= day && day <= last
  const type = (day: string) => {
    setTyped(day)
    setIsRefused(false)
    // A year that is being typed is another after each figure.
    if (isOn(day)) onDay(parseIsoTime(`${day}T00:00:00Z`)!)
  }
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key !== 'Enter') return
    if (isOn(typed)) onEnter()
    else setIsRefused(typed !== '')
  }
  return (
    <>
      <label className="hours-day">
        {dayChoice.label}
        <input
          type="date"
          min={first}
          max={last}
          value={typed}
          aria-invalid={isRefused}
          onChange={({ target }) => type(target.value)}
          onKeyDown={onKeyDown}
        />
      </label>
      {isRefused && (
        <span className="hours-no-day" role="alert">
          {dayChoice.none(typed, first, last)}
        </span>
      )}
    </>
  )
}

/** `2024-03-05` */
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)
