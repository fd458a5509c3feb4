import type { UtcMs } from '../../../src-shared/base/time.ts'
import type { FilterColumn } from '../../../src-shared/filter/columns.ts'
import { type Condition, type Filter, filterOf as filterOfParts } from '../../../src-shared/filter/model.ts'
import type { ColumnName } from '../../../src-shared/model/columns.ts'
import type { Rule } from '../../../src-shared/model/finding.ts'
import type { ColumnQuery } from '../../columns/query.ts'
import type { Snapshot, TextData } from '../../columns/snapshot.ts'
import type { Sql } from '../../store/sql.ts'
import type { Principals } from '../principals.ts'

/** What a rule looks at. */
export interface DetectionCase {
  readonly sql: Sql
  readonly snapshot: Snapshot
  readonly query: ColumnQuery
  readonly principals: Principals
}

/** What a rule saw about one subject: a principal, an API, an access key, a file, … */
export interface Hit {
  readonly subject: string
  readonly events: number
  readonly firstSeen: UtcMs | null
  readonly lastSeen: UtcMs | null
  readonly sentence: string
  /** Selects exactly the events counted. The last condition names the subject. */
  readonly filter: Filter
}

export interface DetectionRule {
  readonly about: Rule
  readonly find: (opened: DetectionCase) => readonly Hit[]
}

export function textColumn({ columns }: Snapshot, name: ColumnName): TextData {
  const data = columns[name]
  if (data.type !== 'text') throw new Error(`${name} is no text column`)
  return data
}

/** Times in ascending order; `timed` events have one, those behind have none. */
export function timesOf({ columns, events }: Snapshot): { readonly times: Float64Array; readonly timed: number } {
  const data = columns.eventTime
  if (data.type !== 'time') throw new Error('eventTime is no time column')
  let timed = events
  while (timed > 0 && Number.isNaN(data.values[timed - 1]!)) timed--
  return { times: data.values, timed }
}

/** The condition that a column has this value, or none. */
export const is = (column: FilterColumn, value: string | null): Condition =>
  value === null ? { column, operator: 'isNotSet', values: [] } : { column, operator: 'is', values: [value] }

/** Of events from the first to the last moment, both inside; null for all of the case. */
export const filterOf = (span: readonly [number, number] | null, conditions: readonly Condition[]): Filter =>
  filterOfParts(conditions, span === null ? null : { from: span[0] as UtcMs, until: (span[1] + 1) as UtcMs })
