import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { bundleWords, passwordVariable } from '../../../src-shared/words/bundles.ts'
import { readArguments } from './arguments.ts'
import { readPassword } from './bundle.ts'
import { sayUsage } from './help.ts'
import { type CommandIo, exitCode } from './io.ts'
import { sayTrouble } from './io-case.ts'

/** Makes a key with its certificate: the bytes of a PKCS#12 file, and the SHA-256 of the certificate. */
export type MakeIdentity = (
  name: string,
  password: string,
  now: Date,
) => { readonly file: Buffer; readonly fingerprint: string }

/** Writes a new key with a certificate, to sign bundles with. */
export async function runMakeKey(args: readonly string[], io: CommandIo, makeIdentity: MakeIdentity): Promise<number> {
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
  const { file, fingerprint } = makeIdentity(name, password.value, new Date())
  const path = resolve(named)
  try {
    writeFileSync(path, file, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return sayTrouble(io, 'make-key', `${path} cannot be written: ${why}`, exitCode.bad)
  }
  await io.out.say(bundleWords.keyMade(path, fingerprint))
  return exitCode.done
}
