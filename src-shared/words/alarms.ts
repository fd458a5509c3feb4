import { formatCount, formatCounted } from '../base/count.ts'
import { formatUtc } from '../base/time.ts'
import type { CisAlarm } from '../filter/patterns/cis-alarms.ts'
import {
  type AlarmInterval,
  type AlarmRun,
  type AlarmSettings,
  type AlarmState,
  alarmComparisons,
  alarmLimits,
  type MissingData,
} from '../model/alarm.ts'

/** Said of alarms of CloudWatch over metric filters. */

export const alarmsTitle = 'CloudWatch alarms'
export const alarmsMean =
  'Which events a metric filter would have counted, and in which periods its alarm would have been in state ALARM. The periods are computed from the events of this case. CloudWatch counts an event by the time at which CloudWatch Logs took it, on average about 5 minutes after the call; here it counts by eventTime.'
/** What the computation takes for given, each a whole sentence. */
export const alarmsAssume: readonly string[] = [
  'All events of the case count as one log group, whatever their account and Region.',
  'Periods begin at multiples of their length since 1970-01-01T00:00:00Z. The state of a period is the one that CloudWatch reaches when the period has ended.',
  'CloudWatch looks for datapoints beyond the evaluation periods where some are missing, and does not document how far. As in the examples of its user guide, two more periods are looked at, so an alarm may stay in ALARM for two periods after its last datapoint.',
  'An hour is in this case where digests prove all its log files, of each account and Region whose digests reach around it; an hour without events is then known to be without. The last 15 minutes before an hour that is not proven are not in this case either, as events are delivered some minutes after their call. Where digests prove no hour at all, an hour is in this case if the case has an event of it. The state of other periods is unknown, and for later periods their datapoints count as missing.',
  'A pattern compares the fields of a record exactly, but an absent field is unequal to every value.',
]

export const alarmStateWords: Readonly<Record<AlarmState, string>> = {
  alarm: 'ALARM',
  ok: 'OK',
  insufficient: 'INSUFFICIENT_DATA',
  unknown: 'not in this case',
}

const missingWords: Readonly<Record<MissingData, string>> = {
  missing: 'missing data stays missing',
  notBreaching: 'missing data does not breach',
  breaching: 'missing data breaches',
  ignore: 'missing data keeps the state',
}

/** `CIS 4.1, CloudWatch.2: Unauthorized API calls` */
export const cisAlarmTitle = ({ control, securityHub, title }: CisAlarm): string =>
  `CIS ${control}${securityHub === null ? '' : `, ${securityHub}`}: ${title}`

/** `Sum ≥ 1 in 300 s, 1 of 1 datapoints, missing data stays missing` */
export function alarmCondition(settings: AlarmSettings): string {
  const { statistic, comparison, threshold, period, datapointsToAlarm, evaluationPeriods, treatMissingData } = settings
  const ofDatapoints = `${formatCount(datapointsToAlarm)} of ${formatCounted(evaluationPeriods, 'datapoint')}`
  return `${statistic} ${alarmComparisons[comparison]} ${threshold} in ${formatCount(period)} s, ${ofDatapoints}, ${missingWords[treatMissingData]}`
}

/** Why CloudWatch takes no such alarm, a whole sentence; null where it does. */
export function whyNoAlarm(settings: AlarmSettings): string | null {
  const { period, threshold, evaluationPeriods, datapointsToAlarm, metricValue, defaultValue } = settings
  const { shortest, longest, window, windowOfHours } = alarmLimits
  if (!Number.isInteger(period) || period < shortest || period > longest || period % shortest !== 0)
    return `The period is a multiple of ${shortest} seconds up to ${formatCount(longest)}, not ${period}: metric filters publish by the minute.`
  if (!Number.isFinite(threshold)) return `The threshold is a number, not ${threshold}.`
  if (!Number.isInteger(evaluationPeriods) || evaluationPeriods < 1)
    return `EvaluationPeriods is a whole number from 1 on, not ${evaluationPeriods}.`
  if (!Number.isInteger(datapointsToAlarm) || datapointsToAlarm < 1 || datapointsToAlarm > evaluationPeriods)
    return `DatapointsToAlarm is a whole number from 1 to EvaluationPeriods, which is ${evaluationPeriods}, not ${datapointsToAlarm}.`
  const most = period >= 3600 ? windowOfHours : window
  if (period * evaluationPeriods > most)
    return `Period times EvaluationPeriods is at most ${formatCount(most)} seconds here, not ${formatCount(period * evaluationPeriods)}.`
  if (!Number.isFinite(metricValue) || (defaultValue !== null && !Number.isFinite(defaultValue)))
    return 'The value of a metric is a number.'
  return null
}

