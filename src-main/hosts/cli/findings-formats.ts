import { formatCounted } from '../../../src-shared/base/count.ts'
import { csvForms, csvText } from '../../../src-shared/base/csv.ts'
import { formatUtc, type UtcMs } from '../../../src-shared/base/time.ts'
import type { Finding, Rule } from '../../../src-shared/contract/findings.ts'
import type { SigmaRun } from '../../../src-shared/contract/sigma.ts'
import { formatFilter } from '../../../src-shared/filter/text.ts'
import type { NotRead } from '../../../src-shared/model/not-read.ts'
import {
  findingParts,
  findingsHeadline,
  findingsMean,
  nothingFoundMeans,
  seenAtNoTime,
} from '../../../src-shared/words/findings.ts'
import { isAnythingUnread } from '../../../src-shared/words/not-read.ts'
import { sigmaOrigin } from '../../../src-shared/words/sigma.ts'
import { sigmaAsJson, sigmaLines } from './findings-sigma.ts'
import type { CommandIo } from './io.ts'

export const findingsFormats = ['text', 'csv', 'json'] as const
export type FindingsFormat = (typeof findingsFormats)[number]

export interface FindingsToTell {
  readonly findings: readonly Finding[]
  /** Those of the severities that are told. */
  readonly rules: readonly Pick<Rule, 'rule'>[]
  /** Of the product's own rules, those that found nothing. */
  readonly silent: readonly Rule[]
  /** Findings of lower severity. */
  readonly notTold: number
  readonly notRead: NotRead
  /** Of rules that the user brought; null where there are none. */
  readonly sigma: SigmaRun | null
}

export const findingsIn: Readonly<Record<FindingsFormat, (told: FindingsToTell, io: CommandIo) => Promise<void>>> = {
  text: (told, { out }) => out.say(textLines(told)),
  csv: ({ findings }, { out }) => out.data(csvText([csvColumns, ...findings.map(csvRow)], csvForms.result)),
  json: (told, { out }) => out.data(`${JSON.stringify(asJson(told), null, 2)}\n`),
}

function* textLines({ findings, rules, silent, notTold, sigma }: FindingsToTell): Iterable<string> {
  yield findingsHeadline(findings, rules)
  yield findings.length === 0 ? nothingFoundMeans : findingsMean
  if (notTold > 0) yield `${formatCounted(notTold, 'finding')} of lower severity: --severity info lists all.`
  for (const finding of findings) yield* linesOf(finding)
  if (sigma !== null) yield* sigmaLines(sigma)
  if (silent.length === 0) return
  yield `\n${formatCounted(silent.length, 'rule')} found nothing:`
  for (const { rule, title, severity } of silent) yield `  ${severity.padEnd(6)} ${rule}: ${title}`
}

function* linesOf(finding: Finding): Iterable<string> {
  const { severity, title, sentence, why, benignCauses, events, rule } = finding
  yield `\n${severity.padEnd(6)} ${title}`
  yield `       ${sentence}`
  const facts = [
    [findingParts.seen, seenWords(finding)],
    ['Events', `${formatCounted(events, 'event')}${events === 0 ? '' : `: ${shownFilter(finding)}`}`],
    [findingParts.why, why],
    [findingParts.benignCauses, benignCauses],
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
function shownFilter({ filter }: Finding): string {
  const text = formatFilter(filter)
  if (text === '') return 'every event of the case'
  return text.length > longestFilter ? 'their filter is long: --json has it' : text
}

const csvColumns = [
  'severity', 'title', 'sentence', 'firstSeen', 'lastSeen', 'events', 'why', 'benignCauses', 'rule', 'hasFailed', 'filter',
] // biome-ignore format: a row

const csvRow = (finding: Finding) => [
  finding.severity,
  finding.title,
  finding.sentence,
  utc(finding.firstSeen),
  utc(finding.lastSeen),
  finding.events,
  finding.why,
  finding.benignCauses,
  finding.rule,
  finding.hasFailed === true ? 1 : 0,
  formatFilter(finding.filter),
]

/** What was not read stands beside the findings, as `info --json` tells it. */
const asJson = ({ findings, silent, notTold, notRead, sigma }: FindingsToTell) => ({
  notRead: isAnythingUnread(notRead) ? notRead : null,
  findings: findings.map(({ firstSeen, lastSeen, filter, isRest, hasFailed, ...facts }) => ({
    ...facts,
    firstSeen: utc(firstSeen),
    lastSeen: utc(lastSeen),
    isRest: isRest ?? false,
    hasFailed: hasFailed ?? false,
    filter: formatFilter(filter),
  })),
  findingsOfLowerSeverity: notTold,
  sigma: sigma === null ? null : sigmaAsJson(sigma),
  rulesThatFoundNothing: silent.map(({ rule, title, severity }) => ({ rule, title, severity })),
})

const utc = (time: UtcMs | null): string | null => (time === null ? null : formatUtc(time))
