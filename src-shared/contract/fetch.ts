import type { FetchReport } from '../model/acquisition.ts'
import type { JobId } from '../model/job.ts'
import { answers, type Call } from './call.ts'

/** A trail is fetched from S3, as `trailproof fetch` does. */
export const fetchCalls = {
  /** `isPlan`: lists and counts only, and writes nothing. One at a time. */
  startFetch: {
    answeredBy: 'host',
    takes: { form: 'fetchForm', isPlan: 'flag' },
    answers: answers<JobId, 'busy' | 'no-address' | 'is-open'>(),
  },
  /** How the last one ended; null where it has not, or failed. */
  fetchReport: { answeredBy: 'host', takes: { jobId: 'jobId' }, answers: answers<FetchReport | null>() },
} as const satisfies Readonly<Record<string, Call>>
