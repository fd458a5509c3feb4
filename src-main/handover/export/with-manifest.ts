import { SafeFile } from './safe-file.ts'

/** A file as it was written. */
export interface WrittenFile {
  readonly file: string
  readonly bytes: number
  /** Hex. */
  readonly sha256: string
}

export interface Writing<T> {
  /** Writes the content. What it resolves with is told to the manifest. */
  readonly write: (out: SafeFile) => Promise<T>
  readonly manifest: (written: WrittenFile, told: T) => object
}

/**
 * Writes a file and a manifest beside it at `<file>.manifest.json`. Neither may exist. Where anything throws, neither is
 * left behind. Returns the two paths.
 */
export async function writeWithManifest<T>(
  file: string,
  { write, manifest }: Writing<T>,
): Promise<readonly [string, string]> {
  const manifestPath = `${file}.manifest.json`
  const beside = await SafeFile.create(manifestPath)
  let out: SafeFile | null = null
  try {
    out = await SafeFile.create(file)
    const told = await write(out)
    const sha256 = await out.finish()
    await beside.write(`${JSON.stringify(manifest({ file, bytes: out.bytes, sha256 }, told), null, 2)}\n`)
    await beside.finish()
    return [file, manifestPath]
  } catch (error) {
    await out?.discard()
    await beside.discard()
    throw error
  }
}
