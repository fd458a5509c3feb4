import { Worker } from 'node:worker_threads'
import type { RecordsRead, RecordsToRead } from '../../../records/record-messages.ts'
import type { Spooled } from '../../../records/spooled-records.ts'
import { Client } from '../../../runtime/rpc.ts'
import { type RenderData, renderData } from './render-data.ts'
import { type Rendered, Renderer, type ToRender } from './renderer.ts'

/** What a thread answers. */
export type ExportService = {
  readonly render: (asked: ToRender) => Promise<Rendered>
  readonly read: (asked: RecordsToRead) => Promise<RecordsRead>
  readonly useSpool: (spooled: Spooled) => Promise<void>
  readonly redact: (manifest: object) => Promise<object>
}

/** One that renders events. Answers come in the order in which it is asked. */
export interface ExportThread extends ExportService {
  readonly end: () => Promise<void>
}

/** Starts what renders the events of an export. To be ended by who starts it. */
export type StartExport = (data: RenderData) => readonly ExportThread[]

/** Fewer events than these are rendered where they are asked for: to start a thread takes longer. */
const fewEvents = 200
/** Each keeps inflated files; more of them only wait for who writes what they render. */
const mostThreads = 4

/** `workerFile`: the built export-worker.js. A thread that dies fails what it was asked for, with `ThreadDeath`. */
export const exportThreads =
  ({ workerFile, workers }: { readonly workerFile: string; readonly workers: number }): StartExport =>
  (whole) => {
    if (whole.total < fewEvents) return exportHere(whole)
    const data = renderData(whole)
    // Two identifiers that nothing but texts tell of could share a pseudonym, were they changed by two threads.
    const count = data.redactionKey === null ? Math.min(workers, mostThreads) : 1
    return Array.from({ length: count }, () => threadOf(new Worker(workerFile, { workerData: data })))
  }

function threadOf(worker: Worker): ExportThread {
  const client = new Client<ExportService>(worker, () => {}, () => {}) // biome-ignore format: one line
  return {
    render: (asked) => client.call('render', asked, asked.room === null ? [] : [asked.room]),
    read: (asked) => client.call('read', asked),
    useSpool: (spooled) => client.call('useSpool', spooled),
    redact: (manifest) => client.call('redact', manifest),
    end: () => client.end(),
  }
}

/** On the thread that asks. */
export const exportHere: StartExport = (data) => {
  const started = Renderer.start(data)
  // Whoever asks is told.
  started.catch(() => {})
  return [
    {
      render: async (asked) => (await started).render(asked),
      read: async (asked) => (await started).read(asked),
      useSpool: async (spooled) => (await started).useSpool(spooled),
      redact: async (manifest) => (await started).redact(manifest),
      end: async () => (await started.catch(() => null))?.end(),
    },
  ]
}
