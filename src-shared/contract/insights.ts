import type { UtcMs } from '../base/time.ts'
import type { Filter } from '../filter/model.ts'
import type { Attribution } from '../what/insight.ts'
import { answers, type Call } from './call.ts'

/** A number of events in some minutes, and what AWS wrote of it, in events a minute. */
export interface InsightRate {
  /** Null where the record does not tell it. */
  readonly recorded: number | null
  /** Null where the minutes are not known. */
  readonly found: { readonly events: number; readonly minutes: number } | null
}

/** Unusual activity that CloudTrail Insights recorded, with its start and end as one, beside what the case has of it. */
export interface Insight {
  /** sharedEventID of its records; the eventID where there is none. */
  readonly id: string
  /** ApiCallRateInsight or ApiErrorRateInsight. */
  readonly type: string
  readonly account: string | null
  readonly region: string | null
  readonly eventSource: string | null
  readonly eventName: string | null
  readonly errorCode: string | null
  /** Of the record that says Start; of one that only says End, its time less its duration. */
  readonly start: UtcMs | null
  /** Null where only Start was recorded. */
  readonly end: UtcMs | null
  readonly activity: InsightRate
  readonly baseline: InsightRate
  /** Of the minutes of the baseline, those behind the first event of its account and Region in the case. */
  readonly baselineHeld: number | null
  readonly attributions: readonly Attribution[]
  /** Its own records. */
  readonly filter: Filter
  /** The events that it is about, while the activity went on; null where the minutes are not known. */
  readonly activityFilter: Filter | null
}

export const insightsCalls = {
  /** What CloudTrail Insights recorded, in order of time, and what the case has of it. */
  insights: { answeredBy: 'case', takes: null, needs: ['events'], answers: answers<readonly Insight[]>() },
} as const satisfies Readonly<Record<string, Call>>
