import { resolve } from 'node:path'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import { isJudged } from '../../../src-shared/model/event.ts'
import type { AskedRange, TrustGiven, Verification } from '../../../src-shared/model/verification.ts'
import { nothingToVerify } from '../../../src-shared/words/opening.ts'
import { readArguments, readTrust, type Trust, trustOptions, whyNoKeys } from './arguments.ts'
import { sayUsage } from './help.ts'
import { type CommandIo, exitCode, outcomeExitCode } from './io.ts'
import { sayTrouble } from './io-case.ts'
import { type ReadRange, readRange } from './read-range.ts'
import { renderJson } from './verify-json.ts'
import { renderText } from './verify-text.ts'

/** Has all files below the paths hashed and judged, as those of an opened case are. Throws once it is aborted. */
export type VerifyFolders = (
  paths: readonly string[],
  asked: { readonly range: AskedRange | undefined; readonly trust: TrustGiven },
  signal: AbortSignal,
  onProgress: (filesDone: number, filesTotal: number) => void,
) => Promise<Result<Verification, 'unreadable'>>

/** Writes into the examiner log of the case that these files are of what came of it. */
export type RecordVerified = (
  of: { readonly paths: readonly string[]; readonly range: AskedRange | undefined },
  verification: Verification,
) => Promise<void>

interface VerifyArguments extends ReadRange {
  readonly paths: readonly string[]
  readonly trust: Trust
  readonly json: boolean
  readonly verbose: boolean
}

/** The command `verify`, to its exit code. */
export async function runVerify(
  args: readonly string[],
  io: CommandIo,
  verifyFolders: VerifyFolders,
  record: RecordVerified,
): Promise<number> {
  const asked = parseArguments(args)
  if (!asked.ok) return sayUsage(io, 'verify', asked.message)
  const { paths, trust, range, notes, json, verbose } = asked.value
  for (const note of notes) await io.err.say(note)
  const given = { ...trust, paths: [...paths.map((path) => resolve(path)), ...trust.keyPaths] }
  const verification = await verifyFolders(
    [...paths, ...trust.keyPaths],
    { range, trust: given },
    io.signal,
    progressTo(io),
  )
  if (!verification.ok) return sayTrouble(io, 'verify', verification.message, exitCode.noInput)
  const { files, report } = verification.value
  const trouble = whyNothing(verification.value, paths) ?? whyNoKeys(keyLists(files), trust)
  if (trouble !== null) return sayTrouble(io, 'verify', trouble, exitCode.noInput)
  await record({ paths: given.paths, range }, verification.value)
  const verified = { ...verification.value, paths, range }
  if (json) await io.out.data(renderJson(verified))
  else await io.out.say(renderText(verified, verbose))
  return outcomeExitCode[report.outcome]
}

function parseArguments(args: readonly string[]): Result<VerifyArguments, 'usage'> {
  const read = readArguments(args, {
    ...trustOptions,
    from: { type: 'string' },
    to: { type: 'string' },
    json: { type: 'boolean' },
    verbose: { type: 'boolean' },
  })
  if (!read.ok) return read
  const { values, positionals } = read.value
  if (positionals.length === 0) return fail('usage', 'A folder or a file is needed')
  const range = readRange(values.from, values.to, 'to')
  if (!range.ok) return range
  const trust = readTrust(values)
  if (!trust.ok) return trust
  const { json = false, verbose = false } = values
  return ok({ paths: positionals, trust: trust.value, ...range.value, json, verbose })
}

/** Why there is nothing to verify, a sentence; null where there is something. */
function whyNothing({ files, notRead }: Verification, paths: readonly string[]): string | null {
  const counts = files.some(({ kind }) => kind === 'result-signature' || (kind !== 'other' && isJudged(kind)))
  return counts ? null : nothingToVerify(paths, files.length, notRead.files['may-hold-events'])
}

const keyLists = (files: Verification['files']) =>
  files.flatMap(({ kind, path }) => (kind === 'public-keys' ? [path] : []))

/** A line that is written over, on a terminal only. */
const progressTo = (io: CommandIo) => (filesDone: number, filesTotal: number) =>
  io.err.draw(filesDone === filesTotal ? null : `${filesDone} of ${filesTotal} files read`)
