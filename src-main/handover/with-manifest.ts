import { lstatSync } from 'node:fs'
import type { WrittenFile } from '../../src-shared/model/job.ts'
import { SafeFile, type SafeFileOptions } from './safe-file.ts'

export interface Writing<T> {
  /** Writes the content. What it resolves with is told to the manifest. */
  readonly write: (out: SafeFile) => Promise<T>
  readonly manifest: (written: WrittenFile, told: T) => object | Promise<object>
}

/** Where the manifest of a file lies. */
export const manifestOfFile = (file: string): string => `${file}.manifest.json`

/** Whether there is anything of that name, be it a link that leads nowhere. Where it cannot be asked, writing says why. */
export function isTaken(path: string): boolean {
  try {
    lstatSync(path)
    return true
  } catch {
    return false
  }
}

/**
 * Writes a file and a manifest beside it at `<file>.manifest.json`. Unless they replace others, neither may exist. Where
 * anything throws, neither is left behind; what was to be replaced is, unless the second name could not be taken behind
 * the first. Aborted, it throws. Returns what both are.
 */
export async function writeWithManifest<T>(
  file: string,
  { write, manifest }: Writing<T>,
  { signal, ...options }: Pick<SafeFileOptions, 'replaces'> & { readonly signal?: AbortSignal } = {},
): Promise<readonly [WrittenFile, WrittenFile]> {
  const manifestPath = manifestOfFile(file)
  const beside = await SafeFile.create(manifestPath, options)
  let out: SafeFile | null = null
  try {
    out = await SafeFile.create(file, options)
    const told = await write(out)
    const written = { file, sha256: await out.seal(), bytes: out.bytes }
    await beside.write(`${JSON.stringify(await manifest(written, told), null, 2)}\n`)
    const manifestWritten = { file: manifestPath, sha256: await beside.seal(), bytes: beside.bytes }
    signal?.throwIfAborted()
    await out.appear()
    await beside.appear()
    return [written, manifestWritten]
  } catch (error) {
    await out?.discard()
    await beside.discard()
    throw error
  }
}
