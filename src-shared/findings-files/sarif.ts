import { formatUtc } from '../base/time.ts'
import type { Finding } from '../contract/findings.ts'
import { formatFilter } from '../filter/text.ts'
import type { Severity } from '../model/severity.ts'
import { asFinding } from './anomalies.ts'
import type { EventPlace, FindingsCase, FindingsToTell } from './told.ts'

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
}

/**
 * Findings as SARIF 2.1.0 (OASIS standard, "Static Analysis Results Interchange Format"), which code scanning and
 * trackers read. A result is a finding, a location one of its first events: the log file, and the eventID as its name.
 */
export async function asSarif(
  { findings: found, rules: ran, anomalies, notRead }: FindingsToTell,
  { placesOf }: FindingsCase,
) {
  const unusual = (anomalies?.anomalies ?? []).map((each) => asFinding(each, anomalies!.bucketMs))
  const findings = [...found, ...unusual]
  const rules = [...ran, ...[...new Set(unusual.map(({ rule }) => rule))].map((rule) => ({ rule }))]
  const results = []
  for (const finding of findings) results.push(resultOf(finding, await placesOf(finding)))
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Trailproof', rules: rulesOf(findings, rules) } },
        columnKind: 'utf16CodeUnits',
        results,
        properties: { notRead },
      },
    ],
  }
}

/** Those that ran; what a finding tells of its rule is told once, here. */
function rulesOf(findings: readonly Finding[], rules: FindingsToTell['rules']) {
  const spoke = new Map(findings.map((finding) => [finding.rule, finding]))
  return rules.map(({ rule }) => {
    const finding = spoke.get(rule)
    if (finding === undefined) return { id: rule }
    const { why, benignCauses, next, techniques } = finding
    return {
      id: rule,
      shortDescription: { text: finding.title },
      fullDescription: { text: why },
      help: { text: `${benignCauses} ${next}` },
      properties: { tags: techniques },
    }
  })
}

const resultOf = (finding: Finding, places: readonly EventPlace[]) => ({
  ruleId: finding.rule,
  level: levels[finding.severity],
  message: { text: finding.sentence },
  partialFingerprints: { 'trailproofFindingId/v1': finding.id },
  locations: places.map(({ file, eventID }) => ({
    physicalLocation: { artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') } },
    ...(eventID === null ? {} : { logicalLocations: [{ name: eventID, kind: 'event' }] }),
  })),
  properties: {
    severity: finding.severity,
    isAttempt: finding.isAttempt ?? false,
    hasFailed: finding.hasFailed ?? false,
    events: finding.events,
    firstSeen: finding.firstSeen === null ? null : formatUtc(finding.firstSeen),
    lastSeen: finding.lastSeen === null ? null : formatUtc(finding.lastSeen),
    filter: formatFilter(finding.filter),
  },
})
