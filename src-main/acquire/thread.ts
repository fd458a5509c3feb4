import { Worker } from 'node:worker_threads'
import type { Result } from '../../src-shared/base/result.ts'
import type { FetchProgress, FetchReport, FetchRequest } from '../../src-shared/model/acquisition.ts'
import { Client } from '../runtime/rpc.ts'
import { builtWorker } from '../runtime/workers.ts'
import type { FetchService, FetchWorkerData } from './fetch-worker.ts'

/**
 * Fetches in a thread of its own, started for one fetch and ended with it: hashing and the SDK take time that the thread
 * which answers a window has not, and a program that fetches nothing loads neither.
 */
export const fetchInThread =
  (workersFolder: string, producedBy: string) =>
  async (
    request: FetchRequest,
    isPlan: boolean,
    signal: AbortSignal,
    onProgress: (progress: FetchProgress) => void,
  ): Promise<Result<FetchReport>> => {
    const parts: FetchWorkerData = { producedBy }
    const worker = new Worker(builtWorker(workersFolder, 'fetch-worker'), { workerData: parts })
    const client = new Client<FetchService>(
      worker,
      (push) => onProgress(push as FetchProgress),
      () => {},
    )
    const cancel = () => void client.call('cancel', undefined).catch(() => {})
    signal.addEventListener('abort', cancel, { once: true })
    if (signal.aborted) cancel()
    try {
      return await client.call('fetch', { request, isPlan })
    } finally {
      signal.removeEventListener('abort', cancel)
      await client.end()
    }
  }
