import { readFileSync } from 'node:fs'
import { formatCount } from '../../../src-shared/base/count.ts'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import type { In, Table } from '../../../src-shared/contract/index.ts'
import { everything } from '../../../src-shared/filter/model.ts'
import type { Engine } from '../../engine/engine.ts'
import { readArguments, readChoice, readInteger } from './arguments.ts'
import { sayUsage } from './help.ts'
import { type CommandIo, exitCode, type StartEngine } from './io.ts'
import { sayTrouble, withCase } from './io-case.ts'
import { type Lines, type QueryFormat, queryFormats, queryWriters } from './query-formats.ts'

interface Query {
  readonly folders: readonly string[]
  readonly sql: string
  readonly format: QueryFormat
  readonly limit: number
}

export async function runQuery(args: readonly string[], io: CommandIo, startEngine: StartEngine): Promise<number> {
  const query = readQuery(args)
  if (!query.ok) return sayUsage(io, 'query', query.message)
  const { folders, format, limit } = query.value

  return withCase('query', folders, io, startEngine, async (engine) => {
    const writer = queryWriters[format]
    const { table, rowsBefore } =
      'lines' in writer
        ? await writeAsTheyCome(engine, query.value, writer.lines, io)
        : await writeWhole(engine, query.value, writer.whole, io)
    if (io.signal.aborted) return exitCode.interrupted
    if (!table.ok) return sayTrouble(io, 'query', table.message, exitCode.bad, ...partWords(rowsBefore))
    if (table.value.truncated)
      await io.err.say(`trailproof query: there are more than ${formatCount(limit)} rows; --limit asks for more`)
    if (format === 'table') await io.err.say(await coverageLine(engine))
    return exitCode.done
  })
}

const partWords = (rows: number): readonly string[] =>
  rows === 0 ? [] : [`Rows written before that: ${formatCount(rows)}. They are not the whole answer.`]

/** Says for people how much of the case is proven. Programs query the view `coverage`. */
async function coverageLine(engine: Engine): Promise<string> {
  const coverage = await engine.coverage({ filter: everything })
  if (!coverage.ok) throw new Error(coverage.message)
  const { hours, provenHours, absentTotal } = coverage.value
  if (hours === 0) return 'Coverage: no digest and no log file tells of an hour of the case.\n'
  const absent =
    absentTotal === 0 ? '' : `; ${formatCount(absentTotal)} ${absentTotal === 1 ? 'span is' : 'spans are'} absent`
  return `Coverage: ${formatCount(provenHours)} of the ${formatCount(hours)} hours of delivery are proven${absent}; the view coverage lists them.\n`
}

function readQuery(args: readonly string[]): Result<Query, 'usage'> {
  const read = readArguments(args, {
    sql: { type: 'string' },
    'sql-file': { type: 'string' },
    format: { type: 'string', default: 'table' },
    json: { type: 'boolean' },
    limit: { type: 'string', default: '1000000' },
  })
  if (!read.ok) return read
  const { values, positionals: folders } = read.value
  if (folders.length === 0) return fail('usage', 'A folder or a file is needed')
  if ((values.sql === undefined) === (values['sql-file'] === undefined))
    return fail('usage', 'Either --sql or --sql-file is needed')
  const sql = values['sql-file'] === undefined ? ok(values.sql ?? '') : readSqlFile(values['sql-file'])
  if (!sql.ok) return sql
  const format = values.json ? ok('json' as const) : readChoice('format', values.format, queryFormats)
  if (!format.ok) return format
  const limit = readInteger('limit', values.limit, 1, 100_000_000)
  if (!limit.ok) return limit
  return ok({ folders, sql: sql.value, format: format.value, limit: limit.value })
}

function readSqlFile(file: string): Result<string, 'usage'> {
  try {
    return ok(readFileSync(file, 'utf8'))
  } catch (error) {
    return fail('usage', `--sql-file cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

interface Written {
  readonly table: Result<Table>
  /** How many rows were written before the query failed. */
  readonly rowsBefore: number
}

async function writeWhole(
  engine: Engine,
  { sql, limit }: Query,
  inParts: (table: Table) => Iterable<string>,
  io: CommandIo,
): Promise<Written> {
  const table = await runSql(engine, { sql, limit }, io)
  if (table.ok) await io.out.data(inParts(table.value))
  return { table, rowsBefore: 0 }
}

/** The first rows of a long query are written at once. A reader that closes the pipe ends the query. */
async function writeAsTheyCome(
  engine: Engine,
  { sql, limit }: Query,
  linesOf: (columns: readonly string[]) => Lines,
  io: CommandIo,
): Promise<Written> {
  let begun = false
  let taken = 0
  let writing = Promise.resolve()
  const take = (columns: readonly string[], rows: Table['rows']) => {
    const { head, line } = linesOf(columns)
    const before = begun ? '' : head
    begun = true
    taken += rows.length
    writing = writing.then(() => io.out.data(inLines(before, rows, line)))
  }
  const stop = engine.onSqlRows(({ columns, rows }) => take(columns, rows))
  const table = await runSql(engine, { sql, limit, id: 'query' }, io)
  stop()
  if (table.ok) take(table.value.columns, table.value.rows.slice(taken))
  await writing
  return { table, rowsBefore: taken }
}

function* inLines(head: string, rows: Table['rows'], line: Lines['line']): Iterable<string> {
  yield head
  for (const row of rows) yield line(row)
}

/** An interrupt stops the query in the middle of its step. */
async function runSql(engine: Engine, query: In<'runSql'>, io: CommandIo): Promise<Result<Table>> {
  let cancelled: Promise<unknown> = Promise.resolve()
  const cancel = () => {
    cancelled = engine.cancelSql({})
  }
  io.signal.addEventListener('abort', cancel, { once: true })
  const table = await engine.runSql(query)
  io.signal.removeEventListener('abort', cancel)
  // The answer of the query may come before that of the cancellation. An engine that ended now would leave that one
  // without.
  await cancelled
  return table
}
