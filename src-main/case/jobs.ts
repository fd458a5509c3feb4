import { randomUUID } from 'node:crypto'
import { RemainingTime } from '../../src-shared/base/remaining-time.ts'
import { begun, type Job, type JobId, type WrittenFile } from '../../src-shared/model/job.ts'
import type { ReportBug } from '../runtime/report-bug.ts'
import { ThreadDeath } from '../runtime/thread-death.ts'
import { CaseClosed } from './closed.ts'

/** A running job is told about no more often than that, milliseconds. */
const tellEveryMs = 100
/** Ended jobs that a window opened later is still told about. */
const endedKept = 20

type Progress = Pick<Job, 'stage' | 'filesDone' | 'filesTotal' | 'bytesDone' | 'bytesTotal' | 'events'>

/** Fetching is no work of a case. */
type CaseJob = Exclude<Job['kind'], 'fetch'>

const firstStage = {
  open: 'discovering',
  add: 'discovering',
  export: 'exporting',
  save: 'saving',
  check: 'checking',
  search: 'searching',
  fields: 'reading-fields',
  sigma: 'detecting',
  enrich: 'looking-up',
} as const

/** How a job ended. */
export interface Ending {
  readonly state: 'done' | 'cancelled' | 'failed'
  readonly message: string | null
  readonly nothingFound?: boolean
  readonly written?: readonly WrittenFile[]
}

/** `written`: by an export. */
export const done = (message: string | null = null, written?: readonly WrittenFile[]): Ending => ({
  state: 'done',
  message,
  ...(written !== undefined && { written }),
})
export const cancelled: Ending = { state: 'cancelled', message: null }
export const failed = (message: string): Ending => ({ state: 'failed', message })

/** Resolves when it is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}

/** A job as it runs: told about now and then, ended once. */
export class RunningJob {
  readonly abort = new AbortController()
  private over: () => void = () => {}
  /** Resolves when it has ended, in whatever way. */
  readonly ended = new Promise<void>((resolve) => {
    this.over = resolve
  })
  private readonly started = performance.now()
  private lastTold = Number.NEGATIVE_INFINITY
  private last: Job

  constructor(
    kind: CaseJob,
    title: string,
    private readonly tell: (job: Job) => void,
  ) {
    this.last = {
      id: randomUUID() as string as JobId,
      kind,
      title,
      stage: firstStage[kind],
      ...begun,
    }
    tell(this.last)
  }

  get signal(): AbortSignal {
    return this.abort.signal
  }

  get id(): JobId {
    return this.last.id
  }

  get snapshot(): Job {
    return this.last
  }

  report(progress: Partial<Progress>): void {
    const elapsedMs = performance.now() - this.started
    const next = { ...this.last, ...progress, elapsedMs }
    this.last = { ...next, remainingMs: this.remaining(next) }
    const stageBegins = progress.stage !== undefined && progress.stage !== this.toldStage
    if (elapsedMs - this.lastTold < tellEveryMs && !stageBegins) return
    this.lastTold = elapsedMs
    this.toldStage = this.last.stage
    this.tell(this.last)
  }
  private toldStage: Job['stage'] | null = null

  /** Milliseconds that the stage still takes, of one whose bytes take equally long; null until enough is done to tell. */
  private remaining({ stage, bytesDone, bytesTotal, elapsedMs }: Job): number | null {
    if (!timedStages.includes(stage) || bytesTotal === 0) return null
    if (this.timed?.stage !== stage) this.timed = { stage, time: new RemainingTime(elapsedMs, bytesDone) }
    return this.timed.time.at(elapsedMs, bytesDone, bytesTotal)
  }
  /** Of the stage that runs: what came before, and waiting for other jobs, takes no part. */
  private timed: { readonly stage: Job['stage']; readonly time: RemainingTime } | null = null

  end({ state, message, nothingFound = false, written }: Ending): void {
    this.last = {
      ...this.last,
      state,
      message,
      nothingFound,
      ...(written !== undefined && { written }),
      elapsedMs: performance.now() - this.started,
      remainingMs: null,
    }
    this.tell(this.last)
    this.over()
  }
}

/** Those whose bytes take equally long. */
const timedStages: readonly Job['stage'][] = ['reading', 'searching', 'reading-fields']

/** The jobs of a case, and the last of those that have ended. */
export class Jobs {
  private readonly all = new Map<JobId, RunningJob>()

  constructor(
    private readonly tell: (job: Job) => void,
    private readonly reportBug: ReportBug,
  ) {}

  start(kind: CaseJob, title: string): RunningJob {
    const job = new RunningJob(kind, title, this.tell)
    this.all.set(job.id, job)
    const ended = [...this.all.values()].filter(({ snapshot }) => snapshot.state !== 'running')
    for (const { id } of ended.slice(0, -endedKept)) this.all.delete(id)
    return job
  }

  /** Does the work of a job, which ends in exactly one of done, cancelled and failed. Never rejects. */
  async run(job: RunningJob, work: () => Promise<Ending>): Promise<void> {
    let ending: Ending
    try {
      ending = await work()
    } catch (error) {
      ending = this.endingOf(job, error)
    }
    job.end(ending)
  }

  /** What was thrown as work of the job was done. A bug is reported with its stack. */
  endingOf({ signal, snapshot }: RunningJob, error: unknown): Ending {
    const isExpected = error instanceof ThreadDeath || error instanceof CaseClosed
    if (signal.aborted && (error === signal.reason || isExpected || isAbort(error))) return cancelled
    if (error instanceof ThreadDeath) return failed(`A thread ended before its work was done: ${error.message}.`)
    if (isExpected) return failed(error.message)
    this.reportBug(`the job “${snapshot.title}”`, error)
    return failed(bugSentence(error))
  }

  running(kind: CaseJob): RunningJob | undefined {
    return [...this.all.values()].find(({ snapshot }) => snapshot.kind === kind && snapshot.state === 'running')
  }

  cancel(id: JobId): void {
    this.all.get(id)?.abort.abort()
  }

  /** Cancels all that run, for that reason, and waits until they have ended and put their things away. */
  async cancelAll(reason: unknown): Promise<void> {
    const running = [...this.all.values()].filter(({ snapshot }) => snapshot.state === 'running')
    for (const { abort } of running) abort.abort(reason)
    await Promise.all(running.map(({ ended }) => ended))
  }
}

/** What Node throws from calls of its own that are aborted. */
const isAbort = (error: unknown) => error instanceof Error && error.name === 'AbortError'

function bugSentence(error: unknown): string {
  const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
  return `This is a defect of Trailproof, please report it: ${first}`
}
