import { resolve } from 'node:path'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import { formatUtc } from '../../../src-shared/base/time.ts'
import type { FetchEnding, FetchProgress, FetchReport, FetchRequest } from '../../../src-shared/model/acquisition.ts'
import { nothingListed, planLines, reportLines } from '../../../src-shared/words/acquisition.ts'
import { readS3Place } from '../../../src-shared/words/s3-place.ts'
import { readArguments } from './arguments.ts'
import { sayUsage } from './help.ts'
import { type CommandIo, exitCode } from './io.ts'
import { sayTrouble } from './io-case.ts'
import { describeFetch } from './io-progress.ts'
import { readRange } from './read-range.ts'

/** What a fetch needs of the network, handed in: it is loaded only when a fetch runs. */
export interface FetchParts {
  readonly plan: Fetch
  readonly fetch: Fetch
  readonly policyOf: (request: FetchRequest) => object
  /** Runs `verify` with these arguments. */
  readonly verify: (args: readonly string[]) => Promise<number>
}

type Fetch = (
  request: FetchRequest,
  signal: AbortSignal,
  onProgress: (progress: FetchProgress) => void,
) => Promise<Result<FetchReport>>

/** Evidence that is not all there is as good as unproven. */
const endingCode: Readonly<Record<FetchEnding, number>> = {
  whole: exitCode.done,
  partial: exitCode.unproven,
  stopped: exitCode.unproven,
  interrupted: exitCode.interrupted,
}

/** The command `fetch`, to its exit code. */
export async function runFetch(args: readonly string[], io: CommandIo, parts: FetchParts): Promise<number> {
  const asked = readFetch(args, process.env)
  if (!asked.ok) return sayUsage(io, 'fetch', asked.message)
  const { request, notes, mode, json } = asked.value
  for (const note of notes) await io.err.say(note)
  if (mode === 'policy') {
    await io.out.data(`${JSON.stringify(parts.policyOf(request), null, 2)}\n`)
    return exitCode.done
  }
  const work = mode === 'plan' ? parts.plan : parts.fetch
  const done = await work(request, io.signal, (progress) => io.err.draw(describeFetch(progress)))
  io.err.draw(null)
  if (!done.ok)
    return sayTrouble(io, 'fetch', done.message, done.code === 'unreachable' ? exitCode.noInput : exitCode.bad)
  const report = done.value
  for (const { sentence } of report.troubles) await io.err.say(sentence)
  if (json) await io.out.data(`${JSON.stringify(report)}\n`)
  else
    await io.out.say(
      mode === 'plan' ? planLines(report) : reportLines(report, request.folder, verifyCommand(request, report)),
    )
  if (report.ending === 'whole' && report.plan.all.objects === 0)
    return sayTrouble(io, 'fetch', nothingListed(request.source), exitCode.noInput)
  if (mode !== 'verify' || report.ending === 'interrupted') return endingCode[report.ending]
  return worse(endingCode[report.ending], await parts.verify(verifyArguments(request, report)))
}

/** Something bad is worse than something unproven; whatever else ended the command is worse than both. */
const worse = (one: number, other: number): number => {
  const gravest = [exitCode.done, exitCode.unproven, exitCode.bad] as readonly number[]
  return gravest.indexOf(one) > gravest.indexOf(other) && gravest.includes(other) ? one : other
}

function verifyArguments({ folder, range }: FetchRequest, { keysFolder }: FetchReport): readonly string[] {
  return [
    folder,
    ...(keysFolder === null ? [] : ['--keys', keysFolder]),
    ...(range.from === null ? [] : ['--from', formatUtc(range.from)]),
    ...(range.until === null ? [] : ['--to', formatUtc(range.until)]),
  ]
}

const verifyCommand = (request: FetchRequest, report: FetchReport): string =>
  ['trailproof', 'verify', ...verifyArguments(request, report).map(quoted)].join(' ')

const quoted = (argument: string): string =>
  /^[\w./:@=+-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`

interface FetchArguments {
  readonly request: FetchRequest
  /** How times were read. */
  readonly notes: readonly string[]
  readonly mode: 'plan' | 'policy' | 'fetch' | 'verify'
  readonly json: boolean
}

const options = {
  to: { type: 'string' },
  from: { type: 'string' },
  'to-time': { type: 'string' },
  account: { type: 'string', multiple: true },
  region: { type: 'string', multiple: true },
  org: { type: 'string', multiple: true },
  versions: { type: 'boolean' },
  'no-keys': { type: 'boolean' },
  profile: { type: 'string' },
  'bucket-region': { type: 'string' },
  'endpoint-url': { type: 'string' },
  'request-payer': { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  'print-policy': { type: 'boolean' },
  verify: { type: 'boolean' },
  json: { type: 'boolean' },
} as const

function readFetch(args: readonly string[], env: NodeJS.ProcessEnv): Result<FetchArguments, 'usage'> {
  const read = readArguments(args, options)
  if (!read.ok) return read
  const { values, positionals } = read.value
  if (positionals.length !== 1) return fail('usage', 'One address is needed, such as s3://bucket/prefix')
  const source = readS3Place(positionals[0]!)
  if (source === null) return fail('usage', `“${positionals[0]!}” is no address such as s3://bucket/prefix`)
  const writes = values['dry-run'] !== true && values['print-policy'] !== true
  if (writes && !values.to) return fail('usage', '--to FOLDER is needed, except with --dry-run and --print-policy')
  const range = readRange(values.from, values['to-time'], 'to-time')
  if (!range.ok) return range
  const names = readNames(values)
  if (!names.ok) return names
  const mode = values['print-policy'] ? 'policy' : values['dry-run'] ? 'plan' : values.verify ? 'verify' : 'fetch'
  const request: FetchRequest = {
    source,
    folder: resolve(values.to ?? '.'),
    range: { from: range.value.range?.from ?? null, until: range.value.range?.to ?? null },
    ...names.value,
    versions: values.versions ?? false,
    publicKeys: values['no-keys'] !== true,
    connection: {
      profile: values.profile ?? null,
      region: values['bucket-region'] ?? null,
      endpoint: values['endpoint-url'] ?? env.AWS_ENDPOINT_URL_S3 ?? env.AWS_ENDPOINT_URL ?? null,
      requesterPays: values['request-payer'] ?? false,
    },
    given: args,
  }
  return ok({ request, notes: range.value.notes, mode, json: values.json ?? false })
}

const nameForms = {
  account: [/^\d{12}$/, 'the 12 digits of an account'],
  region: [/^[a-z]{2,}(-[a-z]+)+-\d+$/, 'a Region such as us-east-1'],
  org: [/^o-[a-z0-9]{10,32}$/, 'the id of an organization such as o-exampleorgid'],
} as const

type Named = { readonly [name in keyof typeof nameForms]?: readonly string[] | undefined }

/** A mistyped name would fetch nothing, and look like an empty bucket. */
function readNames(values: Named): Result<Pick<FetchRequest, 'accounts' | 'regions' | 'organizations'>, 'usage'> {
  for (const name of ['account', 'region', 'org'] as const) {
    const [form, what] = nameForms[name]
    const wrong = values[name]?.find((one) => !form.test(one))
    if (wrong !== undefined) return fail('usage', `--${name} takes ${what}, not “${wrong}”`)
  }
  const { account: accounts = [], region: regions = [], org: organizations = [] } = values
  return ok({ accounts, regions, organizations })
}
