import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import type { Connection, S3Place } from '../../../src-shared/model/acquisition.ts'
import type { SeenPlace, TrailPlace } from '../../../src-shared/model/trail-place.ts'
import { ddlOf, ddlText, type RemoteEngine, remoteEngines } from '../../../src-shared/sql/ddl/ddl.ts'
import { isAddress, locationAt, placesAt } from '../../../src-shared/sql/ddl/places.ts'
import { nothingListed } from '../../../src-shared/words/acquisition.ts'
import { addressLacks, tableNotes, unplacedFiles } from '../../../src-shared/words/remote.ts'
import { readS3Place } from '../../../src-shared/words/s3-place.ts'
import { readArguments, readChoice, readDays, readNames, readTrust, trustOptions } from './arguments.ts'
import { sayUsage } from './help.ts'
import { type CommandIo, exitCode, type StartEngine } from './io.ts'
import { type Evidence, sayTrouble, withCase } from './io-case.ts'

/** What is known without a case, and what takes the place of what a case tells. */
interface Given {
  readonly address: string | null
  readonly organizations: readonly string[]
  readonly accounts: readonly string[]
  readonly families: readonly string[]
  readonly regions: readonly string[]
  readonly first: string | null
  readonly last: string | null
}

interface DdlArguments extends Evidence {
  readonly engine: RemoteEngine
  readonly given: Given
  /** Where accounts, Regions and days are listed, in place of folders. */
  readonly bucket: S3Place | null
  readonly connection: Connection
  readonly json: boolean
}

/** Accounts, Regions and days as a bucket has them; handed in, and loaded only where a bucket is named. */
export type ListPlaces = (
  source: S3Place,
  connection: Connection,
  signal: AbortSignal,
) => Promise<Result<{ readonly places: readonly TrailPlace[]; readonly notes: readonly string[] }>>

/** The command `ddl`, to its exit code. */
export async function runDdl(
  args: readonly string[],
  io: CommandIo,
  startEngine: StartEngine,
  listPlaces: ListPlaces,
): Promise<number> {
  const read = readDdl(args)
  if (!read.ok) return sayUsage(io, 'ddl', read.message)
  const { folders, given, bucket } = read.value
  if (bucket !== null) return sayListed(bucket, read.value, io, listPlaces)
  if (folders.length === 0) return sayDdl(placesGiven(given), read.value, io)

  return withCase('ddl', read.value, io, startEngine, async (engine) => {
    const seen = await engine.trailPlaces()
    if (!seen.ok) throw new Error(seen.message)
    const { places, unplaced } = seen.value
    if (unplaced > 0) await io.err.say(`trailproof ddl: ${unplacedFiles(unplaced)}`)
    if (places.length === 0) return sayTrouble(io, 'ddl', noLogFiles, exitCode.noInput)
    const { places: at, lacking } = placesAt(
      places.map((place) => narrowed(place, given)),
      given.address,
    )
    if (lacking > 0) return sayTrouble(io, 'ddl', addressLacks(lacking), exitCode.usage)
    return sayDdl(at, read.value, io)
  })
}

async function sayListed(bucket: S3Place, asked: DdlArguments, io: CommandIo, listPlaces: ListPlaces): Promise<number> {
  const listed = await listPlaces(bucket, asked.connection, io.signal)
  if (io.signal.aborted) return exitCode.interrupted
  if (!listed.ok) return sayTrouble(io, 'ddl', listed.message, exitCode.noInput)
  for (const note of listed.value.notes) await io.err.say(`trailproof ddl: ${note}`)
  const { places } = listed.value
  if (places.length === 0) return sayTrouble(io, 'ddl', nothingListed(bucket), exitCode.noInput)
  return sayDdl(
    places.map((place) => narrowed(place, asked.given)),
    asked,
    io,
  )
}

const noLogFiles = 'The case has no log files of a trail: nothing tells accounts, Regions and days'