/** `12 events match. ALARM in 3 intervals, 9 of 288 periods.` */
export function alarmHeadline({ events, untimed, span, periods, intervalsInAll }: AlarmRun): string {
  const match = `${formatCounted(events, 'event')} ${events === 1 ? 'matches' : 'match'}.`
  if (span === null) return `${match} No event of the case has a time: there are no periods.`
  const all = Object.values(periods).reduce((sum, count) => sum + count, 0)
  const timeless = untimed === 0 ? '' : ` ${formatCount(untimed)} of them ${untimed === 1 ? 'has' : 'have'} no time and ${untimed === 1 ? 'counts' : 'count'} in no period.`
  const state =
    intervalsInAll === 0
      ? 'Never in ALARM in the hours that the case holds'
      : `ALARM in ${formatCounted(intervalsInAll, 'interval')}: ${formatCount(periods.alarm)} of ${formatCounted(all, 'period')}`
  const unknown = periods.unknown === 0 ? '' : `; ${formatCounted(periods.unknown, 'period')} not in this case`
  return `${match}${timeless} ${state}${unknown}.`
} // biome-ignore format: one line a sentence

/** `2024-03-05T10:00:00Z to 2024-03-05T10:15:00Z: 1 datapoint, 3 events` */
export const intervalWords = ({ from, until, datapoints, events, isOpen }: AlarmInterval): string =>
  `${formatUtc(from)} to ${formatUtc(until)}${isOpen ? ' or later' : ''}: ${formatCounted(datapoints, 'breaching datapoint')}, ${formatCounted(events, 'event')}`

export const moreIntervals = (shown: number, inAll: number): string =>
  `The first ${formatCount(shown)} of ${formatCounted(inAll, 'interval')} are listed.`

export const alarmOpen = 'The hours that follow are not in this case: it may have lasted longer.'

/** `CloudWatch alarms: 15 metric filters of CIS 4.1 to 4.15, 2 of your own` */
export const alarmsSummary = (builtIn: number, own: number): string =>
  `${alarmsTitle}: ${formatCounted(builtIn, 'metric filter')} of CIS 4.1 to 4.15${own === 0 ? '' : `, ${formatCount(own)} of your own`}`

export const alarmWords = {
  assume: 'What is taken for given',
  add: 'Patterns of your own…',
  addTitle: 'Metric filters of your own',
  addLabel: 'Pattern, template of CloudFormation or Terraform code',
  addMeans:
    'A pattern of CloudWatch Logs or EventBridge, a template of CloudFormation in YAML or JSON, or Terraform code. Of a template, each metric filter is taken with the alarm that watches its metric.',
  read: 'Take the metric filters',
  taken: (alarms: number) => `${formatCounted(alarms, 'alarm')} taken. These are not computed:`,
  change: 'Condition…',
  remove: 'Remove',
  reset: 'As it came',
  pattern: 'Pattern',
  show: (events: string) => `Show ${events}`,
  further: (intervals: string) => `${intervals} in ALARM`,
  loading: 'Computing the periods…',
  later: 'The pattern asks for what is known when that is done.',
} as const

/* Of texts that are read for alarms. */
export const alarmNotPattern = 'The text is no pattern of CloudWatch Logs or EventBridge.'
export const noAlarms =
  'No metric filter was found in the text: neither a JSON pattern such as { $.eventName = StopLogging }, nor a template of CloudFormation, nor Terraform code with aws_cloudwatch_log_metric_filter.'
export const textTooLong = (most: number): string => `The text has more than ${formatCount(most)} characters.`
export const unreadableText = (reason: string): string => `The text is not read: ${reason}.`
export const noCloudTrailFields = (names: readonly string[]): string =>
  `Records of CloudTrail have no field ${names.join(', ')} at their top: what the pattern asks of it is true of all records or of none.`
export const assumedAlarm =
  'No alarm of the text watches this metric: the condition is the usual one, Sum ≥ 1 in 300 s.'
export const ofEventBridge =
  'EventBridge has no alarms, and starts its targets for each event that matches: here they are counted as by a metric filter.'
export const pairedAlone =
  'The name of the metric is not written out: the alarm was taken for the one of the only metric filter of the text.'

const written = (text: string | null): string => (text === null ? 'absent' : `“${text}”`)

/** Why a metric filter or an alarm is not computed, whole sentences. */
export const alarmNotRead = {
  expression: 'The alarm watches an expression of metrics, which is not computed.',
  percentile: 'The alarm watches a percentile, which is not computed.',
  dimensions: 'The metric has dimensions: its values are not told apart here.',
  value: (text: string | null) => `The value of the metric is ${written(text)}: only numbers are computed.`,
  field: (name: string, text: string | null) => `${name} is ${written(text)}, which is not computed.`,
  noMetric: (name: string | null) => `No metric filter of the text makes the metric ${written(name)}.`,
  noPattern: 'The metric filter has no pattern.',
  openPattern: (expression: string) => `The pattern is an expression, which is not computed: ${expression}`,
  noJsonPattern: 'The pattern is none for JSON, as records of CloudTrail are: it begins with { $.',
  longPattern: (most: number) => `The pattern has more than ${formatCount(most)} characters, which AWS does not take.`,
} as const
