import type { UtcMs } from '../../../src-shared/base/time.ts'
import { hourMs, type TimeSpan } from '../../../src-shared/base/time.ts'
import type { Anomalies, Anomaly, AnomalyPoint } from '../../../src-shared/contract/anomalies.ts'
import { filterOf } from '../../../src-shared/filter/model.ts'
import { type AnomalyLimit, limitAt } from '../../../src-shared/model/sensitivity.ts'
import type { Baseline } from './learner.ts'
import { highest, lowest } from './negative-binomial.ts'
import { type AnomalyStatistics, type Candidate, leastTimes, Walk } from './statistics.ts'

/** Anomalies that are told, and buckets of a chart. */
const mostTold = 200
const mostPoints = 1_000

/** What is an anomaly at this sensitivity: nothing is counted or learned anew. */
export function anomaliesAt(statistics: AnomalyStatistics, sensitivity: number): Anomalies {
  const { bucketMs, judged, unjudged, firstJudged } = statistics
  const limit = limitAt(sensitivity)
  const spans = folded(statistics, limit).sort((a, b) => scoreOf(b) - scoreOf(a))
  return {
    bucketMs,
    judgedFrom: firstJudged === null ? null : ((firstJudged * bucketMs) as UtcMs),
    judged,
    unjudged,
    limit,
    total: spans.length,
    anomalies: spans.slice(0, mostTold).map((span) => anomalyOf(statistics, span, limit)),
  }
}

type Span = readonly [Candidate, ...Candidate[]]

/** Adjacent buckets of one series are one anomaly. */
function folded({ candidates, entries: { bucket, events } }: AnomalyStatistics, limit: AnomalyLimit): Span[] {
  const spans: [Candidate, ...Candidate[]][] = []
  let last: Candidate | null = null
  for (const candidate of candidates) {
    if (candidate.score < limit.score || events[candidate.entry]! < limit.events) continue
    const isNext =
      last !== null && last.series === candidate.series && bucket[last.entry]! + 1 === bucket[candidate.entry]!
    if (isNext) spans.at(-1)!.push(candidate)
    else spans.push([candidate])
    last = candidate
  }
  return spans
}

const scoreOf = (span: Span): number => Math.max(...span.map(({ score }) => score))

function anomalyOf({ bucketMs, entries, nameOf, learnedBy }: AnomalyStatistics, span: Span, limit: AnomalyLimit): Anomaly {
  const [first] = span
  const { kind, account, region, eventSource, eventName, errorCode, principal, conditions } = nameOf(first.series)
  const from = (entries.bucket[first.entry]! * bucketMs) as UtcMs
  const until = (from + span.length * bucketMs) as UtcMs
  const sum = (of: (candidate: Candidate) => number) => span.reduce((all, each) => all + of(each), 0)
  const bands = span.map(({ baseline }) => bandOf(baseline, limit))
  const { baseline } = span.reduce((best, each) => (each.score > best.score ? each : best))
  const subject = [account, region, eventSource, eventName, errorCode, principal].map((text) => text ?? '').join(' ')
  return {
    id: `${kind} ${subject} ${from / bucketMs}`,
    series: first.series,
    kind, account, region, eventSource, eventName, errorCode, principal,
    from,
    until,
    events: sum(({ entry }) => entries.events[entry]!),
    proven: sum(({ entry }) => entries.proven[entry]!),
    expected: sum(({ baseline: { mean } }) => mean),
    band: { low: bands.reduce((all, { low }) => all + low, 0), high: bands.reduce((all, { high }) => all + high, 0) },
    score: scoreOf(span),
    baseline: baseline.level,
    history: baseline.history,
    learnedFrom: learnedBy(first.series).history.learnedFrom,
    filter: filterOf(conditions, { from, until }),
  }
} // biome-ignore format: one line a fact

/** The fewest and the most events that are no anomaly. */
function bandOf(baseline: Baseline, limit: AnomalyLimit): { readonly low: number; readonly high: number } {
  const most = Math.max(highest(baseline, -limit.score), Math.ceil(leastTimes * baseline.mean) - 1, limit.events - 1)
  return { low: lowest(baseline, -limit.score), high: most }
}

/** A series bucket by bucket, with what each was expected to have; null where there is none, or of too many buckets. */
export function chartOf(statistics: AnomalyStatistics, series: number, range: TimeSpan, sensitivity: number): readonly AnomalyPoint[] | null {
  const { bucketMs, entries, learnedBy } = statistics
  const [first, end] = [Math.floor(range.from / bucketMs), Math.ceil(range.until / bucketMs)]
  if (series >= entries.start.length - 1 || end - first > mostPoints) return null
  const limit = limitAt(sensitivity)
  const walk = new Walk(statistics, series)
  const { history } = learnedBy(series)
  const last = entries.start[series + 1]!
  let entry = entries.start[series]!
  while (entry < last && entries.bucket[entry]! < first) walk.pass(entry++)
  const points: AnomalyPoint[] = []
  for (let bucket = first; bucket < end; bucket++) {
    const baseline = walk.baselineOf(bucket)
    const isHere = entry < last && entries.bucket[entry] === bucket
    const events = isHere ? entries.events[entry]! : 0
    if (isHere) walk.pass(entry++)
    const band = baseline === null ? null : { ...bandOf(baseline, limit), expected: baseline.mean }
    const isHeld = history.holds(Math.floor((bucket * bucketMs) / hourMs))
    points.push({ time: (bucket * bucketMs) as UtcMs, events, band, isHeld, isAnomaly: band !== null && events > band.high })
  }
  return points
} // biome-ignore format: one line a fact
