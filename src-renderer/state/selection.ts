import { create } from 'zustand'
import type { Row } from '../../src-shared/event.ts'

/** The event in the detail pane. Lives as long as the case. */
export const useSelection = create<{ readonly row: Row | null }>(() => ({ row: null }))

export const selectEvent = (row: Row) => useSelection.setState({ row })
export const clearSelection = () => useSelection.setState({ row: null })
