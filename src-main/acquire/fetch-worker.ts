import { parentPort, workerData } from 'node:worker_threads'
import type { Result } from '../../src-shared/base/result.ts'
import type { FetchProgress, FetchReport, FetchRequest } from '../../src-shared/model/acquisition.ts'
import { serve } from '../runtime/rpc.ts'
import { fetchTrail, planFetch } from './fetch.ts'
import { followedTrail } from './follow.ts'

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

/** A queue is waited at by the fetch itself. */
const wayOf = ({ followMs, queue }: FetchRequest) => (followMs !== null && queue === null ? 'follow' : 'fetch')

const ways = { plan: planFetch, fetch: fetchTrail, follow: followedTrail }

const { producedBy } = workerData as FetchWorkerData
const end = new AbortController()
const tell: (progress: FetchProgress) => void = serve(parentPort!, {
  fetch: ({ request, isPlan }: FetchCall) =>
    ways[isPlan ? 'plan' : wayOf(request)](request, { signal: end.signal, onProgress: tell, producedBy }),
  cancel: async () => end.abort(),
} satisfies FetchService)
