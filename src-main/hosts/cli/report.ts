import { resolve } from 'node:path'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import { dayMs, isDay, parseIsoTime, type TimeRange, type UtcMs } from '../../../src-shared/base/time.ts'
import type { In } from '../../../src-shared/contract/index.ts'
import type { CaseBookmark } from '../../../src-shared/model/bookmark.ts'
import {
  emptyForm,
  type ReportForm,
  type ReportFormat,
  type ReportKind,
  type ReportSection,
  reportEndings,
  reportFormats,
  reportKinds,
  reportPapers,
  reportSections,
} from '../../../src-shared/model/report.ts'
import { mostSensitive, usualSensitivity } from '../../../src-shared/model/sensitivity.ts'
import type { Engine } from '../../engine/engine.ts'
import { readArguments, readChoice, readInteger, readTrust, trustOptions } from './arguments.ts'
import type { WhyNotWritten } from './export.ts'
import { readGivenFile } from './given-file.ts'
import { type CommandName, sayUsage } from './help.ts'
import { type CommandIo, exitCode, type StartEngine } from './io.ts'
import { type Evidence, finishJob, sayTrouble, withCase } from './io-case.ts'
import { readRange } from './read-range.ts'

/** What commands that write reports are handed. */
export interface ReportParts {
  readonly whyNotWritten: WhyNotWritten
  /** As in the examiner log; empty where nobody gave a name. */
  readonly examiner: string
  /** What the window keeps of the open case. */
  readonly bookmarksOf: (engine: Engine) => Promise<Result<readonly CaseBookmark[]>>
}

export async function runReport(
  args: readonly string[],
  io: CommandIo,
  startEngine: StartEngine,
  { whyNotWritten, examiner, bookmarksOf }: ReportParts,
): Promise<number> {
  const read = await readReport(args, io.signal)
  if (!read.ok) return sayUsage(io, 'report', read.message)
  const { folders, trust, query, incidents, alarms, notes, json } = read.value
  const refused = whyNotWritten(query.file, [...folders, ...trust.keyPaths])
  if (refused !== null) return sayTrouble(io, 'report', refused, exitCode.bad)

  return withCase('report', read.value, io, startEngine, async (engine) => {
    for (const note of notes) await io.err.say(note)
    const chosen = await incidentsAt(engine, incidents)
    if (!chosen.ok) return sayTrouble(io, 'report', chosen.message, exitCode.noInput)
    const unknown = await unknownFinding(engine, query.form.findings)
    if (unknown !== null) return sayTrouble(io, 'report', unknown, exitCode.noInput)
    const asked = alarms === null ? ok(null) : await engine.readAlarms({ text: alarms })
    if (!asked.ok) return sayTrouble(io, 'report', asked.message, exitCode.noInput)
    for (const { title, reason } of asked.value?.refused ?? [])
      await io.err.say(`trailproof report: the alarm ${title} is not told: ${reason}`)
    const told = asked.value?.alarms.map(({ title, pattern, settings }) => ({ title, pattern, settings })) ?? null
    const kept = query.form.kind === 'incident' ? await keptIn('report', engine, bookmarksOf, io) : []
    const form = { ...query.form, examiner, incidents: chosen.value, alarms: told, kept }
    const written = await finishJob(engine, () => engine.writeReport({ ...query, form }), io)
    if (!written.ok) {
      const code = written.code === 'interrupted' ? exitCode.interrupted : exitCode.bad
      return sayTrouble(io, 'report', written.message, code)
    }
    const { message } = written.value
    const facts = { file: query.file, manifest: `${query.file}.manifest.json`, kind: form.kind, message }
    if (json) await io.out.data(`${JSON.stringify(facts)}\n`)
    else await io.out.say(message ?? `The report is in ${query.file}`)
    return exitCode.done
  })
}

/** The bookmarks of the case; none, and that is said, where they cannot be read. */
export async function keptIn(
  command: CommandName,
  engine: Engine,
  bookmarksOf: ReportParts['bookmarksOf'],
  io: CommandIo,
): Promise<ReportForm['kept']> {
  const kept = await bookmarksOf(engine)
  if (kept.ok) return kept.value.map(({ event: _, ...bookmark }) => bookmark)
  await io.err.say(`trailproof ${command}: no bookmarks are told: ${kept.message}`)
  return []
}

/** Their ids, by numbers from 1 in the order of `findings`; null for all. */
async function incidentsAt(engine: Engine, numbers: readonly number[]): Promise<Result<readonly string[] | null>> {
  if (numbers.length === 0) return ok(null)
  const answer = await engine.incidents()
  if (!answer.ok) return answer
  const beyond = numbers.find((number) => answer.value[number - 1] === undefined)
  if (beyond !== undefined)
    return fail('no-incident', `there is no incident ${beyond}: the case has ${answer.value.length}`)
  return ok(numbers.map((number) => answer.value[number - 1]!.id))
}

/** Which of the findings the case does not have, a sentence; null where it has all. */
async function unknownFinding(engine: Engine, ids: readonly string[] | null): Promise<string | null> {
  if (ids === null) return null
  const answer = await engine.findings()
  if (!answer.ok) return answer.message
  const known = new Set(answer.value.map(({ id }) => id))
  const unknown = ids.find((id) => !known.has(id))
  return unknown === undefined
    ? null
    : `the case has no finding ${unknown}: “trailproof findings --format json” lists their ids`
}

interface ReportArguments extends Evidence {
  readonly query: In<'writeReport'>
  /** By numbers from 1; empty for all. */
  readonly incidents: readonly number[]
  /** A text with metric filters and their alarms; null: those of the CIS benchmark. */
  readonly alarms: string | null
  /** How times were read. */
  readonly notes: readonly string[]
  readonly json: boolean
}

