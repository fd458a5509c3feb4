import type { Rule } from '../contract/findings.ts'
import type { SigmaRun } from '../contract/sigma.ts'
import { sigmaForOtherLogs, sigmaHeadline, sigmaRefused } from '../words/sigma.ts'

/** Rules of Sigma as rules: those that are only parts of others are not told as silent. */
export const sigmaRules = ({ rules }: SigmaRun): readonly Pick<Rule, 'rule' | 'title' | 'severity'>[] =>
  rules.filter(({ isOnlyPart }) => !isOnlyPart)

/** How many ran, and each that did not, with the reason. Those for other logs are counted: a collection has hundreds. */
export function* sigmaLines(run: SigmaRun): Iterable<string> {
  yield `\n${sigmaHeadline(run)}`
  const others = run.refused.filter(({ isForOtherLogs }) => isForOtherLogs)
  if (others.length > 0) yield `  ${sigmaForOtherLogs(others.length)}`
  for (const refused of run.refused) if (!refused.isForOtherLogs) yield `  ${sigmaRefused(refused)}`
}

/** For programs: every rule with its count, and every document that was refused. */
export const sigmaAsJson = ({ folder, rules, refused }: SigmaRun) => ({ folder, rules, refused })
