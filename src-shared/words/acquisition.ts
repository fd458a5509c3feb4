import { formatCount, formatCounted, sumOf } from '../base/count.ts'
import type {
  FetchEnding,
  FetchPlan,
  FetchReport,
  FetchTroubleCode,
  ObjectCount,
  S3Place,
} from '../model/acquisition.ts'
import { s3Address } from './s3-place.ts'

/** Sentences about what was fetched from S3, and what was not. */

const reasons: Readonly<Record<FetchTroubleCode, string>> = {
  'access-denied': 'AWS denied access',
  'kms-denied': 'its KMS key may not be used, so that S3 cannot decrypt it',
  archived: 'it lies in an archive storage class and has to be restored in S3 first',
  changed: 'it changed while it was fetched; run the command again',
  'not-there': 'it is not there any more',
  'no-bucket': 'there is no such bucket',
  credentials:
    'AWS did not accept the credentials, or there are none; with valid ones the same command goes on where it stopped',
  network: 'no connection held, after several attempts',
  throttled: 'AWS refused for too many requests, after several attempts',
  damaged: 'what came is not what S3 states, after several attempts',
  disk: 'it could not be written',
  refused: 'AWS refused',
}

/** `detail`: what AWS or the system said. */
export const fetchTroubleSentence = (code: FetchTroubleCode, subject: string, detail: string): string =>
  `${subject} was not fetched: ${reasons[code]} (${detail}).`

/** What a listing found beside what it looked for. */
export const listWords = {
  foreign: (prefixes: readonly string[]): string =>
    `Other services' objects were not fetched: ${prefixes.slice(0, 10).join(', ')}${prefixes.length > 10 ? ` and ${formatCount(prefixes.length - 10)} more` : ''}.`,
  beside: (objects: number): string =>
    `${formatCounted(objects, 'object')} beside the folders of the layout ${objects === 1 ? 'was' : 'were'} not fetched.`,
  notListed: (subject: string): string => `${subject} was not fetched: there is no such object.`,
  noDigests: (subject: string): string =>
    `${subject} is fetched without digests: its key does not tell where they are, and nothing proves it.`,
  tooFarAbove: (prefixes: number): string =>
    `${formatCounted(prefixes, 'prefix')} ${prefixes === 1 ? 'was' : 'were'} not looked into: AWSLogs/ is searched for three levels down. Name the prefix that stands before it.`,
} as const

export const manifestWords = {
  altered: (path: string, line: number): string =>
    `${path} was altered: its line ${formatCount(line)} does not follow from the one before. Fetch into another folder.`,
} as const

/** Of messages that are left in a queue. */
const whyLeft = {
  unknown: 'it is no notification of S3 or CloudTrail',
  notAsked: 'it announces an object that was not asked for',
  notFetched: 'what it announces was not fetched',
} as const
export type WhyLeft = keyof typeof whyLeft
export const messageLeft = (id: string, why: WhyLeft): string => `Message ${id} was left in the queue: ${whyLeft[why]}.`

/** Why nothing is written into a folder. */
export const targetWords = {
  foreign: (folder: string): string =>
    `${folder} holds other files. Name a new or empty folder, or that of an earlier fetch, which is then continued.`,
  busy: (folder: string): string => `Another fetch into ${folder} is running.`,
  unusable: (folder: string, reason: string): string => `${folder} cannot be written to: ${reason}.`,
} as const

/** What the user is to know of an acquisition beside what was fetched. */
export const fetchNotes = {
  margin:
    'Log files are fetched from two hours before the time that was asked for to two hours behind it, and digests up to two hours behind it: a digest names log files of its hour, and the next one repeats its signature.',
  followed: (bucket: string, region: string, asked: string): string =>
    `The bucket ${bucket} lies in ${region}, not in ${asked}, and was asked there.`,
  callerUnknown: (sentence: string): string => `AWS did not say who fetches: ${sentence}`,
  hasVersions:
    'The bucket keeps versions. With --versions, earlier contents of altered and deleted objects are fetched, too.',
  deletions: (count: number): string =>
    `The bucket remembers ${formatCounted(count, 'deletion')}; what was deleted is fetched below versions/.`,
} as const

/** Said beside the least policy, which cannot know keys. */
export const policyLacks =
  'Objects that are encrypted with a key of KMS need kms:Decrypt on that key, too. GetCallerIdentity needs no permission.'

/** Of a fetch of the log files that rows of a query name. */
export const onlyNamed = (files: number): string =>
  `Only ${formatCounted(files, 'log file')} that rows name, and the digests that prove ${files === 1 ? 'it' : 'them'}. Opened here, ${files === 1 ? 'it is' : 'they are'} judged by these; other log files of the same hours are then called missing, since they were not asked for.`

/** Said before a window uses it. */
export const fetchUsesNetwork =
  'Preview and Fetch ask AWS over the network, with the credentials of the profile, and only read. Beside that, only queries that are sent to Athena or Trino use the network.'

/** Of the job of a window. */
export const fetchTitle = (address: string, isPlan: boolean): string =>
  isPlan ? `Looking at ${address}` : `Fetching ${address}`

const megabytes = (bytes: number): string => `${formatCount(Math.ceil(bytes / 1e5) / 10)} MB`
const objectsOf = ({ objects, bytes }: ObjectCount): string =>
  `${formatCounted(objects, 'object')}, ${megabytes(bytes)}`

/**
 * Of US East (N. Virginia), S3 Standard, in US dollars for a thousand requests, and for a gigabyte that leaves AWS (Amazon
 * S3 pricing). Other Regions and storage classes differ.
 */
