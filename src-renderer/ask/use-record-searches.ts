import { useMemo } from 'react'
import type { RecordSearch } from '../../src-shared/contract/index.ts'
import { recordTexts } from '../../src-shared/filter/asks.ts'
import type { Filter } from '../../src-shared/filter/model.ts'
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
