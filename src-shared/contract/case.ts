import type { UtcMs } from '../base/time.ts'
import type { CaseFileState } from '../model/case-file.ts'
import type { FileKind } from '../model/event.ts'
import type { UsedKey } from '../model/examiner-log.ts'
import type { AbsenceCounts } from '../model/explanation.ts'
import type { Doubt, IntegrityCounts, LogVerdict, Outcome } from '../model/integrity.ts'
import type { JobId } from '../model/job.ts'
import type { NotRead } from '../model/not-read.ts'
import { answers, type Call } from './call.ts'

/** The life of the case, and of its jobs. */
export const caseCalls = {
  /** Opens files and folders as one case in place of the open one. */
  openCase: {
    answeredBy: 'case',
    takes: { paths: 'paths', trust: 'trust' },
    needs: [],
    answers: answers<JobId, 'unreadable' | 'busy'>(),
  },
  /**
   * Opens files and folders beside those of the open case. It stays open as it is until they are read and judged, and
   * when that is cancelled or fails; then it is the case that opening all at once gives, under its old id.
   */
  addToCase: {
    answeredBy: 'case',
    takes: { paths: 'paths' },
    needs: ['events'],
    answers: answers<JobId, 'unreadable' | 'busy'>(),
  },
  closeCase: { answeredBy: 'case', takes: null, needs: [], answers: answers<void>() },
  cancelJob: { answeredBy: 'case', takes: { jobId: 'jobId' }, needs: [], answers: answers<void>() },
} as const satisfies Readonly<Record<string, Call>>

/** What is told of a case as soon as its events are in order, and what once its files are judged, too. */
export type CaseSummary = SummaryBeingJudged | JudgedSummary

/** Its files are still being verified: nothing can be said about what is proven. */
export interface SummaryBeingJudged extends CaseFacts {
  readonly isBeingJudged: true
}

/** A case whose opening was cancelled is no longer being judged, and counts nothing as anything. */
export interface JudgedSummary extends CaseFacts {
  readonly isBeingJudged: false
  readonly integrity: IntegrityCounts
  readonly proof: ProofSummary
  /** Events by the verdict of the log file that holds them. */
  readonly eventsByVerdict: Readonly<Record<LogVerdict['status'], number>>
}

/** What the verdicts come to, beside the counts of files. */
export interface ProofSummary {
  readonly outcome: Outcome
  readonly doubts: readonly Pick<Doubt, 'code'>[]
  readonly absences: AbsenceCounts
  /** The public keys that verified signatures. */
  readonly keys: readonly UsedKey[]
}

/** Balanced counts of a case: `records = events + duplicates + unparsed`. */
export interface CaseFacts {
  readonly id: string
  readonly title: string
  readonly paths: readonly string[]
  /** Those of the paths that are key lists given apart from the evidence. */
  readonly keyPaths: readonly string[]
  /** Keys found in the evidence are trusted without a comparison: `--trust-keys-in-evidence`. */
  readonly acceptsEvidence: boolean
  /** Left out where the case is in no case file. */
  readonly caseFile?: CaseFileState
  /** True when the job that opened it was cancelled or hit a limit: numbers are of what was read until then. */
  readonly partial: boolean
  readonly partialReason: string | null
  readonly records: number
  readonly events: number
  readonly uniqueEventIds: number
  readonly duplicates: number
  /** Events whose copies differ in content. */
  readonly conflicting: number
  /** Events whose eventID identifies nothing: it is empty, absent or no UUID. */
  readonly withoutEventId: number
  readonly unparsed: number
  readonly errorEvents: number
  readonly firstEventTime: UtcMs | null
  readonly lastEventTime: UtcMs | null
  /** Events whose eventTime is absent or not in CloudTrail's form, `timesConverted` among them. */
  readonly eventsWithoutTime: number
  /** Events whose eventTime could be read all the same, as UTC: the others are in no range of time. */
  readonly timesConverted: number
  readonly files: Readonly<Record<FileKind, number>>
  readonly filesWithProblems: number
  /** What no number here counts, though it lies under the opened folders. */
  readonly notRead: NotRead
  readonly inflatedBytes: number
  readonly timings: Readonly<Record<string, number>>
  readonly peakRssBytes: number
}
