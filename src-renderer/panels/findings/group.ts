import type { Finding } from '../../../src-shared/contract/findings.ts'
import { type Severity, severities } from '../../../src-shared/model/severity.ts'
import { gravestFirst } from '../../../src-shared/words/findings.ts'

export interface Group {
  readonly severity: Severity
  readonly findings: readonly Finding[]
}

/** By severity, the gravest first. */
export const groupBySeverity = (findings: readonly Finding[]): readonly Group[] => {
  const ordered = gravestFirst(findings)
  return severities
    .map((severity) => ({ severity, findings: ordered.filter((finding) => finding.severity === severity) }))
    .filter((group) => group.findings.length > 0)
}
