import { resolve } from 'node:path'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import { formatUtc, secondMs } from '../../../src-shared/base/time.ts'
import {
  type FetchEnding,
  type FetchProgress,
  type FetchReport,
  type FetchRequest,
  queueForm,
  type S3Place,
  usualFollowMs,
} from '../../../src-shared/model/acquisition.ts'
import { nothingListed, planLines, policyLacks, reportLines } from '../../../src-shared/words/acquisition.ts'
import { readS3Place } from '../../../src-shared/words/s3-place.ts'
import { readArguments, readInteger, readNames } from './arguments.ts'
import { type FileList, readFileList, sayVerdicts, type Verdicts } from './fetch-files.ts'
import { sayUsage } from './help.ts'
import { type CommandIo, exitCode } from './io.ts'
import { sayTrouble } from './io-case.ts'
import { describeFetch } from './io-progress.ts'
import { readRange } from './read-range.ts'

/** What a fetch needs of the network, handed in: it is loaded only when a fetch runs. */
export interface FetchParts {
  readonly plan: Fetch
  readonly fetchTrail: Fetch
  /** Fetches again and again; each round is told. */
  readonly follow: (...args: [...Parameters<Fetch>, (round: Result<FetchReport>) => Promise<void>]) => Promise<void>
  readonly policyOf: (request: FetchRequest) => object
  /** Runs `verify` with these arguments. */
  readonly verify: (args: readonly string[]) => Promise<number>
  /** The verdicts of log files below a folder; `keysFolder`: public keys that were fetched with them. */
  readonly verdictsOf: (folder: string, keysFolder: string | null) => Promise<Verdicts>
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
  const asked = await readFetch(args, process.env, io.signal)
  if (!asked.ok) return sayUsage(io, 'fetch', asked.message)
  const { request, notes, mode } = asked.value
  for (const note of notes) await io.err.say(note)
  if (mode === 'policy') {
    await io.out.data(`${JSON.stringify(parts.policyOf(request), null, 2)}\n`)
    await io.err.say(policyLacks)
    return exitCode.done
  }
  const onProgress = (progress: FetchProgress) => io.err.draw(describeFetch(progress))
  if (mode === 'plan') return sayRound(asked.value, await parts.plan(request, io.signal, onProgress), io)
  let code: number = exitCode.done
  let last: FetchReport | null = null
  const onRound = async (round: Result<FetchReport>) => {
    // A later round fetches what an earlier one could not.
    code = await sayRound(asked.value, round, io)
    if (round.ok) last = round.value
  }
  if (request.followMs !== null && request.queue === null) await parts.follow(request, io.signal, onProgress, onRound)
  else await onRound(await parts.fetchTrail(request, io.signal, onProgress))
  if (mode !== 'verify' || last === null || code === exitCode.noInput || io.signal.aborted) return code
  return worse(code, await verified(request, last, io, parts))
}

async function verified(request: FetchRequest, report: FetchReport, io: CommandIo, parts: FetchParts): Promise<number> {
  const { logFiles, source, folder } = request
  if (logFiles === null) return parts.verify(verifyArguments(request, report))
  return sayVerdicts(logFiles, source, await parts.verdictsOf(folder, report.keysFolder), io)
}

/** Says how one run ended. */
async function sayRound(
  { request, mode, json }: FetchArguments,
  round: Result<FetchReport>,
  io: CommandIo,
): Promise<number> {
  io.err.draw(null)
  if (!round.ok) {
    const code = round.code === 'unreachable' ? exitCode.noInput : exitCode.bad
    return sayTrouble(io, 'fetch', round.message, code)
  }
  const report = round.value
  for (const { sentence } of report.troubles) await io.err.say(sentence)
  if (json) await io.out.data(`${JSON.stringify(report)}\n`)
  else if (mode === 'plan') await io.out.say(planLines(report))
  else await io.out.say(reportLines(report, request.folder, verifyCommand(request, report)))
  const isEmpty = report.ending === 'whole' && report.plan.all.objects === 0
  if (isEmpty && request.followMs === null && request.queue === null)
    return sayTrouble(io, 'fetch', nothingListed(request.source), exitCode.noInput)
  // Ctrl-C is the intended way to end what waits for more.
  if (report.ending === 'interrupted' && request.followMs !== null)
    return report.troublesTotal === 0 ? exitCode.done : exitCode.unproven
  return endingCode[report.ending]
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
  /** How times and a list were read. */
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
  files: { type: 'string' },
  versions: { type: 'boolean' },
  follow: { type: 'boolean' },
  interval: { type: 'string' },
  queue: { type: 'string' },
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

async function readFetch(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<Result<FetchArguments, 'usage'>> {
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
  const follow = readFollow(values)
  if (!follow.ok) return follow
  const list = values.files === undefined ? null : await readFiles(values.files, values, source, signal)
  if (list?.ok === false) return list
  const mode = values['print-policy'] ? 'policy' : values['dry-run'] ? 'plan' : values.verify ? 'verify' : 'fetch'
  const request: FetchRequest = {
    source,
    folder: resolve(values.to ?? '.'),
    range: { from: range.value.range?.from ?? null, until: range.value.range?.to ?? null },
    ...names.value,
    logFiles: list?.value.keys ?? null,
    versions: values.versions ?? false,
    publicKeys: values['no-keys'] !== true,
    ...follow.value,
    connection: {
      profile: values.profile ?? null,
      region: values['bucket-region'] ?? null,
      endpoint: values['endpoint-url'] ?? env.AWS_ENDPOINT_URL_S3 ?? env.AWS_ENDPOINT_URL ?? null,
      requesterPays: values['request-payer'] ?? false,
    },
    given: args,
  }
  const notes = [...range.value.notes, ...(list?.value.notes ?? [])]
  return ok({ request, notes, mode, json: values.json ?? false })
}

/** Options that choose, which a list has done. */
const choosing = ['from', 'to-time', 'account', 'region', 'org', 'versions', 'follow', 'queue'] as const

async function readFiles(
  path: string,
  values: { readonly [name in (typeof choosing)[number]]?: unknown },
  source: S3Place,
  signal: AbortSignal,
): Promise<Result<FileList, 'usage'>> {
  const other = choosing.find((name) => values[name] !== undefined)
  return other === undefined
    ? readFileList(path, source, signal)
    : fail('usage', `--files names what is fetched, and --${other} would choose otherwise`)
}

function readFollow(values: {
  readonly follow?: boolean | undefined
  readonly interval?: string | undefined
  readonly queue?: string | undefined
  readonly versions?: boolean | undefined
}): Result<Pick<FetchRequest, 'followMs' | 'queue'>, 'usage'> {
  const { follow = false, interval, queue = null, versions = false } = values
  if (interval !== undefined && !follow) return fail('usage', '--interval needs --follow')
  if (queue !== null && !queueForm.test(queue)) return fail('usage', `--queue takes the URL of a queue, not “${queue}”`)
  if (queue !== null && versions) return fail('usage', '--queue announces current objects; --versions lists the bucket')
  const seconds = readInteger('interval', interval ?? String(usualFollowMs / secondMs), 1, 86_400)
  return seconds.ok ? ok({ followMs: follow ? seconds.value * secondMs : null, queue }) : seconds
}
