import { formatCount, formatCounted, sumOf } from '../../base/count.ts'
import { formatUtc, type TimeRange } from '../../base/time.ts'
import type { Doubt, IntegrityCounts } from '../../model/integrity.ts'
import { restsOnEvidence, trustWords } from '../outcome.ts'

/** What the integrity certificate says, beside the sentences of verdicts, hours, absences and keys. */

/** Above a column of numbers: never `proven` where nobody vouches for the keys. */
export const provenColumn = (doubts: readonly Pick<Doubt, 'code'>[]): string =>
  restsOnEvidence(doubts) ? 'Consistent hours' : 'Proven hours'

/** Said where nobody vouches for the keys. */
export const consistentMeans =
  'Consistent means: hashes and signatures fit, by public keys that came with the evidence and that nobody has compared with AWS. Where a digest, a log file or an hour is told as proven below, it is proven by these keys only.'

/** `2024-03-05T00:00:00Z up to, not including, 2024-03-06T00:00:00Z` */
export function rangeText(range: TimeRange | null): string {
  if (range === null || (range.from === null && range.until === null)) return 'all of the case'
  const { from, until } = range
  if (from === null) return `up to, not including, ${formatUtc(until!)}`
  if (until === null) return `from ${formatUtc(from)} on`
  return `${formatUtc(from)} up to, not including, ${formatUtc(until)}`
}

export const rangeMeans =
  'A certificate of a range tells the digests whose windows end in it or at most an hour behind it, with the log files that they list, as “trailproof verify” does, and the hours that the range touches. All digests of the case are used as proof. Files read, records and events are those of the case.'

/** Of a range: the case may have others. */
export const noDigestOfRange = (logs: number): string =>
  logs === 0
    ? 'No digest and no log file of the case is of this time: nothing is proven.'
    : `No digest of the case is of this time: none of ${formatCounted(logs, 'log file')} is proven.`
/** The whole in a few words, where nobody vouches for the keys. */
export const keysNotCompared = 'keys not compared with AWS'

export const scopeNames = {
  opened: 'Opened',
  keys: 'Keys given apart',
  acceptsEvidence: 'Keys in the evidence',
  range: 'Delivery time',
  caseFile: 'Case file',
  readAt: 'Read at',
  files: 'Files read',
  judged: 'Judged',
  records: 'Records',
  eventTimes: 'Event times',
  partial: 'Partial',
} as const

export const acceptsEvidence = 'trusted without a comparison, as the user asked'
export const everythingRead = 'Everything under the opened paths was read whole.'

export const recordsBalance = (of: {
  readonly records: number
  readonly events: number
  readonly duplicates: number
  readonly unparsed: number
}): string =>
  `${formatCounted(of.records, 'record')} = ${formatCounted(of.events, 'event')} + ${formatCounted(of.duplicates, 'duplicate')} + ${formatCount(of.unparsed)} unparsed`

export const isPartial = 'Opening was stopped: all numbers are of what was read until then.'

/** Files with a verdict, those that are only named by a digest included. */
export const judgedText = ({ logs, digests }: IntegrityCounts): string =>
  `${formatCounted(sumOf(logs), 'log file')} and ${formatCounted(sumOf(digests), 'digest')}, missing ones included`

export const trailColumns = {
  account: 'Account',
  region: 'Region',
  trail: 'Trail',
  hours: 'Hours',
  unproven: 'Other hours',
  share: 'Share',
  state: 'State',
  from: 'From',
  until: 'Until',
} as const

export const noTrails = 'There are no hours to tell of: no digest and no log file of a trail was judged.'
export const trailHours =
  'Hours are whole hours of delivery, which is minutes (rarely days) later than the events. Without a range they go from the first to the last whole hour of the case; the first and the last are cut through and are not counted.'
export const backfillRows =
  'Chains of backfill digests are told apart and do not count: their windows are those of other digests.'
export const spansTitle = 'Time that is not proven'
export const spansRest = 'The section Integrity of Trailproof, and the view coverage in SQL, list all.'
export const noSpans = (proven: string): string => `Every hour told is ${proven}.`
export const rangeHours = (from: string, until: string): string =>
  `Of the range, whole hours are counted: from ${from} up to, not including, ${until}.`
export const noTrailKnown = 'no trail known'
export const backfillTrail = (trail: string): string => `${trail} (backfill)`

export const mapCaption =
  'Hours of delivery by account, Region and trail. Of hours that are drawn as one, the worst is shown.'
export const mapLegend = { bad: 'missing or invalid', open: 'neither proven nor disproved' } as const
export const mapCut = (shown: number, all: number): string =>
  `The first ${formatCount(shown)} of ${formatCount(all)} rows are drawn.`

export const absenceColumns = {
  what: 'What',
  where: 'Account · Region · trail',
  from: 'From',
  until: 'Until',
  explanation: 'Explanation',
} as const
export const noDigestTells = 'No digest is here that could tell what is missing.'
export const absencesOfRange = 'Of these, those that the range touches are told.'
export const explanationsMean =
  'An explanation is an event of the case that names the trail, the bucket or the object. It is as good as the log file that holds the event.'
