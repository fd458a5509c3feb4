import { create } from 'zustand'
import type { TimeRange } from '../../src-shared/base/time.ts'
import type { Sort } from '../../src-shared/contract/index.ts'
import { type Condition, everything, type Filter, type FilterColumn } from '../../src-shared/filter/filter.ts'

interface FilterState {
  readonly filter: Filter
  readonly sort: Sort
}

/** What the analyst asks to see: the timeline, the grid and every facet answer to it. Lives as long as the case. */
export const useFilter = create<FilterState>(() => ({
  filter: everything,
  sort: { column: 'eventTime', descending: false },
}))

export const setFilter = (filter: Filter) => useFilter.setState({ filter })

const change = (part: Partial<Filter>) => useFilter.setState(({ filter }) => ({ filter: { ...filter, ...part } }))

export const clearFilter = () => setFilter(everything)
export const zoomTo = (range: TimeRange | null) => change({ range })
export const setText = (text: string) => change({ text })
export const setConditions = (conditions: readonly Condition[]) => change({ conditions })

export const sameCondition = (a: Condition, b: Condition): boolean =>
  a.column === b.column && a.operator === b.operator && a.values.join('\0') === b.values.join('\0')

export const hasCondition = (filter: Filter, condition: Condition): boolean =>
  filter.conditions.some((held) => sameCondition(held, condition))

export function addCondition(condition: Condition) {
  const { filter } = useFilter.getState()
  if (!hasCondition(filter, condition)) setConditions([...filter.conditions, condition])
}

export const removeCondition = (condition: Condition) =>
  setConditions(useFilter.getState().filter.conditions.filter((held) => !sameCondition(held, condition)))

export const toggleCondition = (condition: Condition) =>
  hasCondition(useFilter.getState().filter, condition) ? removeCondition(condition) : addCondition(condition)

export const replaceCondition = (before: Condition, after: Condition) =>
  setConditions(useFilter.getState().filter.conditions.map((held) => (sameCondition(held, before) ? after : held)))

/**
 * Adds a value to what a column may be, or may not be. `column is a` and then b becomes `column is a or b`; a value
 * already there is taken out again.
 */
export function toggleValue(column: FilterColumn, operator: 'is' | 'isNot', value: string) {
  const { conditions } = useFilter.getState().filter
  const held = conditions.find((condition) => condition.column === column && condition.operator === operator)
  if (held === undefined) return addCondition({ column, operator, values: [value] })
  const values = held.values.includes(value) ? held.values.filter((other) => other !== value) : [...held.values, value]
  return values.length === 0 ? removeCondition(held) : replaceCondition(held, { column, operator, values })
}

/** Sorts by the column, turns the order where it already does. */
export const sortBy = (column: FilterColumn) =>
  useFilter.setState(({ sort }) => ({
    sort: { column, descending: sort.column === column ? !sort.descending : false },
  }))
