import { hourMs } from '../../../src-shared/base/time.ts'
import { deliveredIn, type EventSpan, type Ledger, type LedgerRow } from '../../../src-shared/model/ledger.ts'
import { deliveredWords, placeWords, rowName } from '../../../src-shared/words/ledger.ts'
import type { TimeText } from '../../widgets/timestamp.tsx'
import { type Run, timeOfHour, worstIn } from './runs.ts'
import type { MapPlace } from './view.ts'

export const eventTimes = (span: EventSpan | null, timeText: TimeText): string | null =>
  span === null ? null : placeWords.eventTimes(timeText(span.first), timeText(span.last))

/** What is known of a place, line by line: where, delivery time, state, what was delivered, event time. */
export function describe(
  place: MapPlace,
  ledger: Ledger,
  row: LedgerRow,
  runs: readonly Run[],
  timeText: TimeText,
): readonly string[] {
  const worst = worstIn(runs, place.from, place.until)
  if (worst === null) return []
  const from = timeOfHour(place.from, ledger)
  const until = timeOfHour(place.until, ledger)
  const hours = place.until - place.from
  const isUniform = runs.some((run) => run.from <= place.from && run.until >= place.until)
  const state = isUniform
    ? placeWords.state(worst.state)
    : placeWords.worst(hours, worst.state, timeText(timeOfHour(worst.hour, ledger)))
  return [
    rowName(row),
    placeWords.delivery(timeText(from), timeText(until)),
    state,
    ...deliveredLines(row, from, from + hours * hourMs, timeText),
  ]
}

function deliveredLines(row: LedgerRow, from: number, until: number, timeText: TimeText): readonly string[] {
  const counts = deliveredIn(row).filter(({ hour }) => hour >= from && hour < until)
  const sum = (of: 'logs' | 'uncovered' | 'events') => counts.reduce((all, count) => all + count[of], 0)
  const spans = counts.flatMap(({ eventSpan }) => (eventSpan === null ? [] : [eventSpan]))
  const times = spans.length === 0 ? null : eventTimes(spanOf(spans), timeText)
  return [
    deliveredWords({ logs: sum('logs'), uncovered: sum('uncovered'), events: sum('events') }),
    ...(times === null ? [] : [times]),
  ]
}

const spanOf = (spans: readonly EventSpan[]): EventSpan => ({
  first: spans.reduce((least, { first }) => (first < least ? first : least), spans[0]!.first),
  last: spans.reduce((most, { last }) => (last > most ? last : most), spans[0]!.last),
})
