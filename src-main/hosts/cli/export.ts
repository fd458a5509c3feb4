import { resolve } from 'node:path'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import { type ExportColumn, exportColumn, filledOf } from '../../../src-shared/contract/export-columns.ts'
import type { ExportQuery } from '../../../src-shared/contract/index.ts'
import { filterColumns } from '../../../src-shared/filter/columns.ts'
import { readFilter } from '../../../src-shared/filter/text.ts'
import { unfilledColumns } from '../../../src-shared/model/enrichment.ts'
import { hiddenMatchesSentence } from '../../../src-shared/words/copies.ts'
import { exportFormats } from '../../../src-shared/words/export-formats.ts'
import { filterScope } from '../../../src-shared/words/searching.ts'
import { readArguments, readChoice, readTrust, trustOptions } from './arguments.ts'
import { enrichOptions, readEnrich } from './enrich.ts'
import { sayUsage } from './help.ts'
import { type CommandIo, exitCode, type StartEngine } from './io.ts'
import { type Evidence, finishJob, sayTrouble, withCase } from './io-case.ts'

/** Why the file must not be written where these folders are evidence, a sentence; null where it may be. */
export type WhyNotWritten = (file: string, folders: readonly string[]) => string | null

export async function runExport(
  args: readonly string[],
  io: CommandIo,
  startEngine: StartEngine,
  whyNotWritten: WhyNotWritten,
): Promise<number> {
  const read = readExport(args)
  if (!read.ok) return sayUsage(io, 'export', read.message)
  const { folders, trust, query: asked, columns, notes, json } = read.value
  for (const file of [asked.file, ...(asked.redactionKey === undefined ? [] : [asked.redactionKey])]) {
    const refused = whyNotWritten(file, [...folders, ...trust.keyPaths])
    if (refused !== null) return sayTrouble(io, 'export', refused, exitCode.bad)
  }

  return withCase('export', read.value, io, startEngine, async (engine, summary) => {
    for (const note of notes) await io.err.say(note)
    const looked = await engine.enrichment()
    const files = looked.ok ? looked.value.files : []
    const query = { ...asked, columns: columns ?? filledOf(filterColumns, files) }
    const written = await finishJob(engine, () => engine.exportEvents(query), io)
    if (!written.ok) {
      const code = written.code === 'interrupted' ? exitCode.interrupted : exitCode.bad
      return sayTrouble(io, 'export', written.message, code)
    }
    const { events, message } = written.value
    const withoutTime = summary.eventsWithoutTime - summary.timesConverted
    for (const sentence of filterScope(query.filter, withoutTime, unfilledColumns(files))) await io.err.say(sentence)
    const hidden = await engine.hiddenMatches({ filter: query.filter })
    if (hidden.ok && hidden.value.events > 0) await io.err.say(hiddenMatchesSentence(hidden.value.events))
    const facts = { file: query.file, manifest: `${query.file}.manifest.json`, events, message }
    if (json) await io.out.data(`${JSON.stringify(facts)}\n`)
    else await io.out.say(message ?? `The events are in ${query.file}`)
    return exitCode.done
  })
}

interface ExportArguments extends Evidence {
  readonly query: Omit<ExportQuery, 'columns'>
  /** Null where they are not chosen. */
  readonly columns: readonly ExportColumn[] | null
  /** How times of the filter were read. */
  readonly notes: readonly string[]
  readonly json: boolean
}

function readExport(args: readonly string[]): Result<ExportArguments, 'usage'> {
  const read = readArguments(args, {
    ...trustOptions,
    ...enrichOptions,
    filter: { type: 'string' },
    format: { type: 'string' },
    columns: { type: 'string' },
    sort: { type: 'string', default: 'eventTime' },
    descending: { type: 'boolean', default: false },
    out: { type: 'string' },
    force: { type: 'boolean', default: false },
    redact: { type: 'string' },
    json: { type: 'boolean' },
  })
  if (!read.ok) return read
  const { values, positionals: folders } = read.value
  if (folders.length === 0) return fail('usage', 'A folder or a file is needed')
  if (values.filter === undefined) return fail('usage', '--filter is needed; an empty text exports every event')
  if (values.out === undefined || values.out === '') return fail('usage', '--out is needed')
  const asked = readFilter(values.filter)
  if (!asked.ok) return fail('usage', asked.message)
  const { filter, notes } = asked.value
  const format = readChoice('format', values.format ?? '', exportFormats)
  if (!format.ok) return format
  const columns = readColumns(values.columns)
  if (!columns.ok) return columns
  const column = readChoice('sort', values.sort, filterColumns)
  if (!column.ok) return column
  const sort = { column: column.value, descending: values.descending }
  if (values.redact === '') return fail('usage', '--redact takes the file of its key')
  const query: ExportArguments['query'] = {
    filter,
    sort,
    format: format.value,
    file: resolve(values.out),
    replaces: values.force,
    ...(values.redact === undefined ? {} : { redactionKey: resolve(values.redact) }),
  }
  const trust = readTrust(values)
  if (!trust.ok) return trust
  return ok({
    folders,
    trust: trust.value,
    enrich: readEnrich(values),
    query,
    columns: columns.value,
    notes,
    json: values.json ?? false,
  })
}

function readColumns(text: string | undefined): Result<readonly ExportColumn[] | null, 'usage'> {
  if (text === undefined) return ok(null)
  const columns: ExportColumn[] = []
  for (const name of text.split(',').map((each) => each.trim())) {
    const column = exportColumn(name)
    if (column === null) return fail('usage', `--columns: there is no column “${name}”, ${orPath}`)
    columns.push(column)
  }
  return ok(columns)
}

const orPath = 'and a path of the record begins with one of its fields, such as requestParameters, or with $.'