/** What is given takes the place of what the case tells. */
function narrowed<P extends SeenPlace | TrailPlace>(place: P, { accounts, families, regions, first, last }: Given): P {
  const either = (given: readonly string[], seen: readonly string[]) => (given.length > 0 ? given : seen)
  return {
    ...place,
    accounts: either(accounts, place.accounts),
    families: either(families, place.families),
    regions: either(regions, place.regions),
    days: { first: first ?? place.days.first, last: last ?? place.days.last },
  }
}

function placesGiven({ address, organizations, first, last, ...given }: Given): readonly TrailPlace[] {
  const families = given.families.length > 0 ? given.families : ['CloudTrail']
  return (organizations.length === 0 ? [null] : organizations).map((organization) => ({
    ...{ accounts: given.accounts, regions: given.regions, families },
    location: locationAt(address!, organization),
    days: { first: first!, last: last! },
  }))
}

async function sayDdl(places: readonly TrailPlace[], { engine, json }: DdlArguments, io: CommandIo): Promise<number> {
  const reversed = places.find(({ days }) => days.first > days.last)
  if (reversed !== undefined)
    return sayTrouble(io, 'ddl', `--from ${reversed.days.first} is later than ${reversed.days.last}`, exitCode.usage)
  const statements = ddlOf(engine, places)
  const notes = tableNotes(places)
  if (json) {
    await io.out.data(`${JSON.stringify({ engine, places, notes, statements })}\n`)
    return exitCode.done
  }
  await io.out.data(ddlText(notes, statements))
  return exitCode.done
}

function readDdl(args: readonly string[]): Result<DdlArguments, 'usage'> {
  const read = readArguments(args, {
    ...trustOptions,
    on: { type: 'string' },
    location: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    account: { type: 'string', multiple: true },
    family: { type: 'string', multiple: true },
    region: { type: 'string', multiple: true },
    org: { type: 'string', multiple: true },
    profile: { type: 'string' },
    'bucket-region': { type: 'string' },
    'endpoint-url': { type: 'string' },
    json: { type: 'boolean' },
  })
  if (!read.ok) return read
  const { values, positionals: folders } = read.value
  const engine = readChoice('on', values.on ?? '', remoteEngines)
  if (!engine.ok) return engine
  const names = readNames(values)
  if (!names.ok) return names
  const families = values.family ?? []
  const wrong = families.find((one) => !familyForm.test(one))
  if (wrong !== undefined) return fail('usage', `--family takes a folder such as CloudTrail-Insight, not “${wrong}”`)
  const days = readDays(values.from, values.to)
  if (!days.ok) return days
  const address = values.location ?? null
  if (address !== null && !isAddress(address))
    return fail('usage', `--location takes an address such as s3://bucket/prefix, not “${address}”`)
  const trust = readTrust(values)
  if (!trust.ok) return trust
  const given = { address, families, ...names.value, ...days.value }
  const { AWS_ENDPOINT_URL_S3: ofS3, AWS_ENDPOINT_URL: ofAll } = process.env
  const connection: Connection = {
    profile: values.profile ?? null,
    region: values['bucket-region'] ?? null,
    endpoint: values['endpoint-url'] ?? ofS3 ?? ofAll ?? null,
    requesterPays: false,
  }
  const bucket = folders.length === 1 ? readS3Place(folders[0]!) : null
  if (bucket !== null && address !== null) return fail('usage', '--location is of folders; a bucket is its own')
  const lacks = folders.length > 0 ? null : whatLacks(given)
  if (lacks !== null) return fail('usage', `Without a folder ${lacks} is needed`)
  return ok({
    folders,
    trust: trust.value,
    engine: engine.value,
    given,
    bucket,
    connection,
    json: values.json ?? false,
  })
}

const familyForm = /^CloudTrail(?:-[A-Za-z]+)?$/

function whatLacks({ address, accounts, regions, first, last }: Given): string | null {
  const needed = [
    ['--location', address !== null],
    ['--account', accounts.length > 0],
    ['--region', regions.length > 0],
    ['--from', first !== null],
    ['--to', last !== null],
  ] as const
  return needed.find(([, isGiven]) => !isGiven)?.[0] ?? null
}
