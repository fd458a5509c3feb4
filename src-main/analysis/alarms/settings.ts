import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import {
  type AlarmSettings,
  alarmComparisonNames,
  alarmStatistics,
  defaultAlarm,
  missingDataTreatments,
} from '../../../src-shared/model/alarm.ts'
import { alarmNotRead, whyNoAlarm } from '../../../src-shared/words/alarms.ts'
import type { AlarmField, FoundAlarm, FoundMetric, Written } from './found.ts'

/** The settings of an alarm over this metric, or why it is not computed, a whole sentence. */
export function settingsOf({ fields, hasDimensions, hasExpression }: FoundAlarm, metric: FoundMetric): Result<AlarmSettings> {
  if (hasExpression) return refused(alarmNotRead.expression)
  if (fields.ExtendedStatistic !== null) return refused(alarmNotRead.percentile)
  if (hasDimensions || metric.hasDimensions) return refused(alarmNotRead.dimensions)
  const published = publishedBy(metric)
  if (!published.ok) return published
  const reader = new FieldReader(fields)
  const evaluationPeriods = reader.number('EvaluationPeriods', null)
  const settings = {
    ...published.value,
    period: reader.number('Period', null),
    statistic: reader.oneOf('Statistic', alarmStatistics, null),
    comparison: reader.oneOf('ComparisonOperator', alarmComparisonNames, null),
    threshold: reader.number('Threshold', null),
    evaluationPeriods,
    datapointsToAlarm: reader.number('DatapointsToAlarm', evaluationPeriods),
    treatMissingData: reader.oneOf('TreatMissingData', missingDataTreatments, 'missing'),
  }
  const problem = reader.problem ?? whyNoAlarm(settings)
  return problem === null ? ok(settings) : refused(problem)
} // biome-ignore format: one line a check

/** With the usual condition. */
export function usualSettings(metric: FoundMetric): Result<AlarmSettings> {
  if (metric.hasDimensions) return refused(alarmNotRead.dimensions)
  const published = publishedBy(metric)
  return published.ok ? ok({ ...defaultAlarm, ...published.value }) : published
}

function publishedBy({ value, defaultValue }: FoundMetric): Result<Pick<AlarmSettings, 'metricValue' | 'defaultValue'>> {
  const metricValue = numberIn(value)
  if (metricValue === null) return refused(alarmNotRead.value(said(value)))
  const byDefault = defaultValue === null ? null : numberIn(defaultValue)
  if (defaultValue !== null && byDefault === null) return refused(alarmNotRead.value(said(defaultValue)))
  return ok({ metricValue, defaultValue: byDefault })
} // biome-ignore format: one line a check

/** Whether the alarm watches the metric; `by-reference`: it names the filter's resource. */
export function watching({ fields: { MetricName, Namespace } }: FoundAlarm, metric: FoundMetric): boolean {
  if (isReferenceTo(metric.label, MetricName)) return true
  return isSame(MetricName, metric.name) && (isSame(Namespace, metric.namespace) || isReferenceTo(metric.label, Namespace))
} // biome-ignore format: one line a check

function isSame(one: Written, other: Written): boolean {
  if (one === null || other === null) return false
  if ('text' in one) return 'text' in other && one.text === other.text
  return 'expression' in other && one.expression === other.expression
}

const isReferenceTo = (label: string, written: Written): boolean =>
  written !== null &&
  'expression' in written &&
  new RegExp(`^aws_cloudwatch_log_metric_filter\\.${label}(\\.|\\[)`).test(written.expression)

/** Reads fields, and keeps the first that is none. */
class FieldReader {
  problem: string | null = null

  constructor(private readonly fields: FoundAlarm['fields']) {}

  /** `fallback` null: it must be there. */
  number(name: AlarmField, fallback: number | null): number {
    const written = this.fields[name]
    if (written === null && fallback !== null) return fallback
    const number = numberIn(written)
    if (number === null) this.problem ??= alarmNotRead.field(name, said(written))
    return number ?? Number.NaN
  }

  oneOf<T extends string>(name: AlarmField, choices: readonly T[], fallback: T | null): T {
    const written = this.fields[name]
    if (written === null && fallback !== null) return fallback
    const choice = choices.find((each) => each === said(written))
    if (choice === undefined) this.problem ??= alarmNotRead.field(name, said(written))
    return choice ?? choices[0]!
  }
}

function numberIn(written: Written): number | null {
  if (written === null || 'expression' in written) return null
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(written.text.trim()) ? Number(written.text) : null
}

const said = (written: Written): string | null =>
  written === null ? null : 'text' in written ? written.text : written.expression

const refused = (reason: string) => fail('refused', reason)
