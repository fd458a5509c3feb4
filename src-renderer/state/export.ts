import { create } from 'zustand'
import type { SqlAsked } from '../../src-shared/contract/index.ts'
import type { ReportKind } from '../../src-shared/model/report.ts'

/** What the export dialog writes: the events that the filter shows, all rows of a query, or a report. */
export type Exported =
  | { readonly kind: 'events' }
  | { readonly kind: 'result'; readonly query: SqlAsked }
  | { readonly kind: 'report'; readonly report: ReportKind }

/** What the export dialog is shown for; null while it is not. */
export const useExport = create<{ readonly shown: Exported | null }>(() => ({ shown: null }))

export const showExport = () => useExport.setState({ shown: { kind: 'events' } })
export const showResultExport = (query: SqlAsked) => useExport.setState({ shown: { kind: 'result', query } })
export const showReport = (report: ReportKind) => useExport.setState({ shown: { kind: 'report', report } })
export const hideExport = () => useExport.setState({ shown: null })
