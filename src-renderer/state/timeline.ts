import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { filterColumns, type ValueColumn } from '../../src-shared/filter/columns.ts'
import { keptInBrowser } from './kept.ts'

interface TimelineState {
  /** What the bars are parted by. */
  readonly column: ValueColumn
  readonly axis: 'linear' | 'log'
  /** Bars of all events behind those that the filter shows. */
  readonly showsAll: boolean
  /** As a table in place of the picture. */
  readonly asTable: boolean
}

/** How the timeline is drawn. Lives longer than the window. */
export const useTimeline = create<TimelineState>()(
  persist<TimelineState>(() => ({ column: 'isError', axis: 'linear', showsAll: false, asTable: false }), {
    name: 'trailproof-timeline',
    version: 1,
    storage: keptInBrowser(),
    merge: (kept, fresh) => {
      const saved = { ...fresh, ...(kept as Partial<TimelineState> | undefined) }
      // A path is not kept: it would have every case read from its files, whether or not its records have it.
      return filterColumns.some((column) => column === saved.column) ? saved : { ...saved, column: fresh.column }
    },
  }),
)

export const setTimeline = (changed: Partial<TimelineState>) => useTimeline.setState(changed)
