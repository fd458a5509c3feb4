import { resolve } from 'node:path'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import type { Finding, Rule } from '../../../src-shared/contract/findings.ts'
import type { In, JudgedSummary, Reference, SigmaRun } from '../../../src-shared/contract/index.ts'
import { sigmaRules } from '../../../src-shared/findings-files/sigma.ts'
import type { FindingsCase, FindingsToTell } from '../../../src-shared/findings-files/told.ts'
import type { EnrichmentFile } from '../../../src-shared/model/enrichment.ts'
import { mostSensitive, usualSensitivity } from '../../../src-shared/model/sensitivity.ts'
import { isAsGraveAs, type Severity, severities } from '../../../src-shared/model/severity.ts'
import { byRun } from '../../../src-shared/words/enrichment.ts'
import { gravestFirst, silentRules } from '../../../src-shared/words/findings.ts'
import { unreadFiles } from '../../../src-shared/words/not-read.ts'
import type { Engine } from '../../engine/engine.ts'
import { readArguments, readChoice, readTrust, trustOptions } from './arguments.ts'
import { enrichOptions, readEnrich } from './enrich.ts'
import { type FindingsFormat, findingsFormats, findingsIn } from './findings-formats.ts'
import { sayUsage } from './help.ts'
import { type CommandIo, exitCode, type StartEngine } from './io.ts'
import { type Evidence, sayTrouble, withCase } from './io-case.ts'

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
}

/** Tells what the rules of the window find, in its words. */
export async function runFindings(
  args: readonly string[],
  io: CommandIo,
  startEngine: StartEngine,
  loadReference: () => Promise<Pick<Reference, 'rules'>>,
): Promise<number> {
  const read = readFindings(args)
  if (!read.ok) return sayUsage(io, 'findings', read.message)
  const { least, format, failOn, sensitivity, sigma: asked } = read.value

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
    const insights = await orInterrupt(engine.insights(undefined), io.signal)
    if (insights === 'interrupted') return exitCode.interrupted
    if (!insights.ok) return sayTrouble(io, 'findings', insights.message, exitCode.bad)
    const unusual = sensitivity === null ? null : await orInterrupt(engine.anomalies({ sensitivity }), io.signal)
    if (unusual === 'interrupted') return exitCode.interrupted
    if (unusual?.ok === false) return sayTrouble(io, 'findings', unusual.message, exitCode.bad)
    const anomalies = unusual?.value ?? null
    const looked = await engine.enrichment()
    const told = chosen(findings, (await loadReference()).rules, sigma, least, looked.ok ? looked.value.files : [])
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

function chosen(
  findings: readonly Finding[],
  rules: readonly Rule[],
  sigma: SigmaRun | null,
  least: Severity,
  files: readonly EnrichmentFile[],
): Omit<FindingsToTell, 'notRead' | 'incidents' | 'insights' | 'anomalies'> {
  const isTold = ({ severity }: Pick<Rule, 'severity'>) => isAsGraveAs(severity, least)
  const told = gravestFirst(findings.filter(isTold))
  const { ran: own, notRun } = byRun(rules.filter(isTold), files)
  const ran = [...own, ...(sigma === null ? [] : sigmaRules(sigma).filter(isTold))]
  return {
    findings: told,
    rules: ran,
    silent: silentRules(own, findings),
    notRun,
    notTold: findings.length - told.length,
    sigma,
  }
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
  return ok({
    folders,
    trust: trust.value,
    enrich: readEnrich(values),
    least: least.value,
    format: format.value,
    failOn: failOn.value,
    sensitivity: values.anomalies ? sensitivity.value : null,
    sigma,
  })
}

function readSensitivity(text: string | undefined): Result<number, 'usage'> {
  const read = text === undefined ? usualSensitivity : /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN
  return read <= mostSensitive
    ? ok(read)
    : fail('usage', `--sensitivity takes a whole number from 0 to ${mostSensitive}`)
}