export const notLookedAt = (events: number): string =>
  `${formatCounted(events, 'event')} on objects of the trails’ buckets ${events === 1 ? 'was' : 'were'} not looked at, because there are too many.`
export const absencesRest = 'The section Integrity of Trailproof, and the view absences in SQL, list all.'

export const fileColumns = { what: 'Verdict', file: 'File', why: 'Why', sha256: 'SHA-256 here' } as const
export const allFilesProven = (files: number, proven: string): string =>
  files === 0 ? 'There is no digest and no log file.' : `Every digest and log file is ${proven}.`
/** `2 invalid, 1 missing` */
export const unprovenFiles = (counts: readonly string[]): string => `${counts.join(', ')}:`
export const fileCount = (status: keyof typeof fileStatusWords, files: number): string =>
  `${formatCounted(files, 'file')} ${fileStatusWords[status]}`
export const moreDoubts = (more: number): string =>
  `and ${formatCount(more)} more: the section Integrity of Trailproof lists all.`
export const fileStatusWords = {
  invalid: 'invalid',
  missing: 'missing',
  moved: 'moved',
  unverified: 'not proven',
  uncovered: 'in no digest',
} as const
export const filesRest = 'The section Integrity of Trailproof lists all.'

export const noDoubts = 'None: no statement above is in doubt.'
export const doubtObjects = (shown: readonly string[], more: number): string =>
  `${shown.join(', ')}${more === 0 ? '' : ` and ${formatCount(more)} more`}`

export const keyColumns = {
  fingerprint: 'Fingerprint',
  trust: 'Vouched for',
  from: 'Valid from',
  until: 'Valid until',
  proved: 'Digests',
  sources: 'Found in',
} as const
/** Who vouches for a key, where it is read by others than the examiner. */
export const keyTrust: typeof trustWords = {
  ...trustWords,
  accepted: 'found in the evidence, trusted as the examiner asked',
  confirmed: 'found in the evidence, fingerprint compared with AWS by the examiner',
}
export const noKeys = 'There is no public key: no signature was checked.'
export const howToCompareTitle = 'How to compare the keys with AWS'
export const howToCompareSteps = [
  'On a machine and with credentials that you trust, run the commands below. Keys differ by Region and time.',
  'Each fingerprint above must be among those that AWS prints, with the same Value, ValidityStartTime and ValidityEndTime.',
  'Where one differs or is absent, nothing that rests on the key is proven.',
] as const
export const anyRegionCommand =
  'aws cloudtrail list-public-keys --region REGION --start-time FROM --end-time UNTIL --output json'

/** How verdicts were come to, in steps that can be done by hand. */
export const methodSteps = [
  'Every file under the opened paths is read once, is never written, and is hashed: SHA-256 over the uncompressed content.',
  'Of each digest, the signature is taken from the metadata of its S3 object, kept beside it, or from the field previousDigestSignature of the next digest.',
  'The signature (SHA256withRSA) is checked with the public key whose fingerprint the digest names. Signed are four lines: digestEndTime, the S3 path of the digest, the SHA-256 of its uncompressed content in hex, and the previous signature in hex or “null”.',
  'A digest is proven by such a signature, or by a proven later digest that states its hash. Proof goes backwards along the chain, digest by digest.',
  'A log file is proven where its SHA-256 is the hashValue that a proven digest states for it. Its name and folder do not matter.',
  'An hour of delivery is proven where proven digests cover all of it, every log file that they list is there and valid, and no other log file lies in it.',
  'What digests list and name, and what is not there, is missing. What differs from what a proven digest states is invalid.',
] as const
export const methodSource =
  'The rules are those of the AWS CloudTrail user guide: “Validating CloudTrail log file integrity”, “CloudTrail digest file structure” and “Custom implementations of CloudTrail log file integrity validation” (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html). The order of the checks is that of “aws cloudtrail validate-logs”.'
export const methodRepeat =
  '“trailproof verify PATH --keys FILE” repeats this; “trailproof prove EVENT_ID PATH” tells the values of each link for one event, to be checked with gunzip, sha256sum and openssl.'

/** What verification of files on this machine cannot show. */
export const limits = [
  'The newest end: digests and log files that were deleted behind the newest digest here leave no trace. What AWS holds now was not asked.',
  'The newest digest is proven only where its signature was kept from S3 metadata; no later digest tells it.',
  'Keys: whoever can forge a key list can forge a trail. Verdicts are worth as much as the comparison of the fingerprints with AWS.',
  'What was never logged: a Region or an account without a trail, time in which logging or validation was off, data events, network activity events and Insights events that the trail did not select, and calls of services that CloudTrail does not record.',
  'A gap, which a proven digest states, is either time without delivery or deleted files: digests cannot tell which.',
  'Integrity is not truth: a proven log file is as CloudTrail delivered it. Who held the credentials, and why a call was made, it does not tell.',
  'Hours are of delivery. An event may be delivered minutes, rarely days, after it happened: events of an hour may lie in log files of later hours.',
  'Hashes are those of the moment of reading. Whether a file was changed since is told only of files that were read again.',
] as const
