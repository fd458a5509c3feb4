import { formatUtc, type UtcMs } from '../base/time.ts'
import type { Finding } from '../contract/findings.ts'
import type { Incident } from '../contract/incidents.ts'
import type { Insight } from '../contract/insights.ts'
import { formatFilter } from '../filter/text.ts'
import { isAnythingUnread } from '../words/not-read.ts'
import { anomaliesAsJson, asFinding } from './anomalies.ts'
import { sigmaAsJson } from './sigma.ts'
import type { FindingsToTell } from './told.ts'

/** Findings for programs: rows of CSV, and one JSON object. */

export const csvColumns = [
  'severity', 'title', 'sentence', 'firstSeen', 'lastSeen', 'events', 'isAttempt', 'techniques', 'block', 'why', 'benignCauses',
  'next', 'rule', 'hasFailed', 'filter',
] // biome-ignore format: a row

/** `block`: anomalies have one of their own. */
const csvRow = (finding: Finding, block: string = finding.block) => [
  finding.severity,
  finding.title,
  finding.sentence,
  utc(finding.firstSeen),
  utc(finding.lastSeen),
  finding.events,
  finding.isAttempt === true ? 1 : 0,
  finding.techniques.join(' '),
  block,
  finding.why,
  finding.benignCauses,
  finding.next,
  finding.rule,
  finding.hasFailed === true ? 1 : 0,
  formatFilter(finding.filter),
]

/** Findings, then anomalies. */
export const csvRows = ({ findings, anomalies }: Pick<FindingsToTell, 'findings' | 'anomalies'>) => [
  ...findings.map((finding) => csvRow(finding)),
  ...(anomalies?.anomalies ?? []).map((each) => csvRow(asFinding(each, anomalies!.bucketMs), 'anomaly')),
]

/** What was not read stands beside the findings, as `info --json` tells it. */
export const asJson = ({
  findings,
  incidents,
  insights,
  anomalies,
  silent,
  notRun,
  notTold,
  notRead,
  sigma,
}: FindingsToTell) => ({
  notRead: isAnythingUnread(notRead) ? notRead : null,
  incidents: incidents.map(incidentAsJson),
  insights: insights.map(insightAsJson),
  anomalies: anomalies === null ? null : anomaliesAsJson(anomalies),
  findings: findings.map(({ firstSeen, lastSeen, filter, isRest, isAttempt, hasFailed, ...facts }) => ({
    ...facts,
    firstSeen: utc(firstSeen),
    lastSeen: utc(lastSeen),
    isRest: isRest ?? false,
    isAttempt: isAttempt ?? false,
    hasFailed: hasFailed ?? false,
    filter: formatFilter(filter),
  })),
  findingsOfLowerSeverity: notTold,
  sigma: sigma === null ? null : sigmaAsJson(sigma),
  rulesThatDidNotRun: notRun.map(({ rule, title, severity, reason }) => ({ rule, title, severity, reason })),
  rulesThatFoundNothing: silent.map(({ rule, title, severity }) => ({ rule, title, severity })),
})

const incidentAsJson = ({ firstSeen, lastSeen, steps, filter, ...facts }: Incident) => ({
  ...facts,
  firstSeen: utc(firstSeen),
  lastSeen: utc(lastSeen),
  steps: steps.map((step) => ({ ...step, firstSeen: utc(step.firstSeen), lastSeen: utc(step.lastSeen) })),
  filter: formatFilter(filter),
})

const insightAsJson = ({ start, end, filter, activityFilter, ...facts }: Insight) => ({
  ...facts,
  start: utc(start),
  end: utc(end),
  filter: formatFilter(filter),
  activityFilter: activityFilter === null ? null : formatFilter(activityFilter),
})

const utc = (time: UtcMs | null): string | null => (time === null ? null : formatUtc(time))