const prices = { list: 0.005, get: 0.0004, gigabyteOut: 0.09 } as const
const dollars = (amount: number): string => (amount < 0.01 ? 'less than $0.01' : `about $${amount.toFixed(2)}`)

const isListing = (call: string): boolean => call.startsWith('ListObject')

/** What a fetch would do, a line each. */
export function planLines({ plan, requests, notes, caller, ending }: FetchReport): readonly string[] {
  const lists = sumOf(Object.fromEntries(Object.entries(requests).filter(([call]) => isListing(call))))
  const gets = plan.all.objects
  const cost = (lists * prices.list + gets * prices.get) / 1000
  const out = (plan.all.bytes / 1e9) * prices.gigabyteOut
  return [
    `${objectsOf(plan.all)} would be fetched${caller === null ? '' : ` by ${caller.arn}`}. Nothing was written.`,
    ...familyLines(plan),
    `Regions: ${plan.regions.length === 0 ? 'none' : plan.regions.join(', ')}`,
    `Requests: ${formatCount(gets)} GET and ${formatCount(lists)} LIST (as many were made for this answer), ${dollars(cost)} at the prices of S3 Standard in us-east-1: $0.005 for 1,000 LIST, $0.0004 for 1,000 GET.`,
    `Out of AWS, the bytes cost ${dollars(out)} more at $0.09 for 1 GB; within their Region nothing.`,
    ...notes,
    ...(ending === 'whole' ? [] : [incomplete[ending]]),
  ]
}

const incomplete: Readonly<Record<Exclude<FetchEnding, 'whole'>, string>> = {
  partial: 'This is not all: what could not be read is named.',
  stopped: 'This is not all: nothing more could be read.',
  interrupted: 'This is not all: it was interrupted. The same command goes on where it stopped.',
}

const familyLines = ({ byFamily, earlierVersions }: FetchPlan): readonly string[] => [
  ...Object.entries(byFamily).map(([family, count]) => `  ${family}: ${objectsOf(count)}`),
  ...(earlierVersions === 0 ? [] : [`  of these, ${formatCounted(earlierVersions, 'earlier version')}`]),
]

/** What a fetch did, a line each. */
export function reportLines(report: FetchReport, folder: string, verifyCommand: string | null): readonly string[] {
  const { plan, fetched, notes, troublesTotal, troubles, manifest, keysFolder, caller, ending } = report
  const unsaid = troublesTotal - troubles.length
  return [
    `${objectsOf(fetched)} fetched into ${folder}${caller === null ? '' : ` by ${caller.arn}`}; ${formatCount(plan.alreadyThere.objects)} of ${formatCount(plan.all.objects)} were there already.`,
    ...familyLines(plan),
    ...(keysFolder === null ? [] : [`Public keys, as AWS listed them for this fetch: ${keysFolder}`]),
    ...(manifest === null ? [] : [`Manifest: ${manifest}`]),
    ...(troublesTotal === 0
      ? []
      : [
          `${formatCounted(troublesTotal, 'thing')} could not be fetched${unsaid === 0 ? '' : `, of which ${formatCount(unsaid)} stand in the manifest only`}.`,
        ]),
    ...notes,
    ...(ending === 'whole' ? [] : [incomplete[ending]]),
    ...(verifyCommand === null ? [] : [`Verify with: ${verifyCommand}`]),
  ]
}

export const nothingListed = (place: S3Place): string =>
  `There are no CloudTrail objects of what was asked for under ${s3Address(place)}: they lie below AWSLogs/ and the number of an account.`

/** What the manifest of an acquisition says, and what contradicts it. */
export const acquisitionWords = {
  told: (told: {
    readonly runs: number
    readonly objects: number
    readonly from: string
    readonly by: string | null
    readonly time: string
    readonly producedBy: string
  }): string =>
    `It is the manifest of what ${told.producedBy} fetched from ${told.from} in ${formatCounted(told.runs, 'run')}, the first at ${told.time} by ${told.by ?? 'a caller that AWS did not name'}: ${formatCounted(told.objects, 'object')}.`,
  keys: (regions: readonly string[]): string =>
    `The key lists in keys/ are those of ${regions.join(', ')}, as AWS listed them for it. Given as --keys they are taken for AWS's; opened with the folder alone they are keys that came with the evidence.`,
  holds: (lines: number): string =>
    `Each of its ${formatCounted(lines, 'line')} follows from the one before. That shows a careless change, not a forger: whoever can write the folder can write a manifest anew.`,
  tooLarge: 'The manifest is too large to be checked.',
  altered: (line: number): string =>
    `The manifest was altered: its line ${formatCount(line)} does not follow from the one before.`,
  troubles: (count: number, first: string): string =>
    `The last run could not fetch ${formatCounted(count, 'thing')}. The first: ${first}`,
  unfinished: 'The last run did not come to its end. The same command goes on where it stopped.',
  differs: (manifest: string): string => `It is not what was fetched: ${manifest} states another hash.`,
  missing: (files: number, first: string): string =>
    `${formatCounted(files, 'file')} that it names ${files === 1 ? 'was' : 'were'} fetched and ${files === 1 ? 'is' : 'are'} no longer there. The first: ${first}`,
  moved: (files: number, first: string): string =>
    `${formatCounted(files, 'file')} that it names ${files === 1 ? 'lies' : 'lie'} under another name or in another folder. The first: ${first}`,
  unnamed: (files: number, first: string): string =>
    `${formatCounted(files, 'file')} below its folder ${files === 1 ? 'is' : 'are'} not among what it says was fetched. The first: ${first}`,
} as const
