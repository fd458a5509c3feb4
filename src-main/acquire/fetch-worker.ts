import { parentPort, workerData } from 'node:worker_threads'
import type { Result } from '../../src-shared/base/result.ts'
import type { FetchProgress, FetchReport, FetchRequest } from '../../src-shared/model/acquisition.ts'
import { serve } from '../runtime/rpc.ts'
import { fetchTrail, planFetch } from './fetch.ts'

export interface FetchWorkerData {
  readonly producedBy: string
}

export interface FetchCall {
  readonly request: FetchRequest
  /** Lists and counts only. */
  readonly isPlan: boolean
}

export type FetchService = {
  readonly fetch: (call: FetchCall) => Promise<Result<FetchReport>>
  readonly cancel: () => Promise<void>
}

const { producedBy } = workerData as FetchWorkerData
const end = new AbortController()
const tell: (progress: FetchProgress) => void = serve(parentPort!, {
  fetch: ({ request, isPlan }: FetchCall) =>
    (isPlan ? planFetch : fetchTrail)(request, { signal: end.signal, onProgress: tell, producedBy }),
  cancel: async () => end.abort(),
} satisfies FetchService)
