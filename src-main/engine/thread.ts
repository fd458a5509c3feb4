import { Worker } from 'node:worker_threads'
import { fail } from '../../src-shared/base/result.ts'
import {
  type Answer,
  type CaseCallName,
  type CaseHandlers,
  type CaseSummary,
  caseCallNames,
  type SqlRows,
} from '../../src-shared/contract/index.ts'
import type { Job } from '../../src-shared/model/job.ts'
import type { PrintPdf } from '../case/room.ts'
import { Client } from '../runtime/rpc.ts'
import { ThreadDeath } from '../runtime/thread-death.ts'
import { within } from '../runtime/within.ts'
import { builtWorker } from '../runtime/workers.ts'
import type { CaseService, CaseWorkerData, WorkerMessage } from './case-worker.ts'
import type { Engine } from './engine.ts'
import { PrintingHost } from './printing.ts'

export interface EngineOptions {
  /** The folder of the built workers. */
  readonly workersFolder: string
  /** sql-wasm.wasm of sql.js. */
  readonly wasmPath: string
  readonly version: string
  /** Makes PDFs of reports; each host has a way of its own. */
  readonly printPdf: PrintPdf
}

/** The engine over a worker thread: nothing here waits, computes or keeps more than the last snapshots it was told. */
export function createEngine({ workersFolder, wasmPath, version, printPdf }: EngineOptions): Engine {
  let summary: CaseSummary | null = null
  const jobs = new Map<Job['id'], Job>()
  const jobListeners = new Set<(job: Job) => void>()
  const caseListeners = new Set<(summary: CaseSummary | null) => void>()
  const leavingListeners = new Set<() => Promise<void>>()
  const rowsListeners = new Set<(rows: SqlRows) => void>()

  const changeJob = (job: Job) => {
    jobs.set(job.id, job)
    const ended = [...jobs.values()].filter(({ state }) => state !== 'running')
    for (const { id } of ended.slice(0, -endedJobsKept)) jobs.delete(id)
    for (const listener of jobListeners) listener(job)
  }
  const changeCase = (next: CaseSummary | null) => {
    summary = next
    for (const listener of caseListeners) listener(next)
  }
  const leave = async () => {
    await Promise.allSettled([...leavingListeners].map((listener) => listener()))
    await client.call('left', undefined).catch(() => {})
  }
  const hear = (message: unknown) => {
    if (disposed) return
    const { job, summary, rows, print, leaves } = message as WorkerMessage
    if (print !== undefined) printing.take(print)
    if (job !== undefined) changeJob(job)
    if (summary !== undefined) changeCase(summary)
    if (leaves) void leave()
    if (rows !== undefined) for (const listener of rowsListeners) listener(rows)
  }

  const start = () => {
    const parts: CaseWorkerData = { workersFolder, wasmPath, version }
    const worker = new Worker(builtWorker(workersFolder, 'case-worker'), { workerData: parts })
    return new Client<CaseService>(worker, hear, (error) => {
      if (disposed) return
      // Out of memory, most likely. Running jobs fail, the case is gone, and the next call finds a fresh thread.
      const message = `The engine stopped: ${error.message}. The case was closed; open it again, or less of it.`
      for (const job of jobs.values()) if (job.state === 'running') changeJob({ ...job, state: 'failed', message })
      changeCase(null)
      client = start()
    })
  }
  // A thread that died waits for nothing.
  const printing = new PrintingHost(printPdf, (printed) => void client.call('printed', printed).catch(() => {}))
  let disposed = false
  let client = start()

  const forward =
    <N extends CaseCallName>(name: N) =>
    async (input: unknown): Promise<Answer<N>> => {
      try {
        return (await client.call('answer', { name, input })) as Answer<N>
      } catch (error) {
        // Whoever still asks while everything ends has found no defect.
        if (disposed && error instanceof ThreadDeath) return fail('no-case', 'Trailproof is ending.')
        throw error
      }
    }

  return {
    ...(Object.fromEntries(caseCallNames.map((name) => [name, forward(name)])) as unknown as CaseHandlers),
    onJob: (listener) => {
      jobListeners.add(listener)
      return () => jobListeners.delete(listener)
    },
    onCase: (listener) => {
      caseListeners.add(listener)
      return () => caseListeners.delete(listener)
    },
    onLeaving: (listener) => {
      leavingListeners.add(listener)
      return () => leavingListeners.delete(listener)
    },
    onSqlRows: (listener) => {
      rowsListeners.add(listener)
      return () => rowsListeners.delete(listener)
    },
    async *sqlPages(query) {
      try {
        for (let isLast = false; !isLast; ) {
          const page = await client.call('nextPage', { ...query, isPushed: true })
          isLast = !page.ok || page.value.end !== 'more'
          yield page
        }
      } finally {
        // A case thread that died has ended them.
        await client.call('endPages', query.id).catch(() => {})
      }
    },
    summary: () => summary,
    jobs: () => [...jobs.values()],
    dispose: async () => {
      disposed = true
      printing.end()
      // An export under way takes back what it has written, unless the thread is too busy to hear of it.
      await within(closePatienceMs, client.call('answer', { name: 'closeCase', input: undefined }))
      await client.end()
    },
  }
}

const endedJobsKept = 20
/** How long a closing case may take to put its things away. */
const closePatienceMs = 2000
