import { hourMs, type TimeRange, type TimeSpan, type UtcMs } from '../../../src-shared/base/time.ts'
import {
  type Coverage,
  isProven,
  type Ledger,
  type LedgerRow,
  ledgerStates,
  type UnprovenSpan,
} from '../../../src-shared/model/ledger.ts'
import type { Stretch } from '../verdicts/timeline.ts'
import { earliest, latest } from './row.ts'

const mostUnproven = 100

/** How much of a time is proven, whatever events are shown of it. */
export type ProvenTime = Omit<Coverage, 'unprovenEvents'>

/**
 * How much of a time is proven. `timesOf` gives the hours of delivery that count for a row, merged, of the hours asked:
 * those that the range touches. Without a range these are the whole hours from the first to the last of the ledger: its
 * edges are cut through by the first and the last digest of every trail and would never be proven.
 */
export function coverageOf(
  ledger: Ledger,
  range: TimeRange | null,
  timesOf: (row: LedgerRow, asked: TimeSpan, at: number) => readonly Stretch[] = (_, { from, until }) => [
    { from, to: until },
  ],
): ProvenTime {
  const asked = range === null ? wholeHours(ledger) : touchedHours(range, ledger)
  const unproven: UnprovenSpan[] = []
  let { from, until } = asked
  let hours = 0
  let provenHours = 0
  ledger.rows.forEach((row, at) => {
    if (row.kind === 'backfill' || row.runs.length === 0) return
    for (const time of timesOf(row, asked, at)) {
      from = Math.min(from, time.from) as UtcMs
      until = Math.max(until, time.to) as UtcMs
      for (const span of spansOf(row, time.from, time.to)) {
        const length = (span.until - span.from) / hourMs
        hours += length
        if (isProven(span.state)) provenHours += length
        else unproven.push({ account: row.account, region: row.region, trail: row.trail, ...span, hours: length })
      }
    }
  })
  unproven.sort((a, b) => b.hours - a.hours || a.from - b.from)
  return {
    from,
    until,
    hours,
    provenHours,
    provenShare: hours === 0 ? null : provenHours / hours,
    unproven: unproven.slice(0, mostUnproven),
    unprovenTotal: unproven.length,
  }
}

const wholeHours = ({ from, until }: Ledger): TimeSpan =>
  until - from > 2 * hourMs ? { from: (from + hourMs) as UtcMs, until: (until - hourMs) as UtcMs } : { from, until }

/** Whole hours. Where an end is open, or lies where CloudTrail cannot have been, the ledger's end is taken. */
export function touchedHours(range: TimeRange, ledger: Ledger): TimeSpan {
  const from = range.from === null || range.from < earliest ? ledger.from : Math.floor(range.from / hourMs) * hourMs
  const until = range.until === null || range.until > latest ? ledger.until : Math.ceil(range.until / hourMs) * hourMs
  return { from: from as UtcMs, until: Math.max(from, until) as UtcMs }
}

/** The row's states between two hours, the time it says nothing of included. */
export function* spansOf({ from: first, runs }: LedgerRow, from: UtcMs, until: UtcMs) {
  const cut = (start: number, end: number, code: number) => ({
    state: ledgerStates[code]!,
    from: Math.max(start, from) as UtcMs,
    until: Math.min(end, until) as UtcMs,
  })
  if (from < first && from < until) yield cut(from, first, ledgerStates.indexOf('no-evidence'))
  let at: number = first
  for (let k = 0; k < runs.length; k += 2) {
    const end = at + runs[k]! * hourMs
    if (at < until && end > from) yield cut(at, end, runs[k + 1]!)
    at = end
  }
  if (at < until) yield cut(at, until, ledgerStates.indexOf('no-evidence'))
}
