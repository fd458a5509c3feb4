import { create } from 'zustand'
import type { TimeRange } from '../../src-shared/base/time.ts'
import type { Sort } from '../../src-shared/contract/index.ts'
import {
  alsoInRecords,
  type Choice,
  type ColumnValue,
  hasPart,
  isSame,
  narrowedBy,
  oppositePart,
  withoutLastPart,
  withoutPart,
  withoutValue,
  withPart,
  withPartReplaced,
  withRange,
  withValue,
  withValueToggled,
} from '../../src-shared/filter/asks.ts'
import type { ConditionColumn, ValueColumn } from '../../src-shared/filter/columns.ts'
import { everything, type Filter, normalized, type Where } from '../../src-shared/filter/model.ts'
import type { FilterReading } from '../../src-shared/filter/text.ts'

interface FilterState {
  readonly filter: Filter
  /** Parts that are switched off: nothing answers to them until they are switched on again. */
  readonly setAside: readonly Where[]
  readonly sort: Sort
  /** How what was typed last was read, each a sentence; none once the filter changes otherwise. */
  readonly notes: readonly string[]
}

/** What the analyst asks to see: the timeline, the grid and every facet answer to it. Lives as long as the case. */
export const useFilter = create<FilterState>(() => ({
  filter: everything,
  setAside: [],
  sort: { column: 'eventTime', descending: false },
  notes: [],
}))

/** In place of all that was asked for, what was switched off, too. */
export const setFilter = (filter: Filter, notes: readonly string[] = []) =>
  useFilter.setState({ filter, setAside: [], notes })

const change = (made: (filter: Filter) => Filter, notes: readonly string[] = []) =>
  useFilter.setState(({ filter }) => ({ filter: made(filter), notes }))

export const clearFilter = () => setFilter(everything)
export const zoomTo = (range: TimeRange | null) => change((filter) => withRange(filter, range))

/** Adds what was typed: conditions and groups; its time and its free text take the place of those in force. */
export const narrowTo = ({ filter, notes }: FilterReading) => change((before) => narrowedBy(before, filter), notes)

/** Looks for the free texts of the filter in the original records, too. */
export const searchRecordsToo = () => change(alsoInRecords)

export const addPart = (part: Where, notes: readonly string[] = []) => change((filter) => withPart(filter, part), notes)
export const removePart = (part: Where) => change((filter) => withoutPart(filter, part))
export const removeLastPart = () => change(withoutLastPart)
export const replacePart = (before: Where, after: Where) => change((filter) => withPartReplaced(filter, before, after))

/** In place of a part its opposite: by the operator where there is one, else by NOT. */
export const negatePart = (part: Where) =>
  change((filter) => normalized(withPartReplaced(filter, part, oppositePart(part))))

/** In place of a part that was edited as text: all that was typed, at the end of the others. */
export const rewritePart = (before: Where, { filter, notes }: FilterReading) =>
  change((held) => narrowedBy(withoutPart(held, before), filter), notes)

/** Leaves a part of the filter in sight, but out of force. */
export const switchOff = (part: Where) =>
  useFilter.setState(({ filter, setAside }) => ({
    filter: withoutPart(filter, part),
    setAside: [...setAside.filter((held) => !isSame(held, part)), part],
    notes: [],
  }))
export const switchOn = (part: Where) => {
  forgetSetAside(part)
  addPart(part)
}
export const forgetSetAside = (part: Where) =>
  useFilter.setState(({ setAside }) => ({ setAside: setAside.filter((held) => !isSame(held, part)) }))

export const togglePart = (part: Where) =>
  change((filter) => (hasPart(filter, part) ? withoutPart(filter, part) : withPart(filter, part)))

/**
 * Adds a value to what a column may be, or may not be. `column is a` and then b becomes `column is a or b`; a value
 * already there is taken out again.
 */
export const toggleValue = (column: ConditionColumn, choice: Choice, value: string | null) =>
  change((filter) => withValueToggled(filter, { column, value }, choice))

/** `is`: with the value among those shown. `isNot`: without the events that have it. */
export const chooseValue = (of: ColumnValue, choice: Choice) => change((filter) => withValue(filter, of, choice))
export const releaseValue = (of: ColumnValue, choice: Choice) => change((filter) => withoutValue(filter, of, choice))

/** The earliest first, as going along time needs it. */
export const sortByTime = () => useFilter.setState({ sort: { column: 'eventTime', descending: false } })

/** Sorts by the column, turns the order where it already does. */
export const sortBy = (column: ValueColumn) =>
  useFilter.setState(({ sort }) => ({
    sort: { column, descending: sort.column === column ? !sort.descending : false },
  }))
