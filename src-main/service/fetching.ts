import { fail, ok, type Result } from '../../src-shared/base/result.ts'
import type { FetchForm } from '../../src-shared/contract/index.ts'
import {
  type FetchProgress,
  type FetchReport,
  type FetchRequest,
  usualFollowMs,
} from '../../src-shared/model/acquisition.ts'
import { begun, type Job, type JobId } from '../../src-shared/model/job.ts'
import { fetchTitle } from '../../src-shared/words/acquisition.ts'
import { readS3Place, s3Address } from '../../src-shared/words/s3-place.ts'
import type { Engine } from '../engine/engine.ts'
import type { ReportBug } from '../runtime/report-bug.ts'
import type { IsWithin } from './state-file.ts'

/** Fetches, or lists only, to its end. Handed in, as it runs in a thread that loads the AWS SDK. */
export type RunFetch = (
  request: FetchRequest,
  isPlan: boolean,
  signal: AbortSignal,
  onProgress: (progress: FetchProgress) => void,
) => Promise<Result<FetchReport>>

/** What a window has fetched: one job at a time, and how the last one ended. */
export class Fetching {
  #job: Job | null = null
  #abort = new AbortController()
  #report: FetchReport | null = null
  #ended: Promise<void> = Promise.resolve()
  #opened: () => readonly string[] = () => []
  readonly #listeners = new Set<(job: Job) => void>()

  constructor(
    private readonly runFetch: RunFetch,
    private readonly isWithin: IsWithin,
    private readonly reportBug: ReportBug,
  ) {}

  start(form: FetchForm, isPlan: boolean): Result<JobId, 'busy' | 'no-address' | 'is-open'> {
    const request = requestOf(form)
    if (request === null) return fail('no-address', `“${form.address}” is no address such as s3://bucket/prefix`)
    if (this.#job?.state === 'running') return fail('busy', 'Another fetch is running. Cancel it first.')
    if (!isPlan && this.isWithin(form.folder, this.#opened()))
      return fail('is-open', `${form.folder} lies in the open case, which is never written to. Close the case first.`)
    const id = crypto.randomUUID() as string as JobId
    this.#abort = new AbortController()
    this.#report = null
    this.#tell({ ...begun, kind: 'fetch', stage: 'listing', id, title: fetchTitle(s3Address(request.source), isPlan) })
    this.#ended = this.#run(request, isPlan)
    return ok(id)
  }

  async #run(request: FetchRequest, isPlan: boolean): Promise<void> {
    const startedAt = performance.now()
    const { signal } = this.#abort
    const end = (state: Job['state'], message: string | null) =>
      this.#tell({ ...this.#job!, state, message, remainingMs: null, elapsedMs: performance.now() - startedAt })
    try {
      const result = await this.runFetch(request, isPlan, signal, (progress) =>
        this.#tell({ ...this.#job!, ...jobProgress(progress), elapsedMs: performance.now() - startedAt }),
      )
      if (!result.ok) return end('failed', result.message)
      this.#report = result.value
      end(result.value.ending === 'interrupted' ? 'cancelled' : 'done', null)
    } catch (error) {
      if (signal.aborted) return end('cancelled', null)
      this.reportBug(this.#job!.title, error)
      end('failed', error instanceof Error ? error.message : String(error))
    }
  }

  #tell(job: Job): void {
    this.#job = job
    for (const listener of this.#listeners) listener(job)
  }

  reportOf(id: JobId): FetchReport | null {
    return this.#job?.id === id ? this.#report : null
  }

  /** The same engine, among whose jobs is the one that fetches. */
  beside(engine: Engine): Engine {
    this.#opened = () => engine.summary()?.paths ?? []
    return {
      ...engine,
      jobs: () => [...engine.jobs(), ...(this.#job === null ? [] : [this.#job])],
      onJob: (listener) => {
        const endEngine = engine.onJob(listener)
        this.#listeners.add(listener)
        return () => {
          endEngine()
          this.#listeners.delete(listener)
        }
      },
      cancelJob: async (input) => {
        if (input.jobId !== this.#job?.id) return engine.cancelJob(input)
        this.#abort.abort()
        return ok(undefined)
      },
      dispose: () => {
        this.#abort.abort()
        return this.#job?.state === 'running' ? this.#ended.then(() => engine.dispose()) : engine.dispose()
      },
    }
  }
}

/** Bytes are known of what is fetched only. */
const jobProgress = ({ stage, objectsDone, objectsTotal, bytesDone, bytesTotal, remainingMs }: FetchProgress) => ({
  stage,
  filesDone: objectsDone,
  filesTotal: objectsTotal ?? 0,
  bytesDone: stage === 'fetching' ? bytesDone : 0,
  bytesTotal: stage === 'fetching' ? bytesTotal : 0,
  remainingMs,
})

function requestOf({
  address,
  folder,
  from,
  until,
  profile,
  endpoint,
  bucketRegion,
  requesterPays,
  versions,
  follow,
  queue,
  ...only
}: FetchForm): FetchRequest | null {
  const source = readS3Place(address.trim())
  if (source === null) return null
  return {
    source,
    folder,
    range: { from, until },
    ...only,
    versions,
    publicKeys: true,
    followMs: follow ? usualFollowMs : null,
    queue,
    connection: { profile, region: bucketRegion, endpoint, requesterPays },
    given: ['window', s3Address(source)],
  }
}
