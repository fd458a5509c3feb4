import { randomUUID } from 'node:crypto'
import type { Job, JobId } from '../../src-shared/model/job.ts'

/** How often a running job is told about, at most. */
const every = 100
/** Ended jobs that a window opened later is still told about. */
const endedKept = 20

type Told = Pick<Job, 'stage' | 'filesDone' | 'filesTotal' | 'bytesDone' | 'bytesTotal' | 'events'>

const firstStage = { open: 'discovering', add: 'discovering', export: 'exporting', search: 'searching' } as const

/** How a job ended. */
export interface Ending {
  readonly state: 'done' | 'cancelled' | 'failed'
  readonly message: string | null
  readonly nothingFound?: boolean
}

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
    kind: Job['kind'],
    title: string,
    private readonly tell: (job: Job) => void,
  ) {
    this.last = {
      id: randomUUID() as string as JobId,
      kind,
      title,
      state: 'running',
      stage: firstStage[kind],
      filesDone: 0,
      filesTotal: 0,
      bytesDone: 0,
      bytesTotal: 0,
      events: 0,
      elapsedMs: 0,
      remainingMs: null,
      message: null,
    }
    tell(this.last)
  }

  get id(): JobId {
    return this.last.id
  }

  get snapshot(): Job {
    return this.last
  }

  report(told: Partial<Told>): void {
    const elapsedMs = performance.now() - this.started
    const next = { ...this.last, ...told, elapsedMs }
    this.last = { ...next, remainingMs: remaining(next) }
    const stageBegins = told.stage !== undefined && told.stage !== this.toldStage
    if (elapsedMs - this.lastTold < every && !stageBegins) return
    this.lastTold = elapsedMs
    this.toldStage = this.last.stage
    this.tell(this.last)
  }
  private toldStage: Job['stage'] | null = null

  end(state: 'done' | 'cancelled' | 'failed', message: string | null = null, nothingFound = false): void {
    this.last = {
      ...this.last,
      state,
      message,
      nothingFound,
      elapsedMs: performance.now() - this.started,
      remainingMs: null,
    }
    this.tell(this.last)
    this.over()
  }
}

/** From the share of bytes done; null until enough is done to tell. */
function remaining({ stage, bytesDone, bytesTotal, elapsedMs }: Job): number | null {
  if ((stage !== 'reading' && stage !== 'searching') || bytesDone === 0 || elapsedMs < 500) return null
  return (elapsedMs / bytesDone) * (bytesTotal - bytesDone)
}

export class Jobs {
  private readonly all = new Map<JobId, RunningJob>()

  constructor(private readonly tell: (job: Job) => void) {}

  start(kind: Job['kind'], title: string): RunningJob {
    const job = new RunningJob(kind, title, this.tell)
    this.all.set(job.id, job)
    const ended = [...this.all.values()].filter(({ snapshot }) => snapshot.state !== 'running')
    for (const { id } of ended.slice(0, -endedKept)) this.all.delete(id)
    return job
  }

  running(kind: Job['kind']): RunningJob | undefined {
    return [...this.all.values()].find(({ snapshot }) => snapshot.kind === kind && snapshot.state === 'running')
  }

  cancel(id: JobId): void {
    this.all.get(id)?.abort.abort()
  }

  /** Cancels what runs, for that reason, and waits until it has ended and put its things away. */
  async cancelAll(reason: unknown): Promise<void> {
    const running = [...this.all.values()].filter(({ snapshot }) => snapshot.state === 'running')
    for (const { abort } of running) abort.abort(reason)
    await Promise.all(running.map(({ ended }) => ended))
  }
}
