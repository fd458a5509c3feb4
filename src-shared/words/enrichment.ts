import { formatCount, formatCounted } from '../base/count.ts'
import { formatUtc } from '../base/time.ts'
import type { EnrichmentFile, EnrichmentKind, ListKind, LookupColumn } from '../model/enrichment.ts'

/** Said of the user's files that tell where addresses are and whose they are. They are no evidence. */

/** Continue “<path>: ”; each is a sentence. */
export const mmdbWords = {
  noMetadata: 'It is no MaxMind DB, or it is cut: the metadata at its end is missing.',
  oddMetadata: 'It is damaged: its metadata name no type, no search tree or no version of IP.',
  cut: (tree: number, bytes: number): string =>
    `It is cut: its search tree takes ${formatCount(tree)} bytes, and the file has ${formatCount(bytes)}.`,
  unreadable: (reason: string): string => `It is damaged: its metadata cannot be read (${reason}).`,
  unread: (addresses: number, reason: string): string =>
    `It is damaged: the records of ${formatCounted(addresses, 'address')} cannot be read (${reason}).`,
  otherType: (type: string): string =>
    `It is a database of the type ${type}, which tells no country, city, owner or VPN of the addresses in it.`,
} as const

export const ipRangesWords = {
  type: (syncToken: string | null, createDate: string | null): string =>
    [
      'AWS ip-ranges.json',
      syncToken === null ? 'without syncToken' : `syncToken ${syncToken}`,
      ...(createDate === null ? [] : [`createDate ${createDate}`]),
    ].join(', '),
  entry: (list: string, at: number, fault: string): string => `${list}[${at}] is not used: ${fault}.`,
  noPrefix: (member: string): string => `it has no ${member}`,
} as const

export const listWords = {
  line: (number: number, problem: string): string => `Line ${formatCount(number)} is not used: ${problem}.`,
  noKind: (value: string): string =>
    `“${shortened(value)}” is neither an address, a CIDR block nor the 12 digits of an account, and nothing before it says what it is (${kinds})`,
  unknownKind: (kind: string): string => `there is no kind “${shortened(kind)}”; kinds are ${kinds}`,
  everyAddress: (block: string): string => `${block} is every address`,
  noAccount: (value: string): string =>
    `“${shortened(value)}” is no account: an account has 12 digits, and spreadsheets drop zeros at the beginning`,
  noName: (account: string): string => `the account ${account} has no name`,
  shortAgent: (pattern: string, least: number): string =>
    `“${shortened(pattern)}” is too short for an agent: it needs ${least} characters beside * and ?`,
  longAgent: (most: number): string => `an agent has more than ${most} characters`,
  manyAgents: (most: number): string => `there are more than ${formatCount(most)} agents`,
} as const

const kinds = 'network, vpn, test-agent, known-agent, account'
const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

export const enrichmentFileWords = {
  noFile: 'It is no file.',
  tooLarge: (bytes: number): string => `It has more than ${formatCount(Math.round(bytes / 1e6))} MB.`,
  unreadable: (reason: string): string => `It cannot be read: ${reason}.`,
  binary: 'It is neither a MaxMind DB nor text.',
  badJson: (reason: string): string => `It begins like JSON and cannot be read as such: ${reason}.`,
  otherJson:
    'It is JSON, but neither ip-ranges.json of AWS nor a list of accounts: it has no prefixes and no Accounts.',
  noEntries: 'No line of it can be used.',
  empty: 'It is empty.',
  lost: (reason: string): string => `It was left out, as the thread that read it ended: ${reason}.`,
  late: (seconds: number): string => `It was left out: it was not read within ${seconds} seconds.`,
  cancelled: 'It was not read: looking up was cancelled.',
  changed: 'It has changed since it was chosen: its SHA-256 is another.',
} as const

/** Title of the job. */
export const lookingUp = (files: number): string => `Look up addresses in ${formatCounted(files, 'file')}`
export const lookingUpCancelled = 'Looking up addresses was cancelled: the columns that it fills are empty.'

export const enrichmentKindNames: Readonly<Record<EnrichmentKind, string>> = {
  mmdb: 'MaxMind DB',
  'ip-ranges': 'AWS IP ranges',
  list: 'own list',
}

const listKindNames: Readonly<Record<ListKind, string>> = {
  network: 'trusted network',
  vpn: 'VPN network',
  'test-agent': 'test agent',
  'known-agent': 'known agent',
  account: 'account name',
}

