import { formatCount } from '../base/count.ts'
import { formatUtc } from '../base/time.ts'
import type { Anomalies, Anomaly } from '../contract/anomalies.ts'
import type { Finding } from '../contract/findings.ts'
import { formatFilter } from '../filter/text.ts'
import {
  anomaliesBenign, anomaliesHeadline, anomaliesMean, anomaliesNext, anomalyKindTitles, anomalyPlace, anomalySentence, anomalyTitle, bandWords, baselineWords,
  judgedWords, limitWords, notAllTold, provenWords,
} from '../words/anomalies.ts' // biome-ignore format: a list

/** Anomalies of a case, for reading. */
export function* anomalyLines(told: Anomalies): Iterable<string> {
  const { total, anomalies, limit, bucketMs } = told
  yield `\n${anomaliesHeadline(total)}. ${anomaliesMean}`
  yield `${limitWords(limit)} ${judgedWords(told)}`
  if (anomalies.length < total) yield notAllTold(anomalies.length, total)
  for (const anomaly of anomalies) {
    yield `\n${anomalyTitle(anomaly)}`
    yield `       ${formatUtc(anomaly.from)} to ${formatUtc(anomaly.until)}, ${anomalyPlace(anomaly)}`
    yield `       ${anomalySentence(anomaly)}`
    yield `       Band      ${bandWords(anomaly)}`
    yield `       Baseline  ${baselineWords(anomaly, bucketMs)}`
    yield `       Proven    ${provenWords(anomaly)}`
    yield `       Events    ${formatCount(anomaly.events)}: ${formatFilter(anomaly.filter)}`
  }
}

/** For programs: all facts, with times and filters as text. */
export const anomaliesAsJson = ({ anomalies, judgedFrom, ...facts }: Anomalies) => ({
  about: anomaliesMean,
  ...facts,
  judgedFrom: judgedFrom === null ? null : formatUtc(judgedFrom),
  anomalies: anomalies.map(({ from, until, filter, series, ...each }) => ({
    ...each,
    title: anomalyTitle(each as Anomaly),
    from: formatUtc(from),
    until: formatUtc(until),
    filter: formatFilter(filter),
  })),
})

/** In formats whose rows are findings: of the lowest severity, under a rule of its own. */
export const asFinding = (anomaly: Anomaly, bucketMs: number): Finding => ({
  id: `anomaly:${anomaly.id}`,
  rule: `anomaly-${anomaly.kind}`,
  title: anomalyKindTitles[anomaly.kind],
  severity: 'info',
  sentence: `${anomalyTitle(anomaly)}. ${anomalySentence(anomaly)} Compared with ${baselineWords(anomaly, bucketMs)}; ${provenWords(anomaly)}.`,
  why: anomaliesMean,
  benignCauses: anomaliesBenign,
  next: anomaliesNext,
  techniques: [],
  block: 'detection',
  firstSeen: anomaly.from,
  lastSeen: anomaly.until,
  events: anomaly.events,
  filter: anomaly.filter,
})
