import { randomBytes } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { isObject } from '../../../src-shared/what/record-values.ts'
import { redactionWords } from '../../../src-shared/words/redaction.ts'
import { writeSafely } from '../safe-file.ts'
import { whyUnwritable } from '../why-unwritable.ts'

/** The key cannot be had. The message is the end of a sentence. */
export class NoRedactionKey extends Error {}

const keyBytes = 32
/** Only the owner reads it. */
const ownerOnly = 0o600
const ownersFolder = 0o700

/** A key, and how to remove the file again if it was made for an export that comes to nothing. */
export interface RedactionKey {
  readonly key: Buffer
  readonly undo: () => Promise<void>
}

/**
 * Reads the key of this file, or makes the file with a random key, and its folder, where there is none. Throws
 * `NoRedactionKey` where the file is no key, can be neither read nor made, or lies beside the export that it would open.
 */
export async function redactionKey(file: string, exported: string): Promise<RedactionKey> {
  if (dirname(resolve(file)) === dirname(resolve(exported))) throw new NoRedactionKey(redactionWords.keyBeside(file))
  const there = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw new NoRedactionKey(redactionWords.unreadableKey(file, error.message))
  })
  if (there !== null) return { key: keyIn(there, file), undo: async () => {} }
  const key = randomBytes(keyBytes)
  try {
    return { key, undo: await keep(key, file) }
  } catch (error) {
    const why = whyUnwritable(error, file)
    throw why === null ? error : new NoRedactionKey(why)
  }
}

/** Resolves with how the file is removed again. */
async function keep(key: Buffer, file: string): Promise<() => Promise<void>> {
  await mkdir(dirname(file), { recursive: true, mode: ownersFolder })
  const content = { kind, about: redactionWords.aboutKey, key: key.toString('base64') }
  const out = await writeSafely(file, `${JSON.stringify(content, null, 2)}\n`, { mode: ownerOnly })
  return () => out.discard()
}

const kind = 'trailproof-redaction-key'

function keyIn(text: string, file: string): Buffer {
  const told: unknown = parsedOrNull(text)
  const key =
    isObject(told) && told.kind === kind && typeof told.key === 'string' ? Buffer.from(told.key, 'base64') : null
  if (key?.length !== keyBytes) throw new NoRedactionKey(redactionWords.noKey(file))
  return key
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
