import { firstThat } from '../../../src-shared/base/binary-search.ts'
import { hourMs, type UtcMs } from '../../../src-shared/base/time.ts'
import { type Ledger, type LedgerRow, ledgerStates } from '../../../src-shared/model/ledger.ts'
import { groupBy } from '../../runtime/group-by.ts'
import { merge, type Stretch } from '../verdicts/timeline.ts'

/**
 * How long nothing has to be there. A digest comes every hour. Log files come when there is something to log: a day
 * without any is noticed, and less where other Regions have some meanwhile.
 */
const shortest = {
  standard: { alone: 2 * hourMs, amongOthers: 2 * hourMs },
  none: { alone: 24 * hourMs, amongOthers: 6 * hourMs },
} as const
/** What less is there of has no habit that it could break. */
const usual = 6 * hourMs
/** AWS has fewer Regions than that. File names that claim more are not compared with one another. */
const mostRegions = 100

export interface Silence extends Stretch {
  readonly row: LedgerRow
}

/**
 * Time in which a Region has neither digests nor log files, though it had in at least half of the hours before, and has
 * again after it, or other Regions of its account and trail have some meanwhile. It is no proof: nothing may have been
 * delivered, or the files were deleted, or they were not downloaded. Gaps and holes, of which digests tell, are none.
 */
export function silencesOf({ rows }: Ledger): Silence[] {
  const compared = rows.filter(({ kind, runs }) => kind !== 'backfill' && runs.length > 0)
  const groups = groupBy(compared, ({ account, trail, kind }) => `${account}\n${trail}\n${kind}`)
  return [...groups.values()].filter((group) => group.length <= mostRegions).flatMap(ofGroup)
}

function ofGroup(group: readonly LedgerRow[]): Silence[] {
  const heardOf = new Map(group.map((row) => [row, heard(row)]))
  const ofAny = merge([...heardOf.values()].flat())
  const last = ofAny.at(-1)!.to
  return group.flatMap((row) => ofRow(row, heardOf.get(row)!, ofAny, last))
}

function ofRow(row: LedgerRow, own: readonly Stretch[], ofAny: readonly Stretch[], last: UtcMs): Silence[] {
  const silences: Silence[] = []
  const { alone, amongOthers } = shortest[row.kind === 'none' ? 'none' : 'standard']
  let hours = 0
  own.forEach(({ from, to }, at) => {
    hours += to - from
    if (hours < usual || hours * 2 < to - own[0]!.from) return
    const next = own[at + 1]?.from
    if (next !== undefined && next - to >= alone) silences.push({ row, from: to, to: next })
    else if ((next ?? last) - to >= amongOthers) {
      const meanwhile = within(ofAny, { from: to, to: next ?? last })
      if (lengthOf(meanwhile) >= amongOthers) silences.push({ row, from: meanwhile[0]!.from, to: meanwhile.at(-1)!.to })
    }
  })
  return silences
}

/** The hours of which anything is there. Windows cut through the first and the last one. */
function heard({ from, runs }: LedgerRow): Stretch[] {
  const stretches: Stretch[] = []
  let at: number = from
  for (let k = 0; k < runs.length; k += 2) {
    const end = at + runs[k]! * hourMs
    if (ledgerStates[runs[k + 1]!] !== 'no-evidence') stretches.push({ from: at as UtcMs, to: end as UtcMs })
    at = end
  }
  const edges = [from, at - hourMs].map((hour) => ({ from: hour as UtcMs, to: (hour + hourMs) as UtcMs }))
  return merge([...stretches, ...edges])
}

/** What of merged stretches lies in another. There may be very many. */
function within(merged: readonly Stretch[], { from, to }: Stretch): Stretch[] {
  const parts: Stretch[] = []
  for (let at = firstThat(merged.length, (place) => merged[place]!.to > from); at < merged.length; at++) {
    const each = merged[at]!
    if (each.from >= to) break
    parts.push({ from: Math.max(each.from, from) as UtcMs, to: Math.min(each.to, to) as UtcMs })
  }
  return parts
}

const lengthOf = (stretches: readonly Stretch[]): number => stretches.reduce((sum, { from, to }) => sum + to - from, 0)
