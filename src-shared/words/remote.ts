import { formatCount, formatCounted } from '../base/count.ts'
import { dayMs } from '../base/time.ts'
import type { TrailPlace } from '../model/trail-place.ts'
import type { RemoteEngine } from '../sql/ddl/ddl.ts'

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
  sizes:
    'requestParametersBytes and responseElementsBytes count the JSON text that the engine gives, which may differ from the log file’s by spaces and escapes.',
  verdicts:
    'Nothing that these tables answer is verified: no digest is looked at. Fetch the log files that file names (trailproof fetch --files) and verify them.',
} as const

/** Log files whose places cannot be told. */
export const unplacedFiles = (files: number): string =>
  `${formatCounted(files, 'log file')} ${files === 1 ? 'has' : 'have'} neither a path nor a name that tells account, Region and day: their events are in no table unless other log files name their folders.`

export const addressLacks = (places: number): string =>
  `Of ${formatCounted(places, 'place')} no digest and no acquisition manifest tells the bucket: name it with --location s3://bucket/prefix`
