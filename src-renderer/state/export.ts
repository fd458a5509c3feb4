import { create } from 'zustand'
import type { SqlAsked } from '../../src-shared/contract/index.ts'

/** What the export dialog writes: the events that the filter shows, or all rows of a query. */
export type Exported = { readonly kind: 'events' } | { readonly kind: 'result'; readonly query: SqlAsked }

/** What the export dialog is shown for; null while it is not. */
export const useExport = create<{ readonly shown: Exported | null }>(() => ({ shown: null }))

export const showExport = () => useExport.setState({ shown: { kind: 'events' } })
export const showResultExport = (query: SqlAsked) => useExport.setState({ shown: { kind: 'result', query } })
export const hideExport = () => useExport.setState({ shown: null })
