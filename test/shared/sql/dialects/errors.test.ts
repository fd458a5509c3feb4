import type { DuckDBConnection } from '@duckdb/node-api'
import { beforeAll, expect, test } from 'vitest'
import { saidOf } from '../../../../src-shared/sql/dialects/errors.ts'
import { prepare } from '../../../../src-shared/sql/dialects/prepare.ts'
import { meantBy } from '../../../../src-shared/sql/meaning.ts'
import { openRecords } from '../../../fixtures/duckdb-records.ts'
import { records } from './records.ts'

let connection: DuckDBConnection
beforeAll(async () => {
  connection = await openRecords(records)
  await connection.run('SET errors_as_json = true')
})

/** What is said of a query that DuckDB refuses, and the typed text from the place that it names. */
async function complaint(sql: string): Promise<readonly [message: string, at: string | null]> {
  const prepared = prepare(sql, { dialect: 'athena' })
  if (!prepared.ok) throw new Error(prepared.message)
  for (const statement of prepared.value.before) await connection.run(statement)
  const error = await connection.runAndReadAll(prepared.value.sql).then(
    () => new Error('DuckDB refused nothing'),
    (error: Error) => error,
  )
  const { exception_message: message, position } = JSON.parse(error.message.slice(error.message.indexOf('{')))
  const at = position === undefined ? null : prepared.value.placeOf(Number(position))
  return [saidOf(message, prepared.value), at === null ? null : sql.slice(at, at + 12)]
}

test.each([
  [
    "SELECT eventname\nFROM cloudtrail_logs\nWHERE json_extract_scalar(requestparameters, '$.x') = 'y' AND evenname = 'x'",
    'There is no column evenname in the tables of this FROM. Did you mean eventname?',
    "evenname = '",
  ],
  [
    'SELECT evenName FROM cloudtrail_logs',
    'There is no column evenName in the tables of this FROM. Did you mean eventname?',
    null,
  ],
  [
    'SELECT "evenname" FROM logs',
    'There is no column evenname in the tables of this FROM. Did you mean eventname?',
    null,
  ],
  ['SELECT useridentity.arnn FROM logs WHERE useridentity.arn IS NOT NULL', 'There is no field arnn among arn.', null],
  [
    'SELECT eventname, sourceipaddress, count(*) FROM logs GROUP BY eventname',
    'sourceipaddress is neither in GROUP BY nor within an aggregate: add it to GROUP BY, or take arbitrary(sourceipaddress), which is one value of each group.',
    'sourceipaddr',
  ],
  [
    'SELECT eventname FROM logs WHERE eventtime > current_timestamp',
    "A text is compared with a time: make a time of it by from_iso8601_timestamp(eventtime), or compare with a text such as '2023-07-10T12:00:00Z'.",
    '> current_ti',
  ],
  ['SELECT regexp_like(eventname) FROM logs', 'regexp_like() takes no text.', 'regexp_like('],
  ['SELECT eventname FROM logs WHERE', 'The query ends too early.', null],
  [
    'SELECT cast(eventname AS bigint) FROM logs',
    "'ConsoleLogin' is no number. try_cast gives NULL where a text is none.",
    null,
  ],
])('%s', async (sql, message, at) => {
  const [said, place] = await complaint(sql)
  expect(said).toBe(message)
  if (at !== null) expect(place).toBe(at)
})

test('a function of SQLite is told to be one', () => {
  expect(prepare("SELECT strftime('%Y', eventtime) FROM logs", { dialect: 'athena' })).toMatchObject({
    ok: false,
    message: 'strftime() is a function of SQLite: run the query in that dialect.',
    place: { from: 7, until: 15 },
  })
})

test('a bracket, a quote and a comment without their ends are named by their places', () => {
  const placed = (sql: string) => {
    const prepared = prepare(sql, { dialect: 'athena' })
    return prepared.ok ? null : [prepared.message, prepared.place && sql.slice(prepared.place.from)]
  }
  expect(placed('SELECT count( FROM logs')).toEqual(['The bracket ( has no other one.', '( FROM logs'])
  expect(placed("SELECT 'x FROM logs")).toEqual(["The text that begins with 'x FROM logs has no end.", "'x FROM logs"])
})

test('a comment without its end is named: Trino reads none, and what it holds would be left out without a word', () => {
  expect(prepare("SELECT 1 FROM logs /* WHERE eventname = 'x'", { dialect: 'athena' })).toMatchObject({
    ok: false,
    message: 'The comment that begins with /* WHERE eventname = has no end.',
    place: { from: 19 },
  })
  expect(meantBy("SELECT 1 FROM events /* WHERE eventName = 'x'")).toMatchObject({
    value: { notes: ['The comment that begins with /* WHERE eventName = has no end. What it holds was not run.'] },
  })
})

test('calls within calls that DuckDB would write a million times are refused, and those that people write are not', () => {
  const nested = (depth: number, before: string, behind: string) =>
    prepare(`SELECT ${before.repeat(depth)}eventname${behind.repeat(depth)} FROM logs`, { dialect: 'athena' }).ok
  for (const [before, behind] of [
    ['json_extract(', ", '$.a')"],
    ['split_part(', ", 'e', 1)"],
    ['CAST(', ' AS varchar)'],
  ] as const) {
    expect(nested(3, before, behind)).toBe(true)
    expect(nested(20, before, behind)).toBe(false)
  }
  // The value that is moved is written once, the number of days eight times.
  expect(nested(30, "date_add('day', 1, ", ')')).toBe(true)
  expect(nested(30, 'greatest(1, ', ')')).toBe(true)
})

test('more SELECTs or columns than DuckDB reads in seconds are refused', () => {
  const said = (sql: string) => prepare(sql, { dialect: 'athena' })
  const queries = (count: number) => Array.from({ length: count }, () => 'SELECT 1 FROM logs').join(' UNION ALL ')
  expect(said(queries(1000)).ok).toBe(true)
  expect(said(queries(20_000))).toMatchObject({ ok: false, message: expect.stringContaining('20,000 SELECTs') })
  const columns = (count: number) =>
    `SELECT ${Array.from({ length: count }, (_, i) => `eventname AS c${i}`).join(', ')} FROM logs`
  expect(said(columns(2000)).ok).toBe(true)
  expect(said(columns(50_000))).toMatchObject({ ok: false, message: expect.stringContaining('50,000 columns') })
})

test('a megabyte of text and ten thousand brackets are answered', () => {
  const long = `SELECT eventname FROM logs WHERE eventname IN (${Array.from({ length: 100_000 }, (_, i) => `'n${i}'`).join(', ')})`
  expect(prepare(long, { dialect: 'athena' }).ok).toBe(true)
  const deep = (brackets: number) =>
    prepare(`SELECT ${'('.repeat(brackets)}1${')'.repeat(brackets)}`, { dialect: 'athena' })
  expect(deep(1000).ok).toBe(true)
  expect(deep(10_000)).toMatchObject({
    ok: false,
    message: 'Brackets lie more than 1,000 deep here.',
    place: { from: 1007 },
  })
  const dots = prepare(`SELECT requestparameters${'.a'.repeat(200_000)} + interval '1' day FROM logs`, {
    dialect: 'athena',
  })
  expect(dots.ok).toBe(true)
  expect(prepare('SELECT element_at('.repeat(5_000), { dialect: 'lake' }).ok).toBe(false)
})
