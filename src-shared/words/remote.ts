import { formatCount, formatCounted } from '../base/count.ts'
import { dayMs } from '../base/time.ts'
import type { RemoteAnswer, RemotePlace, RemoteProgress } from '../model/remote.ts'
import type { TrailPlace } from '../model/trail-place.ts'
import type { RemoteEngine } from '../sql/ddl/ddl.ts'
import type { ScanEstimate } from '../sql/remote/scan-estimate.ts'

/** Sentences about tables and answers of Athena and Trino, which read log files where they lie in S3. */

export const remoteEngineName: Readonly<Record<RemoteEngine, string>> = { athena: 'Amazon Athena', trino: 'Trino' }

/** What is to be known before the tables are created and read. */
export function tableNotes(places: readonly TrailPlace[]): readonly string[] {
  return [...places.map(placeNote), ...Object.values(viewNotes)]
}

function placeNote({ location, accounts, families, regions, days }: TrailPlace): string {
  const count = (Date.parse(days.last) - Date.parse(days.first)) / dayMs + 1
  const folders = accounts.length * families.length * regions.length * count
  const parts = [
    `${formatCounted(accounts.length, 'account')} (${named(accounts)})`,
    `${named(families)}`,
    `${formatCounted(regions.length, 'Region')} (${named(regions)})`,
    `the days of delivery ${days.first} to ${days.last}`,
  ]
  return `Below ${location} only ${parts.join(', ')} are read. Other accounts, Regions and days are not read, and no engine says so: add them to the projection. A query without a condition on day looks into ${formatCounted(folders, 'folder')}.`
}

const mostNamed = 40
const named = (names: readonly string[]): string =>
  names.length <= mostNamed
    ? names.join(', ')
    : `${names.slice(0, mostNamed).join(', ')} and ${formatCount(names.length - mostNamed)} more`

const viewNotes = {
  columns:
    'The views have the names and meanings of the columns of events in Trailproof; flags are booleans, eventTime is a timestamp in UTC, id is text.',
  copies:
    'events has one row for each eventID: the copy in the first log file by name. event_records has all copies; where they differ in content, compare them there.',
  days: 'A condition on day, account or region narrows what event_records reads. events looks for copies in all days of its view: create event_records anew with fewer days, or run “trailproof query --on” with --from and --to.',
  json: 'JSON text is written anew by the engine: members come in another order, and of two whose names differ only in upper and lower case, one is lost. requestParametersBytes and responseElementsBytes count that text.',
  verdicts:
    'Nothing that these tables answer is verified: no digest is looked at. Fetch the log files that file names (trailproof fetch --files) and verify them.',
} as const

/** Log files whose places cannot be told. */
export const unplacedFiles = (files: number): string =>
  `${formatCounted(files, 'log file')} ${files === 1 ? 'has' : 'have'} neither a path nor a name that tells account, Region and day: their events are in no table unless other log files name their folders.`

export const addressLacks = (places: number): string =>
  `Of ${formatCounted(places, 'place')} no digest and no acquisition manifest tells the bucket: name it with --location s3://bucket/prefix`

/** Of a column, a table, a question or a rule. */
export const ofCaseOnly = (name: string): string =>
  `“${name}” is known to a case only: no engine that reads log files can be asked for it.`

/** Beside an answer: what the tables read, and that nothing else was looked at. */
export const readOnlyThere = (table: string, place: TrailPlace): string => `${table}: ${placeNote(place)}`

/** Beside an answer whose tables could not be asked what they read. */
export const readUnknown =
  'Which accounts, Regions and days the tables read is not known: events of others are not in the answer, and no engine says so.'

/** What a case has and the tables do not read; null where that is nothing. */
export function notEnumerated(cased: readonly TrailNames[], tables: readonly TrailNames[]): string | null {
  const lacking = (of: (names: TrailNames) => readonly string[]) => {
    const read = new Set(tables.flatMap(of))
    return [...new Set(cased.flatMap(of))].filter((name) => !read.has(name))
  }
  const accounts = lacking((place) => place.accounts)
  const regions = lacking((place) => place.regions)
  if (accounts.length + regions.length === 0) return null
  const parts = [
    ...(accounts.length === 0 ? [] : [`${formatCounted(accounts.length, 'account')} (${named(accounts)})`]),
    ...(regions.length === 0 ? [] : [`${formatCounted(regions.length, 'Region')} (${named(regions)})`]),
  ]
  return `This case has ${parts.join(' and ')} that the tables do not name: their events are not in the answer.`
}
type TrailNames = Pick<TrailPlace, 'accounts' | 'regions'>

