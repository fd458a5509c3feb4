import { formatCount, formatCounted } from '../base/count.ts'
import { formatUtc, hourMs, minuteMs } from '../base/time.ts'
import type { AnomalyFacts, AnomalyKind, BaselineLevel, JudgedCounts } from '../model/anomaly.ts'
import { type AnomalyLimit, mostSensitive } from '../model/sensitivity.ts'

/** Said above all of them. */
export const anomaliesMean =
  'Found by Trailproof, not by CloudTrail Insights: counts far above what the earlier hours of this case let expect. An anomaly is unusual, and need not be an attack.'

export const anomaliesBenign = 'A migration, a new job or person, a load test, a repair, or a client that tries again.'
export const anomaliesNext =
  'Who made the calls, from which addresses and with which agents, and what else they did in that time.'

/** Before they are there. */
export const anomaliesAtWork = 'Counts are compared with what is usual in the case, when the rules have run…'

export const noAnomaliesMeans = (sensitivity: number): string =>
  sensitivity === mostSensitive
    ? 'No count is told at the highest sensitivity.'
    : 'No count is told at this sensitivity. A higher one tells more.'

export const anomaliesHeadline = (total: number): string =>
  total === 0 ? 'No anomalies' : formatCounted(total, 'anomaly')

/** How they are found, a paragraph each. */
export const anomaliesMethod = (bucketMs: number): readonly string[] => [
  `Events are counted by ${bucketWords(bucketMs)}: write management calls of each operation and errors of each operation by code, for each account and Region, and all calls and errors of each principal.`,
  'A count is compared with earlier ones only, up to eight weeks back: of the same hour in at least three weeks, else of the same hour on at least seven days, else of all hours before. The hour before and the hour after count as the same, because summer time moves what runs by the clock.',
  'Hours that the case does not hold are missing and not empty: nothing is learned from them. Where an account and Region have verified log files, nothing is learned from other files, because whoever can add files could make a burst look usual.',
  'The band holds the counts that a negative binomial distribution of the learned mean and variance makes likely. A count above it is told where it is also at least twice what is expected.',
  'Counts below the band are not told: Integrity says what is missing.',
]

/** Of any anomaly of a kind, where one title stands for many. */
export const anomalyKindTitles: Readonly<Record<AnomalyKind, string>> = {
  calls: 'Unusually many write calls of an operation',
  errors: 'Unusually many errors of an operation',
  'principal-calls': 'Unusually many calls by a principal',
  'principal-errors': 'Unusually many errors by a principal',
}

export function anomalyTitle({ kind, eventSource, eventName, errorCode, principal }: AnomalyFacts): string {
  const operation = `${eventName ?? 'an operation without a name'} of ${eventSource ?? 'an unknown service'}`
  switch (kind) {
    case 'calls':
      return `Unusually many calls: ${operation}`
    case 'errors':
      return `Unusually many errors: ${operation}, ${errorCode ?? 'no error code'}`
    case 'principal-calls':
      return `Unusually many calls by ${principal}`
    case 'principal-errors':
      return `Unusually many errors by ${principal}`
  }
}

/** What was counted, what was expected, and how likely so many are. */
export function anomalySentence(anomaly: AnomalyFacts): string {
  const { events, expected, band, score } = anomaly
  return `${formatCounted(events, 'event')} where ${figure(expected)} ${figure(expected) === '1' ? 'is' : 'are'} expected and at most ${formatCount(band.high)} usual: the chance of so many is about 1 in ${chanceWords(score)}.`
}

export const anomalyPlace = ({ account, region, principal }: AnomalyFacts): string =>
  principal !== null ? 'all accounts and Regions' : `account ${account ?? 'not named'}, ${region ?? 'Region not named'}`

export const bandWords = ({ expected, band }: Pick<AnomalyFacts, 'expected' | 'band'>): string =>
  `expected ${figure(expected)}, band ${formatCount(band.low)} to ${formatCount(band.high)}`

/** `the same hour of 5 earlier weeks, learned from verified log files only` */
export function baselineWords({ baseline, history, learnedFrom }: AnomalyFacts, bucketMs: number): string {
  const files = learnedFrom === 'verified' ? 'verified log files only' : 'all log files, as none is verified'
  return `${comparedWith(baseline, history, bucketMs)}, learned from ${files}`
}

function comparedWith(baseline: BaselineLevel, history: number, bucketMs: number): string {
  if (baseline === 'hour-of-week') return `the same hour of ${formatCounted(history, 'earlier week')}`
  if (baseline === 'hour-of-day') return `the same hour of ${formatCounted(history, 'earlier day')}`
  return bucketMs === hourMs
    ? formatCounted(history, 'earlier hour')
    : `${formatCounted(history, 'earlier span')} of ${bucketWords(bucketMs)}`
}

export function provenWords({ events, proven }: Pick<AnomalyFacts, 'events' | 'proven'>): string {
  if (proven === events) return `all ${formatCounted(events, 'event')} in verified log files`
  return proven === 0 ? 'none in a verified log file' : `${formatCount(proven)} of ${formatCounted(events, 'event')} in verified log files`
} // biome-ignore format: one line an answer

/** How many counts were judged, and why the others were not. */
export function judgedWords({ judgedFrom, judged, unjudged }: JudgedCounts): string {
  if (judged + unjudged === 0) return 'The case has no events that could be counted.'
  if (judgedFrom === null)
    return `The case is too short for a judgement: of none of its ${formatCounted(judged + unjudged, 'count')} enough earlier hours are known.`
  const of = `${formatCounted(judged, 'count')} from ${formatUtc(judgedFrom)} on ${judged === 1 ? 'is' : 'are'} judged.`
  return unjudged === 0 ? of : `${of} ${formatCounted(unjudged, 'count')} with too little history before ${unjudged === 1 ? 'it is' : 'them are'} not.`
} // biome-ignore format: one line an answer

export const limitWords = ({ score, events }: AnomalyLimit): string =>
  `Counts of at least ${formatCounted(events, 'event')} with a chance of at most 1 in ${chanceWords(score)} are told.`

export const notAllTold = (told: number, total: number): string =>
  `The ${formatCount(told)} least likely of ${formatCount(total)} are listed. A lower sensitivity tells fewer.`

/** `1 hour`, `5 minutes` */
export const bucketWords = (bucketMs: number): string =>
  bucketMs === hourMs ? 'the hour' : `${bucketMs / minuteMs} minutes`

/** Up to nine digits are written out: `1,000,000`. */
function chanceWords(score: number): string {
  return score < 9.5 ? formatCount(Number((10 ** score).toPrecision(1))) : `10^${Math.round(score)}`
}

/** Two significant digits below ten. */
const figure = (expected: number): string =>
  expected >= 10
    ? formatCount(Math.round(expected))
    : expected < 0.01
      ? 'less than 0.01'
      : String(Number(expected.toPrecision(2)))
