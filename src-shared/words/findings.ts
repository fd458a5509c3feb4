import { formatCount, formatCounted } from '../base/count.ts'
import type { UtcMs } from '../base/time.ts'
import { type AttackId, attackTechniques } from '../model/attack.ts'
import { type Severity, severities } from '../model/severity.ts'

/** What the words and the order of findings rest on. */
interface Told {
  readonly rule: string
  readonly severity: Severity
  readonly firstSeen: UtcMs | null
  readonly isRest?: true
}

/** Said above all of them. */
export const findingsMean =
  'Findings report what was observed. Each lists benign explanations; intent is yours to judge.'

/** Above the findings of one event. */
export const namedByFindings = (findings: number): string =>
  findings === 0
    ? 'No finding names this event'
    : `${formatCounted(findings, 'finding')} ${findings === 1 ? 'names' : 'name'} this event`

/** Said where findings are listed by the events of one entity. */
export const noneRestsOnIt = 'No finding rests on its events.'

/** Said where no rule found anything. */
export const nothingFoundMeans = 'That says only that no event meets their conditions, in the logs that are here.'

/** Of a finding of which no call succeeded. */
export const attemptedTitle = (title: string): string => `${title} (attempted)`
export const everyCallFailed = (calls: number): string =>
  calls === 1 ? 'The call failed.' : `All ${formatCount(calls)} calls failed.`

/** Which log files a rule learned from what is usual: said of rules that compare with it. */
export const usualIsUnverified = 'The baseline uses log files that are not verified.'
export const usualIsVerified = 'The baseline uses verified log files only.'

/** How many there are, and how many rules made them; where there is none, how many rules looked. */
export function findingsHeadline(findings: readonly Told[], rules: readonly Pick<Told, 'rule'>[]): string {
  if (rules.length === 0) return 'No rule has run on this case.'
  if (findings.length === 0)
    return `${rules.length === 1 ? 'The 1 rule that ran' : `All ${formatCount(rules.length)} rules that ran`} found nothing.`
  const spoke = new Set(findings.map(({ rule }) => rule)).size
  return `${formatCounted(findings.length, 'finding')} from ${formatCount(spoke)} of ${formatCounted(rules.length, 'rule')}.`
}

/** What each part of a finding is called. */
/** Of a finding about many principals. */
export const findingBehind = 'Principals behind it, with their events'

export const findingParts = {
  seen: 'Seen',
  why: 'Why it matters',
  benignCauses: 'Benign explanations',
  next: 'Look at next',
  techniques: 'ATT&CK',
  rule: 'Rule',
} as const

export const blockTitles = { detection: 'Detections', checklist: 'Checklist: CIS AWS Foundations Benchmark' } as const

/** Detections, then the checklist: those blocks that have findings. */
export const inBlocks = <F extends { readonly block: keyof typeof blockTitles }>(
  findings: readonly F[],
): readonly { readonly block: keyof typeof blockTitles; readonly findings: readonly F[] }[] =>
  (['detection', 'checklist'] as const)
    .map((block) => ({ block, findings: findings.filter((finding) => finding.block === block) }))
    .filter((each) => each.findings.length > 0)

/** `T1098.003 Account Manipulation: Additional Cloud Roles`. */
export const techniqueWords = (id: AttackId): string => `${id} ${attackTechniques[id].name}`

/** Where a search among findings finds none. */
export const noneSought = (findings: number): string =>
  findings === 1
    ? 'The 1 finding is not among what is sought.'
    : `None of the ${formatCount(findings)} findings is among what is sought.`

/** Above the matrix of ATT&CK. */
export const matrixHeadline = (found: number, lookedFor: number): string =>
  `ATT&CK: findings name ${formatCount(found)} of the ${formatCounted(lookedFor, 'technique')} that rules look for`
export const noFindingNames = 'no finding names it'

/** A finding that no event with a time lies behind. */
export const seenAtNoTime = 'at no known time'

/** The gravest first; within one severity what was seen first, and then what only counts further subjects. */
export const gravestFirst = <T extends Told>(findings: readonly T[]): readonly T[] =>
  findings.toSorted(
    (a, b) =>
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      Number(a.isRest ?? false) - Number(b.isRest ?? false) ||
      (a.firstSeen ?? Number.MAX_VALUE) - (b.firstSeen ?? Number.MAX_VALUE),
  )

/** Rules that ran and found nothing: that says something only when they are named. */
export function silentRules<R extends Pick<Told, 'rule'>>(
  rules: readonly R[],
  findings: readonly Told[],
): readonly R[] {
  const spoke = new Set(findings.map(({ rule }) => rule))
  return rules.filter(({ rule }) => !spoke.has(rule))
}
