import { lowerBound } from '../../src-shared/base/binary-search.ts'
import type { UtcMs } from '../../src-shared/base/time.ts'
import type { FindingShare, Profile } from '../../src-shared/contract/index.ts'
import type { FilterColumn } from '../../src-shared/filter/columns.ts'
import type { Filter } from '../../src-shared/filter/model.ts'
import { failedCalls } from './failed-calls.ts'
import type { Found } from './found.ts'
import type { ColumnQuery } from './query.ts'
import type { FlagData, TimeData } from './snapshot.ts'

/** What the events of the filter have in common; of each column the most frequent values, `limit` at most. */
export function profileOf(
  query: ColumnQuery,
  filter: Filter,
  columns: readonly FilterColumn[],
  limit: number,
): Profile {
  const rows = query.select(filter)
  const { snapshot } = query
  const failed = failedCalls(snapshot)
  const readOnly = (snapshot.columns.readOnly as FlagData).values
  const events = rows?.length ?? snapshot.events
  let [errors, writes] = [0, 0]
  for (let k = 0; k < events; k++) {
    const row = rows === null ? k : rows[k]!
    if (failed[row] === 2) errors++
    if (readOnly[row] === 1) writes++
  }
  return {
    events,
    ...seen(query, rows),
    errors,
    writes,
    values: columns.map((column) => ({ column, ...query.facet({ filter, column, search: '', limit }) })),
  }
}

/** Rows are in order of time, those without one behind. */
function seen(query: ColumnQuery, rows: Uint32Array | null): Pick<Profile, 'firstSeen' | 'lastSeen'> {
  const times = (query.snapshot.columns.eventTime as TimeData).values
  const timed = rows === null ? query.timed : lowerBound(rows, query.timed)
  if (timed === 0) return { firstSeen: null, lastSeen: null }
  const time = (k: number) => times[rows === null ? k : rows[k]!] as UtcMs
  return { firstSeen: time(0), lastSeen: time(timed - 1) }
}

/** The findings that rest on any of the rows, null being all rows. */
export function findingShares({ findings, listed, finding, event }: Found, rows: Uint32Array | null, events: number) {
  const shown = new Uint8Array(events)
  if (rows === null) shown.fill(1)
  else for (const row of rows) shown[row] = 1
  const shares = new Uint32Array(findings.length)
  for (let i = 0; i < event.length; i++) shares[finding[i]!]! += shown[event[i]!]!
  return findings.flatMap(({ id, events: all }, number): readonly FindingShare[] =>
    shares[number] === 0 ? [] : [{ id, events: shares[number]!, isAtLeast: listed[number]! < all }],
  )
}
