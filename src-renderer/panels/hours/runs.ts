import { hourMs, type UtcMs } from '../../../src-shared/base/time.ts'
import {
  isProven,
  type Ledger,
  type LedgerRow,
  type LedgerState,
  ledgerStates,
} from '../../../src-shared/model/ledger.ts'

/** Hours of one state. Hours are counted from the ledger's first; `until` is exclusive. */
export interface Run {
  readonly from: number
  readonly until: number
  readonly state: LedgerState
}

export const hoursOf = ({ from, until }: Ledger): number => Math.max(0, Math.round((until - from) / hourMs))
export const timeOfHour = (hour: number, { from }: Pick<Ledger, 'from'>): UtcMs => (from + hour * hourMs) as UtcMs
export const hourOfTime = (time: UtcMs, { from }: Pick<Ledger, 'from'>): number => Math.floor((time - from) / hourMs)

const rankOf = (state: LedgerState) => ledgerStates.indexOf(state)

/** A row's runs side by side over all hours of the ledger: what no run covers is `no-evidence`. */
export function runsOf(row: Pick<LedgerRow, 'from' | 'runs'>, ledger: Ledger): readonly Run[] {
  const end = hoursOf(ledger)
  const runs: Run[] = []
  const add = (from: number, until: number, state: LedgerState) => {
    const run = { from: Math.max(0, from), until: Math.min(end, until), state }
    if (run.from < run.until) runs.push(run)
  }
  let hour = hourOfTime(row.from, ledger)
  add(0, hour, 'no-evidence')
  for (let at = 0; at < row.runs.length; at += 2) {
    const length = row.runs[at]!
    add(hour, hour + length, ledgerStates[row.runs[at + 1]!] ?? 'no-evidence')
    hour += length
  }
  add(hour, end, 'no-evidence')
  return runs
}

/** Where the run that holds the hour stands. */
function indexAt(runs: readonly Run[], hour: number): number {
  let low = 0
  let high = runs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (runs[middle]!.until <= hour) low = middle + 1
    else high = middle
  }
  return low
}

/** The runs that lie in the hours, cut to them. */
export function between(runs: readonly Run[], from: number, until: number): readonly Run[] {
  const cut: Run[] = []
  for (let at = indexAt(runs, from); at < runs.length && runs[at]!.from < until; at++) {
    const run = runs[at]!
    cut.push({ from: Math.max(run.from, from), until: Math.min(run.until, until), state: run.state })
  }
  return cut
}

/** How many of the hours are proven. */
export const provenIn = (runs: readonly Run[], from: number, until: number): number =>
  between(runs, from, until).reduce((sum, run) => (isProven(run.state) ? sum + run.until - run.from : sum), 0)

/**
 * The runs in bins of `binHours`, each in its worst state, equal neighbours joined: one invalid hour of a year is not
 * averaged away. Bins are counted from the ledger's first hour, so that they stay in place while the map moves.
 */
export function merged(runs: readonly Run[], from: number, until: number, binHours: number): readonly Run[] {
  const first = Math.floor(from / binHours)
  const worst = new Int8Array(Math.max(0, Math.ceil(until / binHours) - first)).fill(-1)
  for (const run of between(runs, first * binHours, (first + worst.length) * binHours)) {
    const rank = rankOf(run.state)
    const last = Math.ceil(run.until / binHours) - first
    for (let bin = Math.floor(run.from / binHours) - first; bin < last; bin++) if (worst[bin]! < rank) worst[bin] = rank
  }
  const joined: Run[] = []
  for (let bin = 0; bin < worst.length; ) {
    const rank = worst[bin]!
    const start = bin
    while (bin < worst.length && worst[bin] === rank) bin++
    const state = ledgerStates[rank]
    if (state !== undefined) joined.push({ from: (first + start) * binHours, until: (first + bin) * binHours, state })
  }
  return joined
}

/** The worst state in the hours, and the first hour that has it. */
export function worstIn(
  runs: readonly Run[],
  from: number,
  until: number,
): { state: LedgerState; hour: number } | null {
  let worst: Run | null = null
  for (const run of between(runs, from, until))
    if (worst === null || rankOf(run.state) > rankOf(worst.state)) worst = run
  return worst === null ? null : { state: worst.state, hour: worst.from }
}
