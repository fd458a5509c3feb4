import { readFileSync } from 'node:fs'
import type { Table } from '../../src-shared/contract.ts'
import { formatCount } from '../../src-shared/count.ts'
import { everything } from '../../src-shared/filter.ts'
import { fail, ok, type Result } from '../../src-shared/result.ts'
import type { Engine } from '../engine/engine.ts'
import { readArguments, readChoice, readInteger } from './arguments.ts'
import { sayUsage } from './help.ts'
import { type CommandIo, exitCode, type StartEngine, write } from './io.ts'
import { sayTrouble, withCase } from './io-case.ts'
import { type QueryFormat, queryFormats, queryWriters } from './query-formats.ts'

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
    const table = await runSql(engine, query.value, io)
    if (io.signal.aborted) return exitCode.interrupted
    if (!table.ok) return sayTrouble(io, 'query', table.message, exitCode.bad)
    for (const text of inBlocks(queryWriters[format](table.value))) {
      if (io.signal.aborted) return exitCode.interrupted
      await write(io.out, text)
    }
    if (table.value.truncated)
      await write(io.err, `trailproof query: there are more than ${formatCount(limit)} rows; --limit asks for more\n`)
    if (format === 'table') await write(io.err, await coverageLine(engine))
    return exitCode.done
  })
}

/** For people: an answer is worth as much as what it was asked of. Programs ask the view `coverage`. */
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

/** An interrupt stops the query in the middle of its step. */
async function runSql(engine: Engine, { sql, limit }: Query, io: CommandIo): Promise<Result<Table>> {
  const cancel = () => void engine.cancelSql()
  io.signal.addEventListener('abort', cancel, { once: true })
  const table = await engine.runSql({ sql, limit })
  io.signal.removeEventListener('abort', cancel)
  return table
}

const blockLength = 65_536

/** A write to a pipe is a call to the operating system: a million rows need not be a million of them. */
function* inBlocks(parts: Iterable<string>): Iterable<string> {
  let block = ''
  for (const part of parts) {
    block += part
    if (block.length < blockLength) continue
    yield block
    block = ''
  }
  yield block
}
