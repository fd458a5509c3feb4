import { createReadStream } from 'node:fs'
import { formatCount } from '../../../src-shared/base/count.ts'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'

/** Bytes. What a window may ask has as many characters. */
const longestText = 1_000_000

/** The text of `--file`. A pipe or a device may never end: it is read as far as such a text may be long. */
export async function readGivenFile(file: string, signal: AbortSignal): Promise<Result<string, 'usage'>> {
  const pieces: Buffer[] = []
  try {
    for await (const piece of createReadStream(file, { end: longestText, signal })) pieces.push(piece)
  } catch (error) {
    return fail('usage', `--file cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
  const bytes = Buffer.concat(pieces)
  if (bytes.length <= longestText) return ok(bytes.toString())
  return fail('usage', `--file ${file} is longer than ${formatCount(longestText)} bytes, which it may not be`)
}
