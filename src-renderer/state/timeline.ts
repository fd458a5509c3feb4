import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { CaseView } from '../../src-shared/contract/case-view.ts'
import { filterColumns } from '../../src-shared/filter/columns.ts'
import { keepForNextStart, keptHere, keptInBrowser } from './kept.ts'

type TimelineState = CaseView['timeline']

/** How the timeline is drawn. Lives longer than the window. */
export const useTimeline = create<TimelineState>()(
  persist<TimelineState>(() => ({ column: 'isError', axis: 'linear', showsAll: false, asTable: false }), {
    name: 'trailproof-timeline',
    version: 1,
    storage: keptInBrowser(),
    partialize: keptHere('trailproof-timeline'),
    merge: (kept, fresh) => {
      const saved = { ...fresh, ...(kept as Partial<TimelineState> | undefined) }
      // A path is not kept: it would have every case read from its files, whether or not its records have it.
      return filterColumns.some((column) => column === saved.column) ? saved : { ...saved, column: fresh.column }
    },
  }),
)
keepForNextStart(useTimeline)

export const setTimeline = (changed: Partial<TimelineState>) => useTimeline.setState(changed)
