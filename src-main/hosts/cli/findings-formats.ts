import { formatCounted } from '../../../src-shared/base/count.ts'
import { csvForms, csvText } from '../../../src-shared/base/csv.ts'
import { formatUtc } from '../../../src-shared/base/time.ts'
import type { Finding } from '../../../src-shared/contract/findings.ts'
import type { Incident } from '../../../src-shared/contract/incidents.ts'
import type { Insight } from '../../../src-shared/contract/insights.ts'
import type { Filter } from '../../../src-shared/filter/model.ts'
import { formatFilter } from '../../../src-shared/filter/text.ts'
import { anomalyLines } from '../../../src-shared/findings-files/anomalies.ts'
import { asMarkdown } from '../../../src-shared/findings-files/markdown.ts'
import { asJson, csvColumns, csvRows } from '../../../src-shared/findings-files/records.ts'
import { asSarif } from '../../../src-shared/findings-files/sarif.ts'
import { sigmaLines } from '../../../src-shared/findings-files/sigma.ts'
import type { FindingsCase, FindingsToTell } from '../../../src-shared/findings-files/told.ts'
import {
  blockTitles,
  findingParts,
  findingsHeadline,
  findingsMean,
  inBlocks,
  nothingFoundMeans,
  seenAtNoTime,
  techniqueWords,
} from '../../../src-shared/words/findings.ts'
import { incidentsMean } from '../../../src-shared/words/incidents.ts'
import { insightsMean, insightTitle, rateWords, reconciled } from '../../../src-shared/words/insights.ts'
import { sigmaOrigin } from '../../../src-shared/words/sigma.ts'
import type { CommandIo } from './io.ts'

export const findingsFormats = ['table', 'csv', 'json', 'markdown', 'sarif'] as const
export type FindingsFormat = (typeof findingsFormats)[number]

type Tell = (told: FindingsToTell, io: CommandIo, opened: FindingsCase) => Promise<void>

export const findingsIn: Readonly<Record<FindingsFormat, Tell>> = {
  table: (told, { out }) => out.say(tableLines(told)),
  csv: (told, { out }) => out.data(csvText([csvColumns, ...csvRows(told)], csvForms.result)),
  json: (told, { out }) => out.data(`${JSON.stringify(asJson(told), null, 2)}\n`),
  markdown: (told, { out }) => out.data(asMarkdown(told)),
  sarif: async (told, { out }, opened) => out.data(`${JSON.stringify(await asSarif(told, opened), null, 2)}\n`),
}

function* tableLines({
  findings,
  incidents,
  insights,
  anomalies,
  rules,
  silent,
  notRun,
  notTold,
  sigma,
}: FindingsToTell): Iterable<string> {
  yield findingsHeadline(findings, rules)
  yield findings.length === 0 ? nothingFoundMeans : findingsMean
  if (notTold > 0) yield `${formatCounted(notTold, 'finding')} of lower severity: --severity info lists all.`
  if (incidents.length > 0) yield `\n${formatCounted(incidents.length, 'incident')}. ${incidentsMean}`
  for (const incident of incidents) yield* incidentLines(incident)
  if (insights.length > 0) yield* insightLines(insights)
  if (anomalies !== null) yield* anomalyLines(anomalies)
  for (const { block, findings: of } of inBlocks(findings)) {
    yield `\n${blockTitles[block]}: ${formatCounted(of.length, 'finding')}`
    for (const finding of of) yield* linesOf(finding)
  }
  if (sigma !== null) yield* sigmaLines(sigma)
  if (notRun.length > 0) yield `\n${formatCounted(notRun.length, 'rule')} did not run:`
  for (const { rule, title, severity, reason } of notRun) yield `  ${severity.padEnd(6)} ${rule}: ${title}. ${reason}`
  if (silent.length === 0) return
  yield `\n${formatCounted(silent.length, 'rule')} found nothing:`
  for (const { rule, title, severity } of silent) yield `  ${severity.padEnd(6)} ${rule}: ${title}`
}

function* insightLines(insights: readonly Insight[]): Iterable<string> {
  yield `\n${formatCounted(insights.length, 'Insight of CloudTrail', 'Insights of CloudTrail')}. ${insightsMean}`
  for (const insight of insights) {
    yield `\n${insightTitle(insight)}`
    const { start, account, region, activity, baseline } = insight
    yield `       ${start === null ? seenAtNoTime : formatUtc(start)}, account ${account ?? 'not named'}, ${region ?? 'Region not named'}`
    yield `       ${reconciled(insight)}`
    yield `       Rate      ${rateWords(activity)}`
    yield `       Baseline  ${rateWords(baseline)}`
  }
}

function* incidentLines({ severity, title, paragraph, steps, events, filter }: Incident): Iterable<string> {
  yield `\n${severity.padEnd(6)} ${title}`
  yield `       ${paragraph}`
  for (const { firstSeen, title: step } of steps)
    yield `       ${firstSeen === null ? seenAtNoTime : formatUtc(firstSeen)}  ${step}`
  yield `       ${formatCounted(events, 'event')}: ${shownFilter(filter)}`
}

function* linesOf(finding: Finding): Iterable<string> {
  const { severity, title, sentence, why, benignCauses, next, techniques, events, rule, filter } = finding
  yield `\n${severity.padEnd(6)} ${title}`
  yield `       ${sentence}`
  const facts = [
    [findingParts.seen, seenWords(finding)],
    ['Events', `${formatCounted(events, 'event')}${events === 0 ? '' : `: ${shownFilter(filter)}`}`],
    [findingParts.why, why],
    [findingParts.benignCauses, benignCauses],
    [findingParts.next, next],
    ...(techniques.length === 0 ? [] : [[findingParts.techniques, techniques.map(techniqueWords).join('; ')] as const]),
    [findingParts.rule, finding.sigma === undefined ? rule : sigmaOrigin(finding.sigma)],
  ] as const
  for (const [name, text] of facts) yield `       ${name.padEnd(20)} ${text}`
}

function seenWords({ firstSeen, lastSeen }: Finding): string {
  if (firstSeen === null) return seenAtNoTime
  const first = formatUtc(firstSeen)
  return lastSeen === null || lastSeen === firstSeen ? first : `${first} to ${formatUtc(lastSeen)}`
}

/** Characters. The filter of further subjects names all of them. */
const longestFilter = 1_000

/** As `export --filter` takes it; no filter at all shows every event. */
function shownFilter(filter: Filter): string {
  const text = formatFilter(filter)
  if (text === '') return 'every event of the case'
  return text.length > longestFilter ? 'their filter is long: --format json has it' : text
}