/** Why a query was not answered. */
export const remoteWords = {
  unreachable: (where: string, why: string): string => `${where} does not answer: ${why}.`,
  noTrino: (where: string, status: number, said: string): string =>
    `${where} did not answer as Trino does (HTTP ${status})${said === '' ? '' : `: ${said}`}`,
  otherServer: (uri: string): string =>
    `it leads to ${uri}, another server than was named. Name that one, or have the proxy in front of it send X-Forwarded headers.`,
  cancelledThere: (where: string, reason: string): string =>
    `${where} cancelled the query${reason === '' ? '' : `: ${reason}`}`,
  denied: (said: string): string => `Access is denied: ${said}`,
  tooLarge: (characters: number): string =>
    `The rows are longer than ${formatCount(characters / 1e6)} million characters together; the query was cancelled. Select fewer columns, or write them with “trailproof query --on”.`,
  interrupted: (where: string, id: string | null, isCancelled: boolean): string => {
    if (id === null) return `Interrupted before ${where} took the query.`
    return isCancelled
      ? `Interrupted; ${where} was told to cancel query ${id}.`
      : `Interrupted, and ${where} did not confirm that query ${id} is cancelled: it may run on. Look there.`
  },
} as const

const megabytes = (bytes: number): string => `${(bytes / 1e6).toLocaleString('en-US', { maximumFractionDigits: 1 })} MB`

/** While a query runs. */
export const remoteProgressLine = ({ state, scannedBytes, rows }: RemoteProgress): string =>
  [state, scannedBytes === null ? null : `${megabytes(scannedBytes)} read`, formatCounted(rows, 'row')]
    .filter((part) => part !== null)
    .join(', ')

/** Athena pricing: 5 USD a TB in most Regions, 10 MB a query at least. */
const usdPerByte = 5 / 1e12
const leastBytes = 10_000_000

/** Beside every answer: whose it is, what it took, and that it is no proof. */
export function answeredLine({ by, queryId, rows, scannedBytes, elapsedMs, resultLocation }: RemoteAnswer): string {
  const read = scannedBytes === null ? '' : `, ${megabytes(scannedBytes)} read`
  const time = elapsedMs === null ? '' : ` in ${(elapsedMs / 1000).toFixed(1)} s`
  const isBilled = by.startsWith(remoteEngineName.athena) && scannedBytes !== null
  const usd = (Math.max(scannedBytes ?? 0, leastBytes) * usdPerByte).toPrecision(2)
  const cost = isBilled ? `, about ${usd} USD at 5 USD a TB` : ''
  const where = resultLocation === null ? '' : ` The whole result is ${resultLocation}.`
  return `answered by ${by}, not verified: ${formatCounted(rows, 'row')}${read}${time}${cost} (query ${queryId}).${where}`
}

/** Behind an answer of the command line. */
export const howToVerify =
  'To verify: fetch the log files that file names with “trailproof fetch --files”, and open them.'

/** Before a query is sent: what leaves this machine, and with whose rights it runs. */
export const sendsText: Readonly<Record<RemoteEngine, string>> = {
  athena:
    'The text of a query is sent to AWS, with the credentials that the AWS CLI would use. Athena bills what a query scans. Nothing of the case is sent but what the text says.',
  trino:
    'The text of a query is sent to the server, with TRINO_PASSWORD or TRINO_TOKEN of the environment that Trailproof was started in, over https only. Nothing of the case is sent but what the text says.',
}

/** Of a query that is under way or was cancelled there. */
export const askedOf = (where: string): string => `Asked of ${where}: what it answers is not verified.`

/** A place for people. */
export const placeName = (place: RemotePlace): string =>
  place.engine === 'trino'
    ? `Trino at ${place.endpoint}`
    : `Amazon Athena, workgroup ${place.workgroup}${place.region === null ? '' : `, ${place.region}`}`

/** Where Athena's price per byte and least bytes are those of most Regions. */
export const leastCost = 'Athena bills 10 MB a query at least, at 5 USD a TB in most Regions.'

export function estimateLine({ table, folders, bytes }: ScanEstimate): string {
  const where = folders === null ? 'folders that are not known before' : formatCounted(folders, 'folder')
  const size = bytes === null ? 'how much lies there the engine does not know' : `about ${megabytes(bytes)}`
  return `${table}: would look into ${where}; ${size}.`
}
