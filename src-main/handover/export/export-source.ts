import type { CaseSummary } from '../../../src-shared/contract/index.ts'
import type { LogHead } from '../../../src-shared/model/examiner-log.ts'
import type { AbsenceCounts } from '../../../src-shared/model/explanation.ts'
import type { IntegrityReport } from '../../../src-shared/model/integrity.ts'
import type { Coverage } from '../../../src-shared/model/ledger.ts'
import type { ColumnQuery } from '../../columns/query.ts'
import type { StartExport } from './threads/export-threads.ts'

/** Events whose copies differ in content, by row: those that the filter shows, and those of which it matches a copy alone. */
export interface ExportedConflicts {
  readonly contained: readonly number[]
  readonly leftOut: readonly number[]
}

/** What an export is written from. */
export interface ExportSource {
  readonly query: ColumnQuery
  readonly startExport: StartExport
  /** Null where originals are written. */
  readonly redactionKey: Uint8Array | null
  readonly conflicts: ExportedConflicts
  readonly summary: CaseSummary
  readonly report: IntegrityReport | null
  readonly absences: AbsenceCounts
  /** Of the time that the filter shows; null where nothing was verified. */
  readonly coverage: Coverage | null
  readonly version: string
  /** The end of the examiner log of the case when the export began; null where none is kept. */
  readonly examinerLog: LogHead | null
}
