import { hourMs } from '../../../src-shared/base/time.ts'
import { deliveredIn, type EventSpan, type Ledger, type LedgerRow } from '../../../src-shared/model/ledger.ts'
import { ledgerWords } from '../../parts/ledger-words.ts'
import { formatCounted, formatTime } from '../../widgets/format.ts'
import { type Run, timeOfHour, worstIn } from './runs.ts'
import type { Place } from './view.ts'

/** `111122223333 · us-east-1 · management-events` */
export const rowName = ({ account, region, trail, kind }: LedgerRow): string =>
  [account, region, trail === '' ? 'no trail known' : trail, ...(kind === 'backfill' ? ['backfill'] : [])].join(' · ')

export const eventTimes = (span: EventSpan | null): string | null =>
  span === null ? null : `Event times ${formatTime(span.first)} to ${formatTime(span.last)}`

/** What is known of a place, line by line: where, delivery time, state, what was delivered, event time. */
export function describe(place: Place, ledger: Ledger, row: LedgerRow, runs: readonly Run[]): readonly string[] {
  const worst = worstIn(runs, place.from, place.until)
  if (worst === null) return []
  const from = timeOfHour(place.from, ledger)
  const until = timeOfHour(place.until, ledger)
  const hours = place.until - place.from
  const { name } = ledgerWords[worst.state]
  const isUniform = runs.some((run) => run.from <= place.from && run.until >= place.until)
  const state = isUniform
    ? `State: ${name}`
    : `Worst of these ${hours} hours: ${name}, first at ${formatTime(timeOfHour(worst.hour, ledger))}`
  return [
    rowName(row),
    `Delivery ${formatTime(from)} to ${formatTime(until)}`,
    state,
    ...deliveredWords(row, from, from + hours * hourMs),
  ]
}

function deliveredWords(row: LedgerRow, from: number, until: number): readonly string[] {
  const counts = deliveredIn(row).filter(({ hour }) => hour >= from && hour < until)
  if (counts.length === 0) return ['No log file delivered']
  const sum = (of: 'logs' | 'uncovered' | 'events') => counts.reduce((all, count) => all + count[of], 0)
  const uncovered = sum('uncovered')
  const inNone = uncovered === 0 ? '' : ` (${uncovered} in no digest)`
  const spans = counts.flatMap(({ eventSpan }) => (eventSpan === null ? [] : [eventSpan]))
  const times = spans.length === 0 ? null : eventTimes(spanOf(spans))
  return [
    `${formatCounted(sum('logs'), 'log file')}${inNone} with ${formatCounted(sum('events'), 'event')}`,
    ...(times === null ? [] : [times]),
  ]
}

const spanOf = (spans: readonly EventSpan[]): EventSpan => ({
  first: spans.reduce((least, { first }) => (first < least ? first : least), spans[0]!.first),
  last: spans.reduce((most, { last }) => (last > most ? last : most), spans[0]!.last),
})
