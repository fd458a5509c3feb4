import type { TimeSpan, UtcMs } from '../base/time.ts'

/*
 * Alarms of CloudWatch over the metric that a metric filter of CloudWatch Logs makes. Sources: CloudWatch user guide,
 * "Alarm evaluation" and "Configuring how CloudWatch alarms treat missing data"; API reference, `PutMetricAlarm` and
 * `MetricTransformation`.
 */

export const alarmStatistics = ['Sum', 'SampleCount', 'Average', 'Minimum', 'Maximum'] as const
export type AlarmStatistic = (typeof alarmStatistics)[number]

/** By the names of `PutMetricAlarm`. */
export const alarmComparisons = {
  GreaterThanOrEqualToThreshold: '≥',
  GreaterThanThreshold: '>',
  LessThanOrEqualToThreshold: '≤',
  LessThanThreshold: '<',
} as const
export type AlarmComparison = keyof typeof alarmComparisons
export const alarmComparisonNames = Object.keys(alarmComparisons) as readonly AlarmComparison[]

export const missingDataTreatments = ['missing', 'notBreaching', 'breaching', 'ignore'] as const
export type MissingData = (typeof missingDataTreatments)[number]

export interface AlarmSettings {
  /** Seconds; periods are aligned to 1970-01-01T00:00:00Z. */
  readonly period: number
  readonly statistic: AlarmStatistic
  readonly comparison: AlarmComparison
  readonly threshold: number
  /** How many datapoints are evaluated, N. */
  readonly evaluationPeriods: number
  /** How many of them must breach, M. */
  readonly datapointsToAlarm: number
  readonly treatMissingData: MissingData
  /** What the metric filter publishes for each event that matches. */
  readonly metricValue: number
  /** What it publishes for a minute whose events match none; null: nothing, and the datapoint is missing. */
  readonly defaultValue: number | null
}

/** What the CIS benchmark asks for, with the defaults of `PutMetricAlarm`. */
export const defaultAlarm: AlarmSettings = {
  period: 300,
  statistic: 'Sum',
  comparison: 'GreaterThanOrEqualToThreshold',
  threshold: 1,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  treatMissingData: 'missing',
  metricValue: 1,
  defaultValue: null,
}

/** Limits of `PutMetricAlarm`, in seconds. Metrics of CloudWatch Logs are published by the minute. */
export const alarmLimits = { shortest: 60, longest: 86_400, window: 86_400, windowOfHours: 604_800 } as const

/** `unknown`: the case does not hold the hours of the period, or not all of them. */
export type AlarmState = 'alarm' | 'ok' | 'insufficient' | 'unknown'

/** Periods side by side in state ALARM. */
export interface AlarmInterval extends TimeSpan {
  /** Begin of the first breaching datapoint that led to it; earlier than `from` where several datapoints must breach. */
  readonly since: UtcMs
  /** Breaching datapoints from `since` to `until`. */
  readonly datapoints: number
  /** Matching events from `since` to `until`. */
  readonly events: number
  /** The hours that follow are not in the case: it may have lasted longer. */
  readonly isOpen: boolean
}

export interface AlarmRun {
  /** That match. */
  readonly events: number
  /** Of these, without a time: in no period. */
  readonly untimed: number
  /** From the begin of the first period to the end of the last one that has an event of the case; null without any. */
  readonly span: TimeSpan | null
  /** How many periods are in which state. */
  readonly periods: Readonly<Record<AlarmState, number>>
  /** The first ones, in order of time. */
  readonly intervals: readonly AlarmInterval[]
  readonly intervalsInAll: number
  /** The span in stretches of one length: ALARM where any period is, else unknown where any period is. */
  readonly strip: readonly AlarmState[]
}
