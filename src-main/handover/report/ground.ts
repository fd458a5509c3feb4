import type { UtcMs } from '../../../src-shared/base/time.ts'
import type { Anomalies } from '../../../src-shared/contract/anomalies.ts'
import type { Finding, Rule } from '../../../src-shared/contract/findings.ts'
import type { Incident } from '../../../src-shared/contract/incidents.ts'
import type { CaseSummary, SessionChain } from '../../../src-shared/contract/index.ts'
import type { Filter } from '../../../src-shared/filter/model.ts'
import type { AlarmRun } from '../../../src-shared/model/alarm.ts'
import type { Row, SourceFile } from '../../../src-shared/model/event.ts'
import type { LogHead } from '../../../src-shared/model/examiner-log.ts'
import type { AbsenceCounts, Explanations } from '../../../src-shared/model/explanation.ts'
import type { IntegrityReport } from '../../../src-shared/model/integrity.ts'
import type { Coverage, Ledger } from '../../../src-shared/model/ledger.ts'
import type { EventProof } from '../../../src-shared/model/proof.ts'
import type { ReportAlarm, ReportForm } from '../../../src-shared/model/report.ts'

/** Work of a report in short steps, so that the thread answers other questions in between. */
export type ReportSteps<T> = Generator<undefined, T>

/** What every report is made from. */
export interface ReportGround {
  readonly form: ReportForm
  readonly summary: CaseSummary
  /** Of the range of the form, where it has one; null where nothing was verified. */
  readonly report: IntegrityReport | null
  readonly absences: AbsenceCounts
  /** Of the time told; null where nothing was verified. */
  readonly coverage: Omit<Coverage, 'unprovenEvents'> | null
  readonly sources: readonly SourceFile[]
  /** When reading of the case began. */
  readonly readAt: UtcMs
  readonly madeAt: UtcMs
  readonly version: string
  /** Of the case, when the report was made; null where none is kept. */
  readonly examinerLog: LogHead | null
}

/** What an integrity certificate is made from, besides. */
export interface CertificateGround extends ReportGround {
  /** Of the case. */
  readonly ledger: Ledger
  /** Those that the range touches; at most 1,000 of `total`. */
  readonly explanations: Explanations
}

/** An event that the analyst keeps, by its row; null where the case does not hold it. */
export interface KeptEvent {
  readonly row: Row | null
  readonly name: string
  readonly note: string
  readonly tags: readonly string[]
}

/** What is told of an event, its record read again from its file. */
export interface ToldEvent {
  readonly eventID: string | null
  readonly time: UtcMs | null
  readonly eventName: string
  readonly eventSource: string
  readonly actor: string | null
  readonly address: string | null
  readonly account: string | null
  readonly region: string | null
  readonly error: string | null
  /** A sentence of what it did; null where its record was not read. */
  readonly summary: string | null
  readonly file: string
  readonly sha256: string
  readonly index: number
  readonly offset: number
  readonly length: number
  readonly isMade: boolean
  readonly text: string | null
  /** Why its record was not read, a whole sentence. */
  readonly problem: string | null
  /** Null where nothing was verified. */
  readonly proof: EventProof | null
}

/** A resource that calls name, and how many of them do. */
export interface NamedResource {
  readonly account: string
  readonly resource: string
  events: number
}

/** What a call names, by its record; where that cannot be read, the ARNs that were kept of it. */
export interface WrittenCall {
  readonly account: string
  readonly resources: readonly string[]
  /** Why its record was not read, a whole sentence. */
  readonly problem: string | null
}

/** An alarm with what came of it. */
export interface ToldAlarm extends ReportAlarm {
  readonly run: AlarmRun | null
  /** Why it was not computed, a sentence; null where it was. */
  readonly problem: string | null
}

/** What an incident report is made from, besides. */
export interface IncidentGround extends ReportGround {
  /** All of the case. */
  readonly incidents: readonly Incident[]
  readonly findings: readonly Finding[]
  readonly rules: readonly Rule[]
  /** Null where the section is left out. */
  readonly anomalies: Anomalies | null
  readonly alarms: readonly ToldAlarm[] | null
  /** In order of time. */
  readonly kept: readonly KeptEvent[]
  readonly eventOf: (row: Row) => ToldEvent
  /** The chain of a session by its name. */
  readonly chainOf: (session: string) => SessionChain | null
  /** Successful calls among the events of the filter that do not only read, by row. */
  readonly writesOf: (filter: Filter) => readonly Row[]
  readonly writtenBy: (row: Row) => WrittenCall
}
