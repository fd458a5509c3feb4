import type { Result } from '../../src-shared/base/result.ts'
import type { Rule } from '../../src-shared/contract/findings.ts'
import type { CaseSummary } from '../../src-shared/contract/index.ts'
import type { LogHead } from '../../src-shared/model/examiner-log.ts'
import type { Job } from '../../src-shared/model/job.ts'
import { caseFileWithin } from '../../src-shared/words/evidence.ts'
import type { StartExport } from '../handover/export/threads/export-threads.ts'
import type { StartReaders } from '../ingest/read-pool.ts'
import type { ReportBug } from '../runtime/report-bug.ts'
import type { Case } from './case.ts'
import type { CaseDatabase } from './database.ts'
import { whyNotOpened, whyNotWritten } from './evidence-guard.ts'
import type { ReadFields } from './field-columns.ts'
import { Jobs } from './jobs.ts'
import { LookingUp, type LookUp } from './looking-up.ts'
import type { SearchFiles } from './record-searches.ts'

/** What is told without being asked. */
export interface CaseNews {
  readonly onJob: (job: Job) => void
  /** The case that is open now, or was told before and has grown; null when it was closed. */
  readonly onCase: (summary: CaseSummary | null) => void
  /** The open case gives way to another: its case file takes lines until this resolves. Left out where nobody writes any. */
  readonly beforeLeft?: () => Promise<void>
  readonly reportBug: ReportBug
}

/** Makes a PDF of a page. Each host has a way of its own; where it has none, the failure says what to do instead. */
export type PrintPdf = (html: string, signal: AbortSignal) => Promise<Result<Uint8Array>>

/** What a case is made with: handed in, as all of it runs in threads of its own. */
export interface CaseParts {
  readonly startReaders: StartReaders
  readonly startDatabase: () => CaseDatabase
  readonly searchFiles: SearchFiles
  readonly readFields: ReadFields
  readonly startExport: StartExport
  readonly lookUp: LookUp
  /** Of Trailproof: what an export was written with. */
  readonly version: string
  /** Every rule, the gravest first: a report names those that found nothing. */
  readonly loadRules: () => Promise<readonly Rule[]>
  readonly printPdf: PrintPdf
}

/** Where the open case is, if there is one, and the jobs on it. At most one case is open. */
export class CaseRoom {
  readonly jobs: Jobs
  /** Keys whose fingerprints the user has compared with AWS; of no case in particular. */
  #confirmed: ReadonlySet<string> = new Set()
  #current: Case | null = null
  /** Files of the user that addresses are looked up in; of no case in particular. */
  readonly lookingUp: LookingUp
  /** Paths that a job opens or adds: evidence from the moment that they are named. */
  beingOpened: readonly string[] = []
  /** The file that an export is being written to; null where none is. */
  writingTo: string | null = null
  /** The end of the examiner log of the open case, as it was last told; null where none is kept. */
  examinerLog: LogHead | null = null
  examinerLogFile: string | null = null

  constructor(
    readonly parts: CaseParts,
    readonly news: CaseNews,
  ) {
    this.jobs = new Jobs(news.onJob, news.reportBug)
    this.lookingUp = new LookingUp(parts.lookUp)
  }

  get current(): Case | null {
    return this.#current
  }

  /** Why the file must not be written, a sentence; null where it lies outside of all evidence. */
  whyNotWritten(file: string): string | null {
    return whyNotWritten(file, [...(this.#current?.summary.paths ?? []), ...this.beingOpened])
  }

  /** Why the paths must not be opened now, a sentence; null where nothing is being written under them. */
  whyNotOpened(paths: readonly string[]): string | null {
    return whyNotOpened(this.writingTo, paths)
  }

  /** Why the paths must not become evidence of the open case, a sentence; null where its case file lies outside of them. */
  whyNotAdded(paths: readonly string[]): string | null {
    return whyNotOpened(this.#current?.file?.path ?? null, paths, caseFileWithin)
  }

  get confirmed(): ReadonlySet<string> {
    return this.#confirmed
  }

  /** What rests on the keys is told anew where a case is open. */
  async confirm(fingerprints: ReadonlySet<string>): Promise<void> {
    this.#confirmed = fingerprints
    if (this.#current?.confirm(fingerprints)) await this.show(this.#current)
  }

  /** Tells anew what is known of a case, if it is the open one. */
  async tellAgain(opened: Case): Promise<void> {
    if (this.#current === opened) await this.show(opened)
  }

  /** To be called before another case takes the place of the open one, or its case file is closed. */
  async leave(): Promise<void> {
    if (this.#current?.file != null) await this.news.beforeLeft?.()
  }

  /** Makes it the open case, if it is not, and tells what is known of it by now. The case before it ends. */
  async show(next: Case | null): Promise<void> {
    const before = this.#current
    this.#current = next
    this.news.onCase(next?.summary ?? null)
    if (before === next) return
    this.examinerLog = null
    this.examinerLogFile = null
    await before?.end()
  }
}
