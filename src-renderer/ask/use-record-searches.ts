import { useMemo } from 'react'
import type { RecordSearch } from '../../src-shared/contract/index.ts'
import { alsoInRecords, recordTexts, textsInColumns } from '../../src-shared/filter/asks.ts'
import type { Filter } from '../../src-shared/filter/model.ts'
import { useCase } from '../state/case.ts'
import { useQuery } from './use-query.ts'

const none: readonly RecordSearch[] = []

/** How far the searches have come for what the filter looks for in records; empty where it looks for nothing there. */
export function useRecordSearches(filter: Filter): readonly RecordSearch[] {
  const texts = recordTexts(filter)
  const query = useQuery('recordSearches', { filter }, texts.length > 0)
  const told = query.state === 'ready' && texts.length > 0 ? query.value : none
  const shown = told.filter(({ text }) => texts.includes(text))
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same answer is the same list
  return useMemo(() => shown, [JSON.stringify(shown)])
}

/** Whether events that hold a text may be missing from what is shown. */
export const isPartial = (searches: readonly RecordSearch[]): boolean =>
  searches.some(({ state, filesNotSearched }) => state !== 'done' || filesNotSearched > 0)

/** Cases up to this many events have their records searched for free text without being asked to: a matter of seconds. */
const eventsSearchedUnasked = 200_000

/** The filter with its free texts looked for in records, too, where these are searched without being asked to. */
export function useSearchedFilter(filter: Filter): Filter {
  const isSmall = useCase((state) => (state.summary?.events ?? 0) <= eventsSearchedUnasked)
  return useMemo(
    () => (isSmall && textsInColumns(filter).length > 0 ? alsoInRecords(filter) : filter),
    [isSmall, filter],
  )
}

/** What looking in records, too, would add to the events of a filter with free text. */
export type MoreInRecords =
  | { readonly state: 'not-searched' | 'searching' | 'partial' }
  | { readonly state: 'known'; readonly events: number }

/** Null where the filter has no free text that is looked for in columns only. `events`: how many it leaves. */
export function useMoreInRecords(filter: Filter, events: number): MoreInRecords | null {
  const searched = useSearchedFilter(filter)
  const searches = useRecordSearches(searched)
  const isSearched = searched !== filter && searches.length > 0 && !isPartial(searches)
  const sort = { column: 'eventTime', descending: false } as const
  const count = useQuery('events', { filter: searched, sort, columns: [], offset: 0, limit: 1 }, isSearched)
  if (textsInColumns(filter).length === 0) return null
  if (searched === filter) return { state: 'not-searched' }
  if (searches.length === 0 || searches.some(({ state }) => state === 'running')) return { state: 'searching' }
  if (isPartial(searches)) return { state: 'partial' }
  if (count.state !== 'ready' || count.refreshing) return { state: 'searching' }
  return { state: 'known', events: Math.max(0, count.value.total - events) }
}