const text = { type: 'string', default: '' } as const
const texts = { type: 'string', multiple: true } as const

async function readReport(args: readonly string[], signal: AbortSignal): Promise<Result<ReportArguments, 'usage'>> {
  const read = readArguments(args, {
    ...trustOptions,
    kind: text,
    out: text,
    day: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    incident: texts,
    finding: texts,
    without: texts,
    order: texts,
    heading: texts,
    sensitivity: { type: 'string' },
    alarms: { type: 'string' },
    title: text,
    organization: text,
    'case-number': text,
    introduction: text,
    paper: { type: 'string', default: 'A4' },
    force: { type: 'boolean', default: false },
    json: { type: 'boolean' },
  })
  if (!read.ok) return read
  const { values, positionals: folders } = read.value
  if (folders.length === 0) return fail('usage', 'A folder or a file is needed')
  const kind = readChoice('kind', values.kind, reportKinds)
  if (!kind.ok) return kind
  const format = formatOf(values.out)
  if (!format.ok) return format
  const range = readReportRange(values)
  if (!range.ok) return range
  if (kind.value !== 'integrity' && range.value.range !== null)
    return fail('usage', '--day, --from and --to are of --kind integrity')
  for (const name of ['incident', 'finding', 'sensitivity', 'alarms'] as const)
    if (kind.value !== 'incident' && values[name] !== undefined) return fail('usage', `--${name} is of --kind incident`)
  const { incident = [], without = [] } = values
  const wrong = incident.find((number) => !/^[1-9]\d{0,6}$/.test(number))
  if (wrong !== undefined) return fail('usage', `--incident takes a number from 1, not “${wrong}”`)
  const leftOut = readSections('without', without, kind.value)
  if (!leftOut.ok) return leftOut
  const order = readSections('order', values.order ?? [], kind.value)
  if (!order.ok) return order
  const titles = readHeadings(values.heading ?? [], kind.value)
  if (!titles.ok) return titles
  const sensitivity = readInteger('sensitivity', values.sensitivity ?? String(usualSensitivity), 0, mostSensitive)
  if (!sensitivity.ok) return sensitivity
  const alarms = values.alarms === undefined ? ok(null) : await readGivenFile(values.alarms, signal)
  if (!alarms.ok) return alarms
  const paper = readChoice('paper', values.paper, reportPapers)
  if (!paper.ok) return paper
  const trust = readTrust(values)
  if (!trust.ok) return trust
  const { title, organization, 'case-number': caseNumber, introduction } = values
  const said = { title, organization, caseNumber, introduction }
  const form: ReportForm = {
    ...emptyForm(kind.value),
    ...said,
    range: range.value.range,
    leftOut: leftOut.value,
    order: order.value,
    titles: titles.value,
    findings: values.finding ?? null,
    sensitivity: sensitivity.value,
    paper: paper.value,
  }
  return ok({
    folders,
    trust: trust.value,
    query: { form, format: format.value, file: resolve(values.out), replaces: values.force },
    incidents: incident.map(Number),
    alarms: alarms.value,
    notes: range.value.notes,
    json: values.json ?? false,
  })
}

/** Each may name several, with commas between. */
function readSections(
  option: string,
  given: readonly string[],
  kind: ReportKind,
): Result<readonly ReportSection[], 'usage'> {
  const sections: ReportSection[] = []
  for (const name of given.flatMap((names) => names.split(','))) {
    const section = readChoice<ReportSection>(option, name.trim(), reportSections[kind])
    if (!section.ok) return section
    sections.push(section.value)
  }
  return ok(sections)
}

/** `timeline=What happened` */
function readHeadings(given: readonly string[], kind: ReportKind): Result<ReportForm['titles'], 'usage'> {
  const titles: Partial<Record<ReportSection, string>> = {}
  for (const text of given) {
    const [, name = '', title = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? []
    if (title.trim() === '') return fail('usage', `--heading takes SECTION=TITLE, not “${text}”`)
    const section = readChoice<ReportSection>('heading', name.trim(), reportSections[kind])
    if (!section.ok) return section
    titles[section.value] = title.trim()
  }
  return ok(titles)
}

function formatOf(file: string): Result<ReportFormat, 'usage'> {
  if (file === '') return fail('usage', '--out is needed')
  const format = reportFormats.find((each) => file.toLowerCase().endsWith(`.${reportEndings[each]}`))
  const endings = reportFormats.map((each) => `.${reportEndings[each]}`).join(', ')
  return format === undefined
    ? fail('usage', `--out takes a file that ends with ${endings}, not “${file}”`)
    : ok(format)
}

interface RangeValues {
  readonly day?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

function readReportRange({
  day,
  from,
  to,
}: RangeValues): Result<{ readonly range: TimeRange | null; readonly notes: readonly string[] }, 'usage'> {
  if (day !== undefined) {
    if (from !== undefined || to !== undefined) return fail('usage', '--day stands in place of --from and --to')
    if (!isDay(day)) return fail('usage', `--day takes a day such as 2024-03-05, not “${day}”`)
    const start = parseIsoTime(`${day}T00:00:00Z`)!
    return ok({ range: { from: start, until: (start + dayMs) as UtcMs }, notes: [] })
  }
  const read = readRange(from, to, 'to')
  if (!read.ok) return read
  const { range, notes } = read.value
  if (range === undefined) return ok({ range: null, notes })
  if (range.from !== null && range.from === range.to) return fail('usage', '--to must be later than --from')
  return ok({ range: { from: range.from, until: range.to }, notes })
}
