import type { CaseSummary, SqlAsked, SqlTold } from '../../../src-shared/contract/index.ts'
import type { LogHead } from '../../../src-shared/model/examiner-log.ts'
import type { AbsenceCounts } from '../../../src-shared/model/explanation.ts'
import type { IntegrityReport } from '../../../src-shared/model/integrity.ts'
import type { Coverage } from '../../../src-shared/model/ledger.ts'
import type { ResultFormat } from '../../../src-shared/words/export-formats.ts'
import type { Snapshot } from '../../columns/snapshot.ts'
import type { Redactor } from '../redaction/redactor.ts'

/** What the result of a query is written from. */
export interface ResultSource {
  readonly snapshot: Snapshot
  readonly summary: CaseSummary
  readonly report: IntegrityReport | null
  readonly absences: AbsenceCounts
  /** Of the whole case; null where nothing was verified. */
  readonly coverage: Coverage | null
  readonly version: string
  /** The end of the examiner log of the case when the export began; null where none is kept. */
  readonly examinerLog: LogHead | null
  /** Null where originals are written. */
  readonly redactor: Redactor | null
}

export interface ResultQuery extends SqlAsked {
  readonly format: ResultFormat
  readonly file: string
  readonly replaces?: boolean
}

/** EventIDs that are looked up for the manifest; of more, it says that there were more. */
export const mostNamedEvents = 1_000_000

/** A result as it was written. */
export interface WrittenResult extends SqlTold {
  readonly columns: readonly string[]
  readonly rows: number
  /** The distinct values of its columns called eventID. */
  readonly eventIDs: ReadonlySet<string> | 'no column' | 'too many'
}
