import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import type { BundleVerified } from '../../../src-shared/model/bundle.ts'
import { readArguments } from './arguments.ts'
import { sayUsage } from './help.ts'
import { type CommandIo, exitCode } from './io.ts'
import { sayTrouble } from './io-case.ts'

/** Verifies a bundle, and tells what came of it in lines. */
export type VerifyBundle = (
  path: string,
  signer: string | null,
) => Promise<Result<{ readonly verified: BundleVerified; readonly lines: readonly string[]; readonly code: number }>>

export async function runVerifyBundle(args: readonly string[], io: CommandIo, verifyBundle: VerifyBundle): Promise<number> {
  const read = readVerifyBundle(args)
  if (!read.ok) return sayUsage(io, 'verify-bundle', read.message)
  const { path, signer, json } = read.value
  const told = await verifyBundle(path, signer)
  if (!told.ok) return sayTrouble(io, 'verify-bundle', told.message, exitCode.noInput)
  const { verified, lines, code } = told.value
  if (json) await io.out.data(`${JSON.stringify({ format: 'trailproof-bundle-report', version: 1, ...verified }, null, 2)}\n`)
  else await io.out.say(lines)
  return code
} // biome-ignore format: one line a thing

function readVerifyBundle(args: readonly string[]): Result<{ readonly path: string; readonly signer: string | null; readonly json: boolean }, 'usage'> {
  const read = readArguments(args, { signer: { type: 'string' }, json: { type: 'boolean', default: false } })
  if (!read.ok) return read
  const { values, positionals } = read.value
  const [path, ...more] = positionals
  if (path === undefined || more.length > 0) return fail('usage', 'One bundle is needed, a zip archive or the folder that it was unpacked to')
  const signer = values.signer?.replaceAll(':', '').toLowerCase() ?? null
  if (signer !== null && !/^[0-9a-f]{64}$/.test(signer))
    return fail('usage', `--signer takes the SHA-256 of a certificate in hex, not “${values.signer}”`)
  return ok({ path, signer, json: values.json })
} // biome-ignore format: one line a thing
