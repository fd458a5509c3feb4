import { formatCount, formatCounted } from '../base/count.ts'
import { formatUtc, type UtcMs } from '../base/time.ts'
import type { Tactic } from '../model/attack.ts'
import { seenAtNoTime } from './findings.ts'

/** What the words of an incident rest on. */
interface Told {
  readonly actors: readonly string[]
  readonly addresses: readonly string[]
  readonly accounts: readonly string[]
  readonly firstSeen: UtcMs | null
  readonly lastSeen: UtcMs | null
  readonly steps: readonly StepTold[]
  readonly events: number
  readonly proven: number
}
interface StepTold {
  readonly title: string
  readonly tactics: readonly Tactic[]
  readonly isAttempt: boolean
}

/** Said above all of them. */
export const incidentsMean =
  'Findings of one actor, or of what that actor issued, with less than a day between them. That they are one story is an assumption.'

/** Of the button that shows more than its events. */
export const incidentAround =
  'What its actors did, and what was done from its addresses, from some time before it to some time after it.'

interface Score {
  readonly severity: number
  readonly rarity: number
  readonly sequence: number
  readonly proof: number
}

/** Why an incident stands where it stands. */
export function scoreWords({ severity, rarity, sequence, proof }: Score): string {
  const total = severity * rarity * sequence * proof
  return `Its place: ${figure(total)} = severity ${figure(severity)} × rarity ${figure(rarity)} × sequence ${figure(sequence)} × proof ${figure(proof)}.`
}

const figure = (value: number): string => String(Math.round(value * 100) / 100)

/** `anna: 4 findings from Persistence to Impact`. */
export function incidentTitle({ actors, steps }: Told): string {
  const served = steps.flatMap(({ tactics }) => tactics.slice(0, 1))
  const [first, last] = [served[0], served.at(-1)]
  const span = first === undefined ? '' : first === last ? `, ${first}` : `, from ${first} to ${last}`
  return `${shortName(actors[0]!)}: ${formatCounted(steps.length, 'finding')}${span}`
}

/** Claims no more than the findings do: what was seen, in which order, from where, and how well it is proven. */
export function incidentParagraph(told: Told & { readonly isAnythingProven: boolean }): string {
  const { actors, steps, firstSeen, lastSeen } = told
  const when =
    firstSeen === null || lastSeen === null
      ? ''
      : firstSeen === lastSeen
        ? ` at ${formatUtc(firstSeen)}`
        : ` from ${formatUtc(firstSeen)} to ${formatUtc(lastSeen)}`
  const attempts = steps.filter(({ isAttempt }) => isAttempt).length
  return [
    `${listOf(actors.map(shortName), 'principal')} ${actors.length === 1 ? 'is' : 'are'} behind ${formatCounted(told.events, 'event')}${when}${fromWhere(told)}.`,
    `In order of time: ${listOf(distinctTitles(steps), 'finding', 12)}.`,
    ...(attempts === 0 ? [] : [attempts === steps.length ? 'No call of them succeeded.' : `Of ${formatCounted(attempts, 'finding')} no call succeeded.`]),
    proofSentence(told),
  ].join(' ') // biome-ignore format: a list of sentences
}

function fromWhere({ addresses, accounts }: Told): string {
  const from = addresses.length === 0 ? '' : `, from ${listOf(addresses, 'address')}`
  return accounts.length < 2 ? from : `${from}, in accounts ${listOf(accounts, 'account')}`
}

/** By the verdict on the log file, as the grid has it: whose keys it was verified with is told in Integrity. */
function proofSentence({ events, proven, isAnythingProven }: Told & { readonly isAnythingProven: boolean }): string {
  if (!isAnythingProven) return 'No log file of the case is verified.'
  if (proven === 0)
    return `${events === 1 ? 'The event does not lie' : 'None of these events lies'} in a verified log file.`
  if (proven < events) return `${formatCount(proven)} of ${formatCounted(events, 'event')} lie in verified log files.`
  return events === 1 ? 'The event lies in a verified log file.' : 'All of these events lie in verified log files.'
}

const distinctTitles = (steps: readonly StepTold[]): readonly string[] => [
  ...new Set(steps.map(({ title }) => `“${title}”`)),
]

/** `A, B and 3 further addresses`. */
function listOf(values: readonly string[], noun: string, most = 3): string {
  const shown = values.length <= most ? values.slice(0, -1) : values.slice(0, most)
  const last = values.length <= most ? values.at(-1)! : formatCounted(values.length - most, `further ${noun}`)
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`
}

/** Who and when it began, as it is called in filters: `user/anna 2024-03-05T09:05:00Z`. */
export const incidentName = ({ actors, firstSeen }: Pick<Told, 'actors' | 'firstSeen'>): string =>
  `${shortName(actors[0]!)} ${firstSeen === null ? seenAtNoTime : formatUtc(firstSeen)}`

/** `user/anna`, without the account, and `root of 111122223333`; what is no ARN stays as it is. */
function shortName(name: string): string {
  const [, account, resource] = /^arn:[^:]*:[^:]*:[^:]*:([^:]*):(.+)$/.exec(name) ?? []
  if (resource === undefined) return name
  return resource === 'root' ? `root of ${account}` : resource
}
