/** A value of a template as it is written: a text, or an expression that is not computed. */
export type Written = { readonly text: string } | { readonly expression: string } | null

/** A metric that a metric filter publishes, with the filter's pattern. */
export interface FoundMetric {
  /** Name of the filter in the text. */
  readonly title: string
  readonly label: string
  readonly pattern: Written
  readonly name: Written
  readonly namespace: Written
  readonly value: Written
  readonly defaultValue: Written
  readonly hasDimensions: boolean
}

/** By the names of CloudFormation. */
export const alarmFields = [
  'MetricName', 'Namespace', 'Period', 'Statistic', 'ExtendedStatistic', 'ComparisonOperator', 'Threshold', 'EvaluationPeriods',
  'DatapointsToAlarm', 'TreatMissingData',
] as const // biome-ignore format: a list
export type AlarmField = (typeof alarmFields)[number]

export interface FoundAlarm {
  readonly title: string
  readonly fields: Readonly<Record<AlarmField, Written>>
  readonly hasDimensions: boolean
  /** It watches an expression of several metrics. */
  readonly hasExpression: boolean
}

/** What a template holds; event patterns are those of rules of EventBridge. */
export interface Found {
  readonly metrics: readonly FoundMetric[]
  readonly alarms: readonly FoundAlarm[]
  readonly eventPatterns: readonly { readonly title: string; readonly pattern: Written }[]
}

/** A text that cannot be read to its end; `reason` continues “… is not read: ”. */
export class Unreadable extends Error {}
