import { resolve } from 'node:path'
import type { Result } from '../../../src-shared/base/result.ts'
import { bundleWords, passwordVariable } from '../../../src-shared/words/bundles.ts'
import { readArguments } from './arguments.ts'
import { readPassword } from './bundle.ts'
import { sayUsage } from './help.ts'
import { type CommandIo, exitCode } from './io.ts'
import { sayTrouble } from './io-case.ts'

/** Writes a key with its certificate, and answers with the SHA-256 of the certificate. */
export type WriteKey = (path: string, name: string, password: string, signal: AbortSignal) => Promise<Result<string>>

/** Writes a new key with a certificate, to sign bundles with. */
export async function runMakeKey(args: readonly string[], io: CommandIo, writeKey: WriteKey): Promise<number> {
  const usage = (message: string) => sayUsage(io, 'make-key', message)
  const read = readArguments(args, { name: { type: 'string' }, 'password-file': { type: 'string' } })
  if (!read.ok) return usage(read.message)
  const { values, positionals } = read.value
  const [named, ...more] = positionals
  if (named === undefined || more.length > 0) return usage('One file is needed, which is written')
  const name = values.name?.trim() ?? ''
  if (name === '') return usage('--name is needed: it stands in the certificate')
  const password = readPassword(values['password-file'])
  if (!password.ok) return usage(password.message)
  if (!password.value) return usage(`A password is needed, in --password-file or in ${passwordVariable}`)
  const path = resolve(named)
  const written = await writeKey(path, name, password.value, io.signal)
  if (!written.ok) return sayTrouble(io, 'make-key', written.message, exitCode.bad)
  await io.out.say(bundleWords.keyMade(path, written.value))
  return exitCode.done
}
