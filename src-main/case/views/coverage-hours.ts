import { hourMs } from '../../../src-shared/base/time.ts'
import { deliveredIn } from '../../../src-shared/model/ledger.ts'
import { type CoverageHours, mostCoverageHours } from '../../columns/coverage-hours.ts'
import type { RowEvidence } from '../../integrity/ledger/row.ts'

/** The ledger's hours one by one, with their main digest and what was delivered. */
export function coverageHours(rows: readonly RowEvidence[]): CoverageHours {
  const total = rows.reduce((sum, { hours }) => sum + hours, 0)
  const count = Math.min(total, mostCoverageHours)
  const filled = {
    rows: rows.map(({ row: { account, region, trail, kind } }) => ({ account, region, trail, kind })),
    row: new Uint32Array(count),
    hour: new Float64Array(count),
    state: new Uint8Array(count),
    digest: new Int32Array(count).fill(-1),
    digests: [] as string[],
    logs: new Uint32Array(count),
    events: new Uint32Array(count),
  }
  let first = 0
  rows.forEach((evidence, number) => {
    const end = Math.min(count, first + evidence.hours)
    filled.row.fill(number, first, end)
    fillRow(filled, evidence, first, end)
    first = end
  })
  return filled
}

/** The cells from `first` to `end` are this row's hours, as far as there is room. */
function fillRow(
  filled: CoverageHours & { readonly digests: string[] },
  evidence: RowEvidence,
  first: number,
  end: number,
) {
  const { row, windows } = evidence
  let at = first
  for (let k = 0; k < row.runs.length; k += 2) {
    filled.state.fill(row.runs[k + 1]!, Math.min(at, end), Math.min(at + row.runs[k]!, end))
    at += row.runs[k]!
  }
  for (let i = first; i < end; i++) filled.hour[i] = row.from + (i - first) * hourMs
  for (const { hour, logs, events } of deliveredIn(row)) {
    const i = first + (hour - row.from) / hourMs
    if (i < first || i >= end) continue
    filled.logs[i] = logs
    filled.events[i] = events
  }
  const most = new Float64Array(end - first)
  for (const { from, to, uri } of windows) {
    const digest = filled.digests.push(uri) - 1
    const start = Math.max(0, Math.floor((from - row.from) / hourMs))
    for (let h = start; h < Math.min(end - first, Math.ceil((to - row.from) / hourMs)); h++) {
      const hour = row.from + h * hourMs
      const share = Math.min(to, hour + hourMs) - Math.max(from, hour)
      if (share <= most[h]!) continue
      most[h] = share
      filled.digest[first + h] = digest
    }
  }
}
