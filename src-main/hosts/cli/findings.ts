import { resolve } from 'node:path'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import type { Finding } from '../../../src-shared/contract/findings.ts'
import type { In, JudgedSummary, Reference } from '../../../src-shared/contract/index.ts'
import { chosenFindings } from '../../../src-shared/findings-files/chosen.ts'
import type { FindingsCase } from '../../../src-shared/findings-files/told.ts'
import { mostSensitive, usualSensitivity } from '../../../src-shared/model/sensitivity.ts'
import { isAsGraveAs, type Severity, severities } from '../../../src-shared/model/severity.ts'
import { unreadFiles } from '../../../src-shared/words/not-read.ts'
import type { Engine } from '../../engine/engine.ts'
import { readArguments, readChoice, readTrust, trustOptions } from './arguments.ts'
import { enrichOptions, readEnrich } from './enrich.ts'
import type { WhyNotWritten } from './export.ts'
import { type FindingsFormat, findingsFormats, findingsIn } from './findings-formats.ts'
import { sayUsage } from './help.ts'
import { type CommandIo, exitCode, type StartEngine } from './io.ts'
import { type Evidence, finishJob, sayTrouble, withCase } from './io-case.ts'

interface FindingsArguments extends Evidence {
  /** The least grave that is told. */
  readonly least: Severity
  readonly format: FindingsFormat
  /** The least grave that makes a script stop; null where none does. */
  readonly failOn: Severity | null
  /** At which anomalies are told; null where they are not asked for. */
  readonly sensitivity: number | null
  /** Of Sigma, and the file with values of their placeholders; null where none are given. */
  readonly sigma: In<'sigma'> | null
  /** Null where findings are printed. */
  readonly file: In<'exportFindings'> | null
}

interface FindingsParts {
  readonly loadReference: () => Promise<Pick<Reference, 'rules'>>
  readonly whyNotWritten: WhyNotWritten
}

/** Tells what the rules of the window find, in its words. */
export async function runFindings(
  args: readonly string[],
  io: CommandIo,
  startEngine: StartEngine,
  { loadReference, whyNotWritten }: FindingsParts,
): Promise<number> {
  const read = readFindings(args)
  if (!read.ok) return sayUsage(io, 'findings', read.message)
  const { folders, trust, least, format, failOn, sensitivity, sigma: asked, file } = read.value
  for (const path of file === null
    ? []
    : [file.file, ...(file.redactionKey === undefined ? [] : [file.redactionKey])]) {
    const refused = whyNotWritten(path, [...folders, ...trust.keyPaths])
    if (refused !== null) return sayTrouble(io, 'findings', refused, exitCode.bad)
  }

  return withCase('findings', read.value, io, startEngine, async (engine, summary) => {
    const found = await orInterrupt(engine.findings(undefined), io.signal)
    if (found === 'interrupted') return exitCode.interrupted
    if (!found.ok) return sayTrouble(io, 'findings', found.message, exitCode.bad)
    const ran = asked === null ? null : await orInterrupt(engine.sigma(asked), io.signal)
    if (ran === 'interrupted') return exitCode.interrupted
    if (ran?.ok === false) return sayTrouble(io, 'findings', ran.message, exitCode.bad)
    const sigma = ran?.value ?? null
    const findings = [...found.value, ...(sigma?.findings ?? [])]
    const related = await orInterrupt(engine.incidents(undefined), io.signal)
    if (related === 'interrupted') return exitCode.interrupted
    if (!related.ok) return sayTrouble(io, 'findings', related.message, exitCode.bad)
    if (file !== null) {
      const written = await finishJob(engine, () => engine.exportFindings(file), io)
      if (!written.ok) {
        const code = written.code === 'interrupted' ? exitCode.interrupted : exitCode.bad
        return sayTrouble(io, 'findings', written.message, code)
      }
      await io.out.say(written.value.message ?? `The findings are in ${file.file}`)
      return failOn === null ? exitCode.done : codeOf(findings, failOn, summary)
    }
    const insights = await orInterrupt(engine.insights(undefined), io.signal)
    if (insights === 'interrupted') return exitCode.interrupted
    if (!insights.ok) return sayTrouble(io, 'findings', insights.message, exitCode.bad)
    const unusual = sensitivity === null ? null : await orInterrupt(engine.anomalies({ sensitivity }), io.signal)
    if (unusual === 'interrupted') return exitCode.interrupted
    if (unusual?.ok === false) return sayTrouble(io, 'findings', unusual.message, exitCode.bad)
    const anomalies = unusual?.value ?? null
    const looked = await engine.enrichment()
    const told = chosenFindings(
      findings,
      (await loadReference()).rules,
      sigma,
      least,
      looked.ok ? looked.value.files : [],
    )
    const incidents = related.value.filter(({ severity }) => isAsGraveAs(severity, least))
    await findingsIn[format](
      { ...told, incidents, insights: insights.value, anomalies, notRead: summary.notRead },
      io,
      caseOf(engine),
    )
    return failOn === null ? exitCode.done : codeOf(findings, failOn, summary)
  })
}