/** `GeoLite2-City, built 2024-03-05T00:00:00Z`, `AWS ip-ranges.json, syncToken 1…: 7,000 IPv4, 2,000 IPv6` */
export function enrichmentFileIs({ kind, type, builtAt, entries }: EnrichmentFile): string {
  if (kind === null) return 'Not used'
  const name = type ?? enrichmentKindNames[kind]
  const built = builtAt === null ? '' : `, made ${formatUtc(builtAt)}`
  const counts = Object.entries(entries).map(([what, count]) =>
    what in listKindNames ? formatCounted(count, listKindNames[what as ListKind]) : `${formatCount(count)} ${what}`,
  )
  return `${name}${built}${counts.length === 0 ? '' : `: ${counts.join(', ')}`}`
}

/** `It knows 12 of 40 addresses of the case.` Nothing where none were looked up. */
export const addressesKnown = (known: number, all: number): string =>
  all === 0 ? '' : ` It knows ${formatCount(known)} of ${formatCounted(all, 'address')} of the case.`

/** `/data/GeoLite2-City.mmdb: GeoLite2-City, …` and its problems, a line each. */
export function enrichmentLines(file: EnrichmentFile, addresses: number): readonly string[] {
  const { path, kind, problems, problemCount, hasChanged } = file
  const head =
    kind === null
      ? `${path} is not used.`
      : `${path}: ${enrichmentFileIs(file)}.${addressesKnown(file.addresses, addresses)}`
  const more = problemCount - problems.length
  return [
    head,
    ...(hasChanged ? [`  ${enrichmentFileWords.changed}`] : []),
    ...problems.map((problem) => `  ${problem}`),
    ...(more > 0 ? [`  ${formatCounted(more, 'further problem')}.`] : []),
  ]
}

/** What would fill a column. */
const fillers: Readonly<Record<LookupColumn, string>> = {
  country: 'a .mmdb database of countries or cities',
  city: 'a .mmdb database of cities',
  asn: 'a .mmdb database of AS numbers',
  owner: 'a .mmdb database of AS numbers, AWS’s ip-ranges.json or a list of networks',
  accountName: 'a list of account names',
}

export const fillerOf = (column: LookupColumn): string => `${column} is filled by ${fillers[column]}.`

/** Said beside an answer that rests on a column that no file fills. */
export const nothingLookedUp = (column: LookupColumn): string =>
  `Nothing was looked up for ${column}: it is empty in every event. Fill it by ${fillers[column]}.`

const mostNamed = 5

/** `Addresses of trusted networks are left out: Office, VPN gateway.` */
export function leftOutTrusted(names: readonly string[]): string {
  const more = names.length - mostNamed
  const named = [...names.slice(0, mostNamed), ...(more > 0 ? [`${formatCount(more)} more`] : [])].join(', ')
  return `Addresses of trusted networks are left out: ${named}.`
}

/** Said of a finding all of whose calls have agents that the user's list knows as harmless. */
export const knownAgents = (names: readonly string[]): string =>
  `All of these calls have an agent that a list of known agents names: ${names.join(', ')}.`

/** Why a rule did not run, as it needs a file that was not chosen. */
export const ruleNeeds = {
  places: 'It did not run: it needs a .mmdb database of cities, which tells where addresses are.',
} as const satisfies Readonly<Record<string, string>>

interface NeedyRule {
  readonly needs?: keyof typeof ruleNeeds
}

/** Why the rule did not run with these files, a sentence; null where it did. Coordinates come with cities. */
const whyNotRun = ({ needs }: NeedyRule, files: readonly Pick<EnrichmentFile, 'columns'>[]): string | null =>
  needs === undefined || files.some(({ columns }) => columns.includes('city')) ? null : ruleNeeds[needs]

/** The rules that ran with these files, and those that did not, with the reason. */
export function byRun<R extends NeedyRule>(rules: readonly R[], files: readonly Pick<EnrichmentFile, 'columns'>[]) {
  const reasons = rules.map((rule) => ({ rule, reason: whyNotRun(rule, files) }))
  return {
    ran: reasons.filter(({ reason }) => reason === null).map(({ rule }) => rule),
    notRun: reasons.flatMap(({ rule, reason }) => (reason === null ? [] : [{ ...rule, reason }])),
  }
}

/** Of the window's dialog. */
export const enrichmentWindow = {
  button: 'Addresses…',
  title: 'Where addresses are',
  doc: 'Files of yours tell country, city, AS number and owner of addresses, and names of accounts: MaxMind databases (.mmdb), AWS’s ip-ranges.json, and lists with lines such as 203.0.113.0/24,Office or 111122223333,Prod. They stay where they are, and nothing is fetched. They are no evidence, and no verdict rests on them.',
  file: 'File',
  add: 'Add',
  pick: 'Files to look addresses up in',
  none: 'No file is chosen: the columns are empty.',
  reading: 'Looking up addresses…',
  again: 'Read again',
  againDoc: 'Reads the files as they are now: they count as unchanged from now on.',
} as const
