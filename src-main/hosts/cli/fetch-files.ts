import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { formatCount, formatCounted } from '../../../src-shared/base/count.ts'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import type { S3Place } from '../../../src-shared/model/acquisition.ts'
import type { LogVerdict, ObjectUri } from '../../../src-shared/model/integrity.ts'
import { logFilesIn } from '../../../src-shared/words/log-files.ts'
import { s3Address } from '../../../src-shared/words/s3-place.ts'
import type { CommandIo } from './io.ts'
import { exitCode } from './io.ts'

/** Log files to fetch, as some text names them. */
export interface FileList {
  /** Their keys, each once. */
  readonly keys: readonly string[]
  /** What else was in the text, whole sentences. */
  readonly notes: readonly string[]
}

const mostFiles = 100_000

/**
 * The log files below `source` that the text names: the answer of an engine, or any text with their addresses. Records may
 * hold addresses, too: nothing outside of the bucket and prefix that the user names is taken. `-` is the standard input.
 */
export async function readFileList(
  path: string,
  source: S3Place,
  signal: AbortSignal,
): Promise<Result<FileList, 'usage'>> {
  const keys = new Set<string>()
  let elsewhere = 0
  let without = 0
  const input = path === '-' ? process.stdin : createReadStream(path)
  try {
    for await (const line of createInterface({ input, signal, crlfDelay: Number.POSITIVE_INFINITY })) {
      const found = logFilesIn(line)
      if (found.length === 0 && line.trim() !== '') without++
      for (const { bucket, key } of found) {
        if (bucket === source.bucket && key.startsWith(source.prefix)) keys.add(key)
        else elsewhere++
      }
      if (keys.size > mostFiles) return fail('usage', `--files names more than ${formatCount(mostFiles)} log files`)
    }
  } catch (error) {
    return fail('usage', `--files cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
  const at = s3Address(source)
  if (keys.size === 0) return fail('usage', `--files ${path} names no log file below ${at}${elsewhere === 0 ? '' : `, and ${formatCount(elsewhere)} elsewhere`}`) // biome-ignore format: a sentence
  const notes = [
    `--files names ${formatCounted(keys.size, 'log file')} below ${at}`,
    ...(elsewhere === 0 ? [] : [`${formatCounted(elsewhere, 'address', 'addresses')} in it elsewhere: not fetched`]),
    ...(without === 0 ? [] : [`${formatCounted(without, 'line')} of it without an address of a log file`]),
  ]
  return ok({ keys: [...keys], notes })
}

/** The verdict of each log file, by its address. */
export type Verdicts = ReadonlyMap<ObjectUri, LogVerdict>

/**
 * Tells of the named log files, to an exit code. Their digests list others of the same hours that were not asked for: those
 * are missing in the folder, and say nothing here.
 */
export async function sayVerdicts(
  keys: readonly string[],
  { bucket }: S3Place,
  verdicts: Verdicts,
  io: CommandIo,
): Promise<number> {
  const named = keys.map((key) => {
    const uri = `s3://${bucket}/${key}` as ObjectUri
    return { uri, status: verdicts.get(uri)?.status ?? 'uncovered' }
  })
  const verified = named.filter(({ status }) => status === 'verified').length
  const others = named.filter(({ status }) => status !== 'verified')
  await io.out.say([
    `Of ${formatCounted(named.length, 'log file')} that the list names, ${formatCount(verified)} ${verified === 1 ? 'is' : 'are'} verified.`,
    ...others.slice(0, mostNamed).map(({ uri, status }) => `  ${status}\t${uri}`),
    ...(others.length > mostNamed ? [`  and ${formatCount(others.length - mostNamed)} more`] : []),
    'Other log files of the same hours were not asked for: trailproof verify calls them missing in this folder.',
  ])
  if (others.length === 0) return exitCode.done
  return others.some(({ status }) => status === 'invalid' || status === 'missing') ? exitCode.bad : exitCode.unproven
}
const mostNamed = 50
