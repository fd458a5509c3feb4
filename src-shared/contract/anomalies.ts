import type { UtcMs } from '../base/time.ts'
import type { Filter } from '../filter/model.ts'
import { answers, type Call } from './call.ts'

/** What is counted: write management calls of an operation, its errors by code, and all calls and errors of a principal. */
export const anomalyKinds = ['calls', 'errors', 'principal-calls', 'principal-errors'] as const
export type AnomalyKind = (typeof anomalyKinds)[number]

/** What a count was compared with: the same hour of earlier weeks, of earlier days, or all that went before. */
export const baselineLevels = ['hour-of-week', 'hour-of-day', 'before'] as const
export type BaselineLevel = (typeof baselineLevels)[number]

/** The log files whose events a baseline is made of. */
export type LearnedFrom = 'verified' | 'all'

/** Events of one series in adjacent buckets, each with more events than its band. */
export interface Anomaly {
  /** Stable for the same case: the series, and when it began. */
  readonly id: string
  /** Number of its series, for `anomalyChart`. */
  readonly series: number
  readonly kind: AnomalyKind
  /** Null where the series is of a principal, and where events have none; likewise below. */
  readonly account: string | null
  readonly region: string | null
  readonly eventSource: string | null
  readonly eventName: string | null
  /** Of a series of errors. */
  readonly errorCode: string | null
  /** The origin of its sessions, where that is known; null where the series is of an operation. */
  readonly principal: string | null
  readonly from: UtcMs
  /** End of the last bucket. */
  readonly until: UtcMs
  readonly events: number
  /** Of these, events in verified log files. */
  readonly proven: number
  readonly expected: number
  /** Of all its buckets together. */
  readonly band: { readonly low: number; readonly high: number }
  /** The chance of so many events is 1 in 10 to this power, by the baseline; of its least likely bucket. */
  readonly score: number
  readonly baseline: BaselineLevel
  /** Earlier buckets that the baseline rests on. */
  readonly history: number
  readonly learnedFrom: LearnedFrom
  /** Shows exactly its events. */
  readonly filter: Filter
}

export interface Anomalies {
  readonly bucketMs: number
  /** When the first buckets had enough history to be judged; null where none had. */
  readonly judgedFrom: UtcMs | null
  /** Counts, one for each series and bucket with events: those with a baseline, and those with too little history. */
  readonly judged: number
  readonly unjudged: number
  /** What makes an anomaly at this sensitivity: a chance of 1 in 10 to this power at most, and at least so many events. */
  readonly limit: { readonly score: number; readonly events: number }
  readonly total: number
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
