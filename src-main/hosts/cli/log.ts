import { readFile } from 'node:fs/promises'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import { formatUtc } from '../../../src-shared/base/time.ts'
import type { LogHead, ShownLogLine } from '../../../src-shared/model/examiner-log.ts'
import {
  logAsMarkdown,
  logLimits,
  logProblemSentence,
  logStateSentence,
} from '../../../src-shared/words/examiner-log.ts'
import { readLog } from '../../examiner/read-log.ts'
import { readArguments, readChoice } from './arguments.ts'
import { sayUsage } from './help.ts'
import { type CommandIo, exitCode } from './io.ts'
import { sayTrouble } from './io-case.ts'

const formats = ['table', 'markdown', 'json'] as const

interface LogArguments {
  readonly file: string
  readonly onlyCheck: boolean
  readonly head: LogHead | null
  readonly manifest: string | null
  readonly format: (typeof formats)[number]
}

/** Shows an examiner log and says whether its lines follow from each other. */
export async function runLog(args: readonly string[], io: CommandIo): Promise<number> {
  const read = readLogArguments(args)
  if (!read.ok) return sayUsage(io, 'log', read.message)
  const { file, manifest, onlyCheck, format } = read.value
  const text = await textOf(file)
  if (!text.ok) return sayTrouble(io, 'log', text.message, exitCode.noInput)
  const head = manifest === null ? ok(read.value.head) : await headOf(manifest)
  if (!head.ok) return sayTrouble(io, 'log', head.message, exitCode.noInput)
  const { state, lines } = readLog(text.value, head.value)
  if (!lines.some(({ hash }) => hash !== '') && head.value === null)
    return sayTrouble(io, 'log', `${file} is no examiner log.`, exitCode.noInput)
  const problems = state.problems.map(logProblemSentence)
  if (format === 'json') await io.out.data(`${JSON.stringify({ ...state, sentence: logStateSentence(state), problems, ...(onlyCheck ? {} : { log: lines }) })}\n`)
  else if (format === 'markdown' && !onlyCheck) await io.out.data(logAsMarkdown(lines, logStateSentence(state)))
  else await io.out.say([...(onlyCheck ? [] : lines.map(asText)), logStateSentence(state), ...problems, logLimits])
  return state.problems.length === 0 ? exitCode.done : exitCode.bad
} // biome-ignore format: one line a thing

const asText = ({ n, time, who, sentence }: ShownLogLine): string =>
  [n, time === null ? '' : formatUtc(time), who, sentence].join('\t')

function readLogArguments(args: readonly string[]): Result<LogArguments, 'usage'> {
  const read = readArguments(args, {
    check: { type: 'boolean', default: false },
    head: { type: 'string' },
    manifest: { type: 'string' },
    format: { type: 'string', default: 'table' },
    json: { type: 'boolean' },
  })
  if (!read.ok) return read
  const { values, positionals } = read.value
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0)
    return fail('usage', 'One file is needed, a log as it was exported or kept')
  const format = values.json ? ok('json' as const) : readChoice('format', values.format, formats)
  if (!format.ok) return format
  if (values.head !== undefined && values.manifest !== undefined)
    return fail('usage', '--head and --manifest exclude each other: a manifest names a head')
  const head = values.head === undefined ? null : readHead(values.head)
  if (values.head !== undefined && head === null)
    return fail('usage', `--head takes a line and its hash as 12:0123…, not “${values.head}”`)
  return ok({ file, onlyCheck: values.check, head, manifest: values.manifest ?? null, format: format.value })
}

function readHead(text: string): LogHead | null {
  const [, n, hash] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text) ?? []
  return n === undefined || hash === undefined ? null : { n: Number(n), hash }
}

/** The end of the log that the manifest of an export repeats. */
async function headOf(manifest: string): Promise<Result<LogHead>> {
  const text = await textOf(manifest)
  if (!text.ok) return text
  try {
    const { n, hash }: Partial<LogHead> = JSON.parse(text.value).examinerLog
    const head = readHead(`${n}:${hash}`)
    if (head !== null) return ok(head)
  } catch {
    // What follows is said of it.
  }
  return fail('no-head', `${manifest} is no manifest that names the end of an examiner log.`)
}

async function textOf(file: string): Promise<Result<string>> {
  try {
    return ok(await readFile(file, 'utf8'))
  } catch (error) {
    return fail('unreadable', `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}
