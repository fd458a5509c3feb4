import { resolve } from 'node:path'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import { timestampWords } from '../../../src-shared/words/bundles.ts'
import { readArguments } from './arguments.ts'
import type { WhyNotWritten } from './export.ts'
import { sayUsage } from './help.ts'
import { type CommandIo, exitCode } from './io.ts'
import { sayTrouble } from './io-case.ts'

/** Writes a bundle anew with a timestamp of its signature. */
export type AttachTimestamp = (
  bundle: string,
  response: string,
  file: string,
  signal: AbortSignal,
) => Promise<Result<{ readonly at: string; readonly subject: string }>>

interface TimestampArguments {
  readonly bundle: string
  readonly response: string
  readonly file: string
}

/** Attaches the response of a timestamp authority to a signed bundle, as a new file. */
export async function runTimestampBundle(
  args: readonly string[],
  io: CommandIo,
  attachTimestamp: AttachTimestamp,
  whyNotWritten: WhyNotWritten,
): Promise<number> {
  const read = readTimestampBundle(args)
  if (!read.ok) return sayUsage(io, 'timestamp-bundle', read.message)
  const { bundle, response, file } = read.value
  const refused = whyNotWritten(file, [bundle, response])
  if (refused !== null) return sayTrouble(io, 'timestamp-bundle', refused, exitCode.bad)
  const told = await attachTimestamp(bundle, response, file, io.signal)
  if (!told.ok) {
    const code = told.code === 'no-bundle' || told.code === 'unreadable' ? exitCode.noInput : exitCode.bad
    return sayTrouble(io, 'timestamp-bundle', told.message, code)
  }
  await io.out.say(timestampWords.attached(file, told.value.at, told.value.subject))
  return exitCode.done
}

function readTimestampBundle(args: readonly string[]): Result<TimestampArguments, 'usage'> {
  const read = readArguments(args, { response: { type: 'string' }, out: { type: 'string' } })
  if (!read.ok) return read
  const { values, positionals } = read.value
  const [bundle, ...more] = positionals
  if (bundle === undefined || more.length > 0) return fail('usage', 'One bundle is needed')
  if (!values.response)
    return fail('usage', '--response is needed: the file that the timestamp authority answered with')
  if (!values.out) return fail('usage', '--out is needed')
  return ok({ bundle: resolve(bundle), response: resolve(values.response), file: resolve(values.out) })
}
