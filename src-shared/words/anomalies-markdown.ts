import { markdownCode, markdownText } from '../base/markdown.ts'
import { formatUtc } from '../base/time.ts'
import type { Filter } from '../filter/model.ts'
import { formatFilter } from '../filter/text.ts'
import type { AnomalyFacts, JudgedCounts } from '../model/anomaly.ts'
import {
  anomaliesHeadline, anomaliesMean, anomaliesMethod, anomalyPlace, anomalySentence,
  anomalyTitle, bandWords, baselineWords, judgedWords, limitWords, notAllTold, provenWords,
} from './anomalies.ts' // biome-ignore format: a list

interface Told extends JudgedCounts {
  readonly anomalies: readonly (AnomalyFacts & { readonly filter: Filter })[]
}

/** A section of a report: what was found, how, and what was not judged. Parts are separated by an empty line. */
export function anomaliesAsMarkdown(told: Told, level: number): readonly string[] {
  const { total, anomalies, bucketMs, limit } = told
  return [
    `${'#'.repeat(level)} ${anomaliesHeadline(total)}`,
    anomaliesMean,
    `${limitWords(limit)} ${judgedWords(told)}`,
    ...(anomalies.length < total ? [notAllTold(anomalies.length, total)] : []),
    ...anomalies.map((anomaly) => anomalyAsMarkdown(anomaly, bucketMs, level + 1)),
    ...anomaliesMethod(bucketMs),
  ]
}

export function anomalyAsMarkdown(anomaly: Told['anomalies'][number], bucketMs: number, level: number): string {
  const { from, until, events, filter } = anomaly
  const facts = [
    ['Seen', `${formatUtc(from)} to ${formatUtc(until)}, ${markdownText(anomalyPlace(anomaly))}`],
    ['Band', bandWords(anomaly)],
    ['Baseline', baselineWords(anomaly, bucketMs)],
    ['Proven', provenWords(anomaly)],
    ['Events', `${events}: ${markdownCode(formatFilter(filter))}`],
  ]
  return [
    `${'#'.repeat(level)} ${markdownText(anomalyTitle(anomaly))}`,
    anomalySentence(anomaly),
    facts.map(([name, text]) => `- **${name}**: ${text}`).join('\n'),
  ].join('\n\n')
}
