import { create } from 'zustand'
import type { SqlAsked } from '../../src-shared/contract/index.ts'
import type { Filter } from '../../src-shared/filter/model.ts'
import type { Row } from '../../src-shared/model/event.ts'
import type { ReportKind } from '../../src-shared/model/report.ts'

/** Events that are written: what the filter bar shows, what another filter shows, or rows of the grid. */
export type ExportedEvents =
  | { readonly of: 'shown' }
  /** `whose` names them, such as `the finding “…”`. */
  | { readonly of: 'filter'; readonly filter: Filter; readonly whose: string }
  | { readonly of: 'rows'; readonly rows: readonly Row[] }

/** What the export dialog writes: events, all rows of a query, all findings, a bundle of what the filter shows, or a report. */
export type Exported =
  | { readonly kind: 'events'; readonly events: ExportedEvents }
  | { readonly kind: 'result'; readonly query: SqlAsked }
  | { readonly kind: 'findings' }
  | { readonly kind: 'bundle' }
  | { readonly kind: 'report'; readonly report: ReportKind }

/** What the export dialog is shown for; null while it is not. */
export const useExport = create<{ readonly shown: Exported | null }>(() => ({ shown: null }))

const showFor = (events: ExportedEvents) => useExport.setState({ shown: { kind: 'events', events } })

export const showExport = () => showFor({ of: 'shown' })
export const showExportOf = (filter: Filter, whose: string) => showFor({ of: 'filter', filter, whose })
export const showExportOfRows = (rows: readonly Row[]) => showFor({ of: 'rows', rows })
export const showResultExport = (query: SqlAsked) => useExport.setState({ shown: { kind: 'result', query } })
export const showFindingsExport = () => useExport.setState({ shown: { kind: 'findings' } })
export const showBundle = () => useExport.setState({ shown: { kind: 'bundle' } })
export const showReport = (report: ReportKind) => useExport.setState({ shown: { kind: 'report', report } })
export const hideExport = () => useExport.setState({ shown: null })
