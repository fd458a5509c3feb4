import type { UtcMs } from '../base/time.ts'
import type { AnomalyLimit } from './sensitivity.ts'

/** What is counted: write management calls of an operation, its errors by code, and all calls and errors of a principal. */
export const anomalyKinds = ['calls', 'errors', 'principal-calls', 'principal-errors'] as const
export type AnomalyKind = (typeof anomalyKinds)[number]

/** What a count was compared with: the same hour of earlier weeks, of earlier days, or all that went before. */
export const baselineLevels = ['hour-of-week', 'hour-of-day', 'before'] as const
export type BaselineLevel = (typeof baselineLevels)[number]

/** The log files whose events a baseline is made of. */
export type LearnedFrom = 'verified' | 'all'

/** Events of one series in adjacent buckets, each with more events than its band. Which events, tells a filter. */
export interface AnomalyFacts {
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
}

/** What was judged of a case, and how many anomalies it has. */
export interface JudgedCounts {
  readonly bucketMs: number
  /** When the first buckets had enough history to be judged; null where none had. */
  readonly judgedFrom: UtcMs | null
  /** Counts, one for each series and bucket with events: those with a baseline, and those with too little history. */
  readonly judged: number
  readonly unjudged: number
  /** At this sensitivity. */
  readonly limit: AnomalyLimit
  readonly total: number
}
