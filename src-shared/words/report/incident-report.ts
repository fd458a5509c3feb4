import { formatCount, formatCounted } from '../../base/count.ts'
import type { Decision } from '../../model/bookmark.ts'
import type { SessionJoin } from '../../model/session.ts'

/** What the incident report says, beside the sentences of incidents, findings, sessions and proofs. */

export const reportRests =
  'This report tells what Trailproof found in the files named under Scope, and what the examiner chose and wrote. What rests on which file is told with it.'

export const noIncidents = 'No findings of this case belong together, so that there is no incident to tell.'
export const incidentsChosen = (told: number, all: number): string =>
  told === all
    ? `${formatCounted(all, 'incident')} of the case ${all === 1 ? 'is' : 'are'} told.`
    : `${formatCount(told)} of ${formatCounted(all, 'incident')} of the case are told, as the user chose.`
export const incidentsCut = (told: number, all: number): string =>
  `The first ${formatCount(told)} of ${formatCounted(all, 'incident')} chosen are drawn.`

export const stepColumns = {
  number: 'No.',
  first: 'First seen',
  last: 'Last seen',
  severity: 'Severity',
  title: 'Finding',
  tactic: 'Tactic',
  events: 'Events',
} as const
export const timelineCaption = (title: string): string =>
  `${title}: findings by tactic over time. The numbers are those of the table below.`
export const noTactic = 'no tactic'
export const stepsRest = 'The section Findings of Trailproof lists all.'
export const attempted = 'attempted'

export const chainCaption = (origin: string): string =>
  `Chain of sessions that begins with ${origin}: each stands below the one that issued its credentials, along the time of its events. Sessions of the incidents are in bold; framed: some of its events are not proven.`
export const sessionColumns = {
  session: 'Session',
  principal: 'Principal',
  issued: 'Issued at',
  first: 'First event',
  last: 'Last event',
  events: 'Events',
  unproven: 'Not proven',
  before: 'How it came about',
} as const
/** What tells that a session issued another. */
const joins: Readonly<Record<SessionJoin, string>> = {
  none: '',
  'access-key': ', as the access key tells',
  'principal-and-time': ', as principal and time tell',
  'switch-role': ', as SwitchRole tells',
}
export const cameAbout = (kind: string, before: string): string => `${kind}; ${before}`
export const issuedBy = (parent: string, join: SessionJoin): string => `issued by ${parent}${joins[join]}`
export const noChains = 'No session is part of the incidents told.'
export const chainsCut = (told: number, all: number): string =>
  `The chains of the first ${formatCounted(told, 'session')} of ${formatCount(all)} are looked at.`
export const sessionsLeft = (left: number): string =>
  `${formatCounted(left, 'further session')} of the chain ${left === 1 ? 'is' : 'are'} not told.`
export const sessionsRest = 'The section Sessions of Trailproof lists all.'

export const decisionWords: Readonly<Record<Decision, string>> = { confirmed: 'confirmed', dismissed: 'dismissed' }
export const undecided = 'not decided'
export const findingColumns = {
  decision: 'Decision',
  severity: 'Severity',
  finding: 'Finding',
  first: 'First seen',
  events: 'Events',
  techniques: 'ATT&CK',
  note: 'Note',
} as const
export const findingsTold = (told: number, all: number, dismissed: number): string =>
  [
    `${formatCount(told)} of ${formatCounted(all, 'finding')} of the case are told.`,
    ...(dismissed === 0 ? [] : [`${formatCounted(dismissed, 'finding')} that the examiner dismissed ${dismissed === 1 ? 'stands' : 'stand'} in an appendix.`]),
  ].join(' ') // biome-ignore format: a list of sentences
export const noFindingsTold = 'No finding is told.'
export const noReason = 'no reason was written'

export const noKeptEvents = 'No event is bookmarked, or none was chosen.'
export const eventTitle = (number: number, time: string, name: string): string =>
  `${formatCount(number)}. ${time === '' ? 'without a time' : time} ${name}`
export const eventNames = {
  note: 'Note of the examiner',
  eventID: 'Event ID',
  actor: 'Principal',
  address: 'Source address',
  account: 'Account',
  region: 'Region',
  error: 'Error',
  file: 'File',
  sha256: 'SHA-256 of the file',
  record: 'Record',
} as const
export const recordTitle = 'Record'
export const recordIsMade = 'The record is reconstructed from another form of file: it is not what CloudTrail wrote.'
export const eventsCut = (told: number, all: number): string =>
  `The first ${formatCount(told)} of ${formatCounted(all, 'bookmarked event')} are told with their records and proofs.`
export const proofsOfCopies = (copies: number): string =>
  `The event has ${formatCounted(copies, 'record')} in the case. The proof below is that of the record that is shown.`
export const conflictingCopies = 'Its records differ in content.'
export const keptSessions = 'Bookmarked sessions'
export const keptSession = (name: string, note: string): string => (note === '' ? name : `${name}: ${note}`)

export const resourceColumns = { account: 'Account', resource: 'Resource', events: 'Calls' } as const
export const resourcesMean =
  'What successful calls of the incidents that do not only read acted on, as their records tell.'
export const noResources = 'No successful call of the incidents that does not only read names a resource.'
export const writesCut = (told: number, all: number): string =>
  `The first ${formatCount(told)} of ${formatCounted(all, 'call')} are looked at.`
export const resourcesRest = 'The events of each incident, shown in Trailproof, name all.'

export const ruleColumns = { rule: 'Rule', id: 'Id', severity: 'Severity', findings: 'Findings' } as const
export const rulesRan = (rules: number): string =>
  `${formatCounted(rules, 'rule')} ran. A rule without findings says only that no event meets its conditions, in the logs that are here. Rules of Sigma that the user brought stand with them where they found something.`
export const ruleStopped = 'stopped: what it would have found is not known'

export const anomalyColumns = {
  from: 'From',
  until: 'Until',
  what: 'Anomaly',
  place: 'Where',
  events: 'Events',
  rests: 'Compared with, and proven',
} as const
export const noAnomaliesTold = 'No count was so unusual.'

export const alarmColumns = {
  alarm: 'Alarm',
  pattern: 'Pattern',
  condition: 'Condition',
  state: 'What came of it',
  from: 'From',
  until: 'Until',
  datapoints: 'Breaching datapoints',
  events: 'Events',
  note: 'Note',
} as const
export const alarmNotComputed = (why: string): string => `Not computed: ${why}`
