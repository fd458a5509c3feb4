import type { Finding, Rule } from '../contract/findings.ts'
import type { SigmaRun } from '../contract/sigma.ts'
import type { EnrichmentFile } from '../model/enrichment.ts'
import { isAsGraveAs, type Severity } from '../model/severity.ts'
import { byRun } from '../words/enrichment.ts'
import { gravestFirst, silentRules } from '../words/findings.ts'
import { sigmaRules } from './sigma.ts'
import type { FindingsToTell } from './told.ts'

/** What is told of `least` and graver. `rules`: the product's. `files`: those that addresses are looked up in. */
export function chosenFindings(
  findings: readonly Finding[],
  rules: readonly Rule[],
  sigma: SigmaRun | null,
  least: Severity,
  files: readonly EnrichmentFile[],
): Omit<FindingsToTell, 'notRead' | 'incidents' | 'insights' | 'anomalies'> {
  const isTold = ({ severity }: Pick<Rule, 'severity'>) => isAsGraveAs(severity, least)
  const told = gravestFirst(findings.filter(isTold))
  const { ran: own, notRun } = byRun(rules.filter(isTold), files)
  const ran = [...own, ...(sigma === null ? [] : sigmaRules(sigma).filter(isTold))]
  return {
    findings: told,
    rules: ran,
    silent: silentRules(own, findings),
    notRun,
    notTold: findings.length - told.length,
    sigma,
  }
}