/** Events of a finding that are named, in a format that names them. */
const mostPlaces = 20

const caseOf = (engine: Pick<Engine, 'events'>): FindingsCase => ({
  placesOf: async ({ filter, events, hasFailed }) => {
    if (events === 0 || hasFailed === true) return []
    const columns = ['sourceFile', 'eventID'] as const
    const sort = { column: 'eventTime', descending: false } as const
    const page = await engine.events({ filter, sort, columns, offset: 0, limit: mostPlaces })
    if (!page.ok) throw new Error(page.message)
    return page.value.lines.map(({ values: { sourceFile, eventID = null } }) => ({ file: String(sourceFile), eventID: eventID === null ? null : String(eventID) }))
  },
}) // biome-ignore format: one line a thing

/** The rules run until the command ends its engine, so that nobody has to wait for them. */
function orInterrupt<T>(answer: Promise<T>, signal: AbortSignal): Promise<T | 'interrupted'> {
  return new Promise((resolve, reject) => {
    const stop = () => resolve('interrupted')
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

/** A rule that stopped, and files that were not read whole, may hold what is asked for. */
function codeOf(findings: readonly Finding[], failOn: Severity, { notRead, partial }: JudgedSummary): number {
  const grave = findings.filter(({ severity }) => isAsGraveAs(severity, failOn))
  if (grave.some(({ hasFailed }) => hasFailed !== true)) return exitCode.bad
  return grave.length > 0 || partial || unreadFiles(notRead) > 0 ? exitCode.unproven : exitCode.done
}

function readFindings(args: readonly string[]): Result<FindingsArguments, 'usage'> {
  const read = readArguments(args, {
    ...trustOptions,
    ...enrichOptions,
    severity: { type: 'string', default: 'info' },
    format: { type: 'string', default: 'table' },
    'fail-on': { type: 'string' },
    rules: { type: 'string' },
    placeholders: { type: 'string' },
    anomalies: { type: 'boolean' },
    sensitivity: { type: 'string' },
    json: { type: 'boolean' },
    out: { type: 'string' },
    force: { type: 'boolean', default: false },
    redact: { type: 'string' },
  })
  if (!read.ok) return read
  const { values, positionals: folders } = read.value
  if (folders.length === 0) return fail('usage', 'A folder or a file is needed')
  const least = readChoice('severity', values.severity, severities)
  if (!least.ok) return least
  const failOn = values['fail-on'] === undefined ? ok(null) : readChoice('fail-on', values['fail-on'], severities)
  if (!failOn.ok) return failOn
  const format = values.json ? ok('json' as const) : readChoice('format', values.format, findingsFormats)
  if (!format.ok) return format
  const trust = readTrust(values)
  if (!trust.ok) return trust
  if (values.sensitivity !== undefined && !values.anomalies) return fail('usage', '--sensitivity goes with --anomalies')
  const sensitivity = readSensitivity(values.sensitivity)
  if (!sensitivity.ok) return sensitivity
  const { rules, placeholders } = values
  if (rules === undefined && placeholders !== undefined) return fail('usage', '--placeholders goes with --rules')
  const sigma =
    rules === undefined
      ? null
      : { path: resolve(rules), placeholders: placeholders === undefined ? null : resolve(placeholders) }
  const anomaliesAt = values.anomalies ? sensitivity.value : null
  const { out, force, redact } = values
  if (out === '') return fail('usage', '--out takes the file to write')
  if (out === undefined && force) return fail('usage', '--force goes with --out')
  if (out === undefined && redact !== undefined) return fail('usage', '--redact goes with --out')
  if (redact === '') return fail('usage', '--redact takes the file of its key')
  if (out !== undefined && format.value === 'table')
    return fail('usage', '--out goes with --format csv, json, markdown or sarif')
  const file =
    out === undefined || format.value === 'table'
      ? null
      : {
          format: format.value,
          file: resolve(out),
          replaces: force,
          least: least.value,
          ...(anomaliesAt === null ? {} : { anomaliesAt }),
          ...(redact === undefined ? {} : { redactionKey: resolve(redact) }),
        }
  return ok({
    folders,
    trust: trust.value,
    enrich: readEnrich(values),
    least: least.value,
    format: format.value,
    failOn: failOn.value,
    sensitivity: anomaliesAt,
    sigma,
    file,
  })
}

function readSensitivity(text: string | undefined): Result<number, 'usage'> {
  const read = text === undefined ? usualSensitivity : /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN
  return read <= mostSensitive
    ? ok(read)
    : fail('usage', `--sensitivity takes a whole number from 0 to ${mostSensitive}`)
}
