import type { UtcMs } from '../base/time.ts'
import type { Filter } from '../filter/model.ts'
import type { AnomalyFacts, JudgedCounts } from '../model/anomaly.ts'
import { answers, type Call } from './call.ts'

export interface Anomaly extends AnomalyFacts {
  /** Shows exactly its events. */
  readonly filter: Filter
}

export interface Anomalies extends JudgedCounts {
  /** The least likely first; at most 200. */
  readonly anomalies: readonly Anomaly[]
}

/** One bucket of a series. */
export interface AnomalyPoint {
  readonly time: UtcMs
  readonly events: number
  /** Null where there is too little history. */
  readonly band: { readonly low: number; readonly expected: number; readonly high: number } | null
  /** Whether the case holds the whole of its hour: what it lacks is missing and not 0. */
  readonly isHeld: boolean
  readonly isAnomaly: boolean
}

export const anomaliesCalls = {
  /** Counts far above what the case itself lets expect. Sensitivity is 0 to 100. */
  anomalies: {
    answeredBy: 'case',
    takes: { sensitivity: 'sensitivity' },
    needs: ['anomalies'],
    answers: answers<Anomalies>(),
  },
  /** The counts of a series with their band, in a time of at most 1,000 buckets. */
  anomalyChart: {
    answeredBy: 'case',
    takes: { series: 'series', range: 'span', sensitivity: 'sensitivity' },
    needs: ['anomalies'],
    answers: answers<readonly AnomalyPoint[], 'no-such-series'>(),
  },
} as const satisfies Readonly<Record<string, Call>>
