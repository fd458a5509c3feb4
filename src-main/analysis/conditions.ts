import type { UtcMs } from '../../src-shared/base/time.ts'
import type { FilterColumn } from '../../src-shared/filter/columns.ts'
import { type Condition, type Filter, filterOf as filterOfParts } from '../../src-shared/filter/model.ts'

/** The condition that a column has this value, or none. */
export const is = (column: FilterColumn, value: string | null): Condition =>
  value === null ? { column, operator: 'isNotSet', values: [] } : { column, operator: 'is', values: [value] }

/** Of events from the first to the last moment, both inside; null for all of the case. */
export const filterOf = (span: readonly [number, number] | null, conditions: readonly Condition[]): Filter =>
  filterOfParts(conditions, span === null ? null : { from: span[0] as UtcMs, until: (span[1] + 1) as UtcMs })
