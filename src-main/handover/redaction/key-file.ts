import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { isObject } from '../../../src-shared/what/record-values.ts'
import { redactionWords } from '../../../src-shared/words/redaction.ts'

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
 * `NoRedactionKey` where the file is no key, or lies beside the export that it would open.
 */
export async function redactionKey(file: string, exported: string): Promise<RedactionKey> {
  if (dirname(resolve(file)) === dirname(resolve(exported))) throw new NoRedactionKey(redactionWords.keyBeside(file))
  const there = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (there !== null) return { key: keyIn(there, file), undo: async () => {} }
  const key = randomBytes(keyBytes)
  await mkdir(dirname(file), { recursive: true, mode: ownersFolder })
  const handle = await open(file, 'wx', ownerOnly)
  try {
    const content = { kind, about: redactionWords.aboutKey, key: key.toString('base64') }
    await handle.writeFile(`${JSON.stringify(content, null, 2)}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { key, undo: () => rm(file, { force: true }) }
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
