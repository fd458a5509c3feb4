import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import type { SeenPlace, TrailPlace } from '../../../src-shared/model/trail-place.ts'
import { ddlOf, ddlText, type RemoteEngine, remoteEngines } from '../../../src-shared/sql/ddl/ddl.ts'
import { isAddress, locationAt, placesAt } from '../../../src-shared/sql/ddl/places.ts'
import { addressLacks, tableNotes, unplacedFiles } from '../../../src-shared/words/remote.ts'
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
  readonly json: boolean
}

/** The command `ddl`, to its exit code. */
export async function runDdl(args: readonly string[], io: CommandIo, startEngine: StartEngine): Promise<number> {
  const read = readDdl(args)
  if (!read.ok) return sayUsage(io, 'ddl', read.message)
  const { folders, given } = read.value
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

const noLogFiles = 'The case has no log files of a trail: nothing tells accounts, Regions and days'

/** What is given takes the place of what the case tells. */
function narrowed(place: SeenPlace, { accounts, families, regions, first, last }: Given): SeenPlace {
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
  const lacks = folders.length > 0 ? null : whatLacks(given)
  if (lacks !== null) return fail('usage', `Without a folder ${lacks} is needed`)
  return ok({ folders, trust: trust.value, engine: engine.value, given, json: values.json ?? false })
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
