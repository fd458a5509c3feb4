import { formatCount } from '../../../src-shared/base/count.ts'
import { csvForms } from '../../../src-shared/base/csv.ts'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import type { RowLinesOptions } from '../../../src-shared/base/row-lines.ts'
import type { SqlPage, Table } from '../../../src-shared/contract/index.ts'
import { everything } from '../../../src-shared/filter/model.ts'
import type { NotRead } from '../../../src-shared/model/not-read.ts'
import { coverageLine } from '../../../src-shared/words/coverage.ts'
import { isAnythingUnread } from '../../../src-shared/words/not-read.ts'
import type { Engine } from '../../engine/engine.ts'
import { readArguments, readChoice, readInteger, readTrust, trustOptions } from './arguments.ts'
import { enrichOptions, readEnrich } from './enrich.ts'
import { sayUsage } from './help.ts'
import { type CommandIo, exitCode, type StartEngine } from './io.ts'
import { type Evidence, sayTrouble, withCase } from './io-case.ts'
import { isWrittenAtEnd, type QueryFormat, queryFormats } from './query-formats.ts'
import { partWords, type Sink, sinkOf } from './query-sinks.ts'
import { type QueryText, readQueryText, textOptions, withComments } from './query-text.ts'

interface Query extends Evidence {
  readonly text: QueryText
  readonly format: QueryFormat
  readonly limit: number
}

export async function runQuery(args: readonly string[], io: CommandIo, startEngine: StartEngine): Promise<number> {
  const query = await readQuery(args, io.signal)
  if (!query.ok) return sayUsage(io, 'query', query.message)
  const { format, limit, text } = query.value

  return withCase('query', query.value, io, startEngine, async (engine, { notRead }) => {
    const sink = sinkOf(format, linesAbout(notRead), io)
    const { rows, notes, end } = await takeRows(engine, query.value, sink, io)
    if (io.signal.aborted) return exitCode.interrupted
    if (!end.ok)
      return sayTrouble(io, 'query', end.message, exitCode.bad, ...(isWrittenAtEnd(format) ? [] : partWords(rows)))
    await sink.end(rows)
    if (text.told !== null) await io.err.say(`trailproof query: ${text.told}`)
    for (const note of notes) await io.err.say(`trailproof query: ${note}`)
    if (end.value === 'limit')
      await io.err.say(`trailproof query: there are more than ${formatCount(limit)} rows; --limit asks for more`)
    if (format === 'table') await io.err.say(await coverageOf(engine))
    return exitCode.done
  })
}

/** What the rows do not count, as `info --json` tells it. */
const linesAbout = (notRead: NotRead): RowLinesOptions => ({
  csv: csvForms.query,
  notRead: isAnythingUnread(notRead) ? notRead : null,
})

/** Says for people how much of the case is proven. Programs query the view `coverage`. */
async function coverageOf(engine: Engine): Promise<string> {
  const coverage = await engine.coverage({ filter: everything })
  if (!coverage.ok) throw new Error(coverage.message)
  return `${coverageLine(coverage.value)}\n`
}

async function readQuery(args: readonly string[], signal: AbortSignal): Promise<Result<Query, 'usage'>> {
  const read = readArguments(withComments(args), {
    ...trustOptions,
    ...enrichOptions,
    ...textOptions,
    format: { type: 'string', default: 'table' },
    json: { type: 'boolean' },
    limit: { type: 'string', default: '1000000' },
  })
  if (!read.ok) return read
  const { values, positionals: folders } = read.value
  if (folders.length === 0) return fail('usage', 'A folder or a file is needed')
  const text = await readQueryText(values, signal)
  if (!text.ok) return text
  const format = values.json ? ok('json' as const) : readChoice('format', values.format, queryFormats)
  if (!format.ok) return format
  const limit = readInteger('limit', values.limit, 1, 100_000_000)
  if (!limit.ok) return limit
  const trust = readTrust(values)
  if (!trust.ok) return trust
  return ok({
    folders,
    trust: trust.value,
    enrich: readEnrich(values),
    text: text.value,
    format: format.value,
    limit: limit.value,
  })
}

interface Taken {
  /** How many rows were taken, also of a query that failed. */
  readonly rows: number
  /** Of the answer. */
  readonly notes: readonly string[]
  readonly end: Result<SqlPage['end']>
}

/**
 * Rows are taken once each: those that are told while a page is looked for, and the rest of the page when it is there.
 * The next page is asked for when all of them are written. An interrupt stops the query in the middle of its step.
 */
async function takeRows(engine: Engine, { text, limit }: Query, sink: Sink, io: CommandIo): Promise<Taken> {
  let rows = 0
  let begun = false
  let writing = Promise.resolve()
  const take = (columns: readonly string[], found: Table['rows']) => {
    const from = rows
    const isFirst = !begun
    rows += found.length
    begun = true
    writing = writing.then(async () => {
      if (isFirst) await sink.begin(columns)
      await sink.take(found, from)
    })
  }
  const stop = engine.onSqlRows(({ columns, rows }) => take(columns, rows))
  const cancelling = cancelOnInterrupt(engine, io)
  let before = 0
  let end: Taken['end'] = ok('all')
  let notes: Taken['notes'] = []
  const { sql, dialect, parameters } = text
  for await (const page of engine.sqlPages({ sql, dialect, parameters, limit, id: 'query' })) {
    end = page.ok ? ok(page.value.end) : page
    if (page.ok) {
      notes = page.value.notes
      take(page.value.columns, page.value.rows.slice(rows - before))
      before += page.value.rows.length
    }
    await writing
    if (io.signal.aborted) break
  }
  stop()
  await cancelling.end()
  return { rows, notes, end }
}

/** `end` waits for a cancellation that is under way: an engine that ended now would leave it without an answer. */
function cancelOnInterrupt(engine: Engine, { signal }: CommandIo): { end(): Promise<unknown> } {
  let cancelled: Promise<unknown> = Promise.resolve()
  const cancel = () => {
    cancelled = engine.cancelSql({})
  }
  signal.addEventListener('abort', cancel, { once: true })
  return {
    end: () => {
      signal.removeEventListener('abort', cancel)
      return cancelled
    },
  }
}
