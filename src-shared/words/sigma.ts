import { formatCount, formatCounted } from '../base/count.ts'

/** Said of rules of Sigma, which the user brings: Trailproof has none of its own. */

/** Title of the job. */
export const readingOfSigma = (folder: string): string => `Sigma rules of ${folder}`
export const noSigmaRules = (folder: string): string =>
  `${folder} holds no file of rules, whose names end in .yml or .yaml.`
export const sigmaCancelled = 'The rules were not run to their end.'
export const sigmaNotRun = (file: string, reason: string): string => `${file} is not used: ${reason}.`

/** `12 events of arn:… match: CreateUser 8, AttachUserPolicy 4. 3 of them failed.` */
export function sigmaMatches(
  subject: string,
  events: number,
  operations: readonly (readonly [name: string, events: number])[],
  failed: number,
): string {
  const shown = operations.slice(0, mostOperations).map(([name, count]) => `${name} ${formatCount(count)}`)
  const more = operations.length - shown.length
  const named = more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${formatCounted(more, 'further operation')}`
  const counted = `${formatCounted(events, 'event')} of ${subject} ${events === 1 ? 'matches' : 'match'} this rule: ${named}.`
  return failed === 0 ? counted : `${counted} ${failedOf(failed, events)}`
}
const mostOperations = 5

const failedOf = (failed: number, events: number): string => {
  if (failed === events) return events === 1 ? 'The call failed.' : 'All of these calls failed.'
  return `${formatCount(failed)} of them failed.`
}

export const sigmaRest = (subjects: number, events: number): string =>
  `${formatCounted(subjects, 'further principal')} with no more events than those listed: ${formatCounted(events, 'event')} in all.`

/** Of a correlation: how the events lie in time. */
export function sigmaCorrelated(
  group: readonly (readonly [field: string, value: string])[],
  events: number,
  rules: readonly string[],
  spans: number,
  span: string,
): string {
  const by = group.length === 0 ? '' : ` with ${group.map(([field, value]) => `${field} ${value}`).join(' and ')}`
  const times =
    spans === 1 ? `within windows of ${span}` : `within windows of ${span}, at ${formatCount(spans)} separate times`
  return `${formatCounted(events, 'event')} of ${rules.map((rule) => `“${rule}”`).join(', ')}${by} meet this correlation ${times}.`
}

export const sigmaUnread = (events: number): string =>
  `${formatCounted(events, 'further event')} may match: their records could not be read.`

/** Said where no filter shows exactly the events. */
export const sigmaFilterShows = (shown: number): string =>
  `No filter tells these events from others: the one here shows ${formatCounted(shown, 'event')}.`

export const sigmaNoDescription = 'The rule gives no description.'
/** Rules of Sigma do not say what to look at next. */
export const sigmaNext = 'Look at what the same principal did before and after, and at whether the calls succeeded.'
export const sigmaNoFalsePositives = 'The rule names none.'

/** Who wrote a rule, as the rule says. */
export function sigmaOrigin({ file, author, license, id, tags }: SigmaOrigin): string {
  const tagged = tags.length === 0 ? null : `tags ${tags.join(' ')}`
  const told = [author === null ? null : `by ${author}`, license === null ? null : `licence ${license}`, id, tagged]
  return [`Sigma rule ${file}`, ...told.filter((text) => text !== null)].join(', ')
}

export const sigmaRunning = 'The Sigma rules are run…'
export const sigmaChooseEvent =
  'Choose an event in the grid of events first: then this tells why the rule matches it or does not.'
/** Of an event: what leads to why a rule matches it, and to the rules that may or may not. */
export const sigmaWhyIt = (title: string): string => `Why “${title}” matches`
export const sigmaAskOther = 'Why a Sigma rule matches, or does not…'

export const sigmaHolds = (holds: boolean): string =>
  holds ? 'The rule matches this event.' : 'The rule does not match this event.'
export const sigmaNoValue = 'The event has no value there.'
/** What a group of conditions asks for. */
export const sigmaPart = { all: 'all of', any: 'at least one of', not: 'not' } as const

interface Counted {
  readonly folder: string
  readonly rules: readonly { readonly events: number }[]
  readonly refused: readonly unknown[]
}

/** `57 Sigma rules of /rules ran, and 12 of them hit events. 3 were not run.` */
export function sigmaHeadline({ folder, rules, refused }: Counted): string {
  const hit = rules.filter(({ events }) => events > 0).length
  const ran = `${formatCounted(rules.length, 'Sigma rule')} of ${folder} ran, and ${formatCount(hit)} of them hit events.`
  if (refused.length === 0) return ran
  return `${ran} ${formatCount(refused.length)} ${refused.length === 1 ? 'was' : 'were'} not run.`
}

export const sigmaForOtherLogs = (rules: number): string =>
  `${formatCounted(rules, 'rule')} ${rules === 1 ? 'is' : 'are'} for other logs than those of CloudTrail.`

interface NotRun {
  readonly file: string
  readonly line: number
  readonly title: string | null
  readonly reason: string
}

/** `iam/users.yml, line 12 (Users are made): it has no condition` */
export const sigmaRefused = ({ file, line, title, reason }: NotRun): string =>
  `${file}, line ${formatCount(line)}${title === null ? '' : ` (${title})`}: ${reason}`

export interface SigmaOrigin {
  /** Path below the folder of rules. */
  readonly file: string
  readonly author: string | null
  readonly license: string | null
  readonly id: string | null
  /** Tactics and techniques among them are those of the rule's time. */
  readonly tags: readonly string[]
}
