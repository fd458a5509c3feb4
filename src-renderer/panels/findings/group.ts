import { type Finding, type Rule, type Severity, severities } from '../../../src-shared/contract/findings.ts'

export interface Group {
  readonly severity: Severity
  readonly findings: readonly Finding[]
}

/** By severity, the gravest first; within one, what was seen first, and then what only counts further subjects. */
export const groupBySeverity = (findings: readonly Finding[]): readonly Group[] =>
  severities
    .map((severity) => ({
      severity,
      findings: findings
        .filter((finding) => finding.severity === severity)
        .sort((a, b) => Number(a.isRest ?? false) - Number(b.isRest ?? false) || firstSeen(a) - firstSeen(b)),
    }))
    .filter((group) => group.findings.length > 0)

const firstSeen = (finding: Finding): number => finding.firstSeen ?? Number.MAX_VALUE

/** Rules that ran and found nothing: that says something only when they are named. */
export function silentRules(rules: readonly Rule[], findings: readonly Finding[]): readonly Rule[] {
  const spoke = new Set(findings.map(({ rule }) => rule))
  return rules.filter(({ rule }) => !spoke.has(rule))
}
