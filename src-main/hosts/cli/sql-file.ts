import { createReadStream } from 'node:fs'
import { formatCount } from '../../../src-shared/base/count.ts'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'

/** Bytes. What a window may ask has as many characters. */
const longestSql = 1_000_000

/** A pipe or a device may never end: it is read as far as a query may be long. */
export async function readSqlFile(file: string, signal: AbortSignal): Promise<Result<string, 'usage'>> {
  const pieces: Buffer[] = []
  try {
    for await (const piece of createReadStream(file, { end: longestSql, signal })) pieces.push(piece)
  } catch (error) {
    return fail('usage', `--file cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
  const bytes = Buffer.concat(pieces)
  if (bytes.length <= longestSql) return ok(bytes.toString())
  return fail('usage', `--file ${file} is longer than ${formatCount(longestSql)} bytes, which no query may be`)
}
