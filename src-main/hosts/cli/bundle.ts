import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import type { In } from '../../../src-shared/contract/index.ts'
import { filterColumns } from '../../../src-shared/filter/columns.ts'
import { readFilter } from '../../../src-shared/filter/text.ts'
import { emptyForm } from '../../../src-shared/model/report.ts'
import { bundleWords, passwordVariable, unreadableFile } from '../../../src-shared/words/bundles.ts'
import { readArguments, readChoice, readTrust, trustOptions } from './arguments.ts'
import { sayUsage } from './help.ts'
import { type CommandIo, exitCode, type StartEngine } from './io.ts'
import { type Evidence, finishJob, sayTrouble, withCase } from './io-case.ts'
import { keptIn, type ReportParts } from './report.ts'

interface BundleArguments extends Evidence {
  readonly query: Omit<In<'exportBundle'>, 'incident'>
  /** The incident report is to lie in it. */
  readonly withIncident: boolean
  readonly notes: readonly string[]
  readonly json: boolean
}

/** Writes the events that a filter shows with all that proves them, signed. */
export async function runBundle(
  args: readonly string[],
  io: CommandIo,
  startEngine: StartEngine,
  { whyNotWritten, examiner, bookmarksOf }: ReportParts,
): Promise<number> {
  const read = readBundle(args)
  if (!read.ok) return sayUsage(io, 'bundle', read.message)
  const { folders, trust, query, withIncident, notes, json } = read.value
  const refused = whyNotWritten(query.file, [...folders, ...trust.keyPaths])
  if (refused !== null) return sayTrouble(io, 'bundle', refused, exitCode.bad)
  return withCase('bundle', read.value, io, startEngine, async (engine) => {
    for (const note of notes) await io.err.say(note)
    if (query.signer === null) await io.err.say(bundleWords.unsigned)
    const kept = withIncident ? await keptIn('bundle', engine, bookmarksOf, io) : []
    const incident = withIncident ? { ...emptyForm('incident'), examiner, kept } : null
    const written = await finishJob(engine, () => engine.exportBundle({ ...query, incident }), io)
    if (!written.ok) {
      const code = written.code === 'interrupted' ? exitCode.interrupted : exitCode.bad
      return sayTrouble(io, 'bundle', written.message, code)
    }
    const { events, message, written: files = [] } = written.value
    if (json) await io.out.data(`${JSON.stringify({ ...files[0], records: events, message })}\n`)
    else await io.out.say(message ?? `The bundle is in ${query.file}`)
    return exitCode.done
  })
}

function readBundle(args: readonly string[]): Result<BundleArguments, 'usage'> {
  const read = readArguments(args, {
    ...trustOptions,
    filter: { type: 'string' },
    sort: { type: 'string', default: 'eventTime' },
    descending: { type: 'boolean', default: false },
    out: { type: 'string' },
    'sign-with': { type: 'string' },
    certificate: { type: 'string' },
    'password-file': { type: 'string' },
    unsigned: { type: 'boolean', default: false },
    'incident-report': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  })
  if (!read.ok) return read
  const { values, positionals: folders } = read.value
  if (folders.length === 0) return fail('usage', 'A folder or a file is needed')
  if (values.filter === undefined) return fail('usage', '--filter is needed; an empty text bundles every event')
  if (values.out === undefined || values.out === '') return fail('usage', '--out is needed')
  if ((values['sign-with'] === undefined) !== values.unsigned)
    return fail('usage', '--sign-with FILE is needed, or --unsigned, and not both')
  const asked = readFilter(values.filter)
  if (!asked.ok) return fail('usage', asked.message)
  const column = readChoice('sort', values.sort, filterColumns)
  if (!column.ok) return column
  const trust = readTrust(values)
  if (!trust.ok) return trust
  const password = readPassword(values['password-file'])
  if (!password.ok) return password
  const { certificate, 'sign-with': key } = values
  const signer =
    key === undefined
      ? null
      : {
          key: resolve(key),
          certificate: certificate === undefined ? null : resolve(certificate),
          password: password.value,
        }
  const { filter, notes } = asked.value
  const sort = { column: column.value, descending: values.descending }
  const query = { filter, sort, file: resolve(values.out), signer }
  return ok({ folders, trust: trust.value, query, withIncident: values['incident-report'], notes, json: values.json })
}

/** Never an argument: every user of the machine can read those. Null where none is given. */
export function readPassword(file: string | undefined): Result<string | null, 'usage'> {
  if (file === undefined) return ok(process.env[passwordVariable] ?? null)
  try {
    return ok(readFileSync(file, 'utf8').replace(/\r?\n$/, ''))
  } catch (error) {
    return fail('usage', unreadableFile(file, error instanceof Error ? error.message : String(error)))
  }
}
