import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parquetReadObjects } from 'hyparquet'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { In } from '../../../src-shared/contract/index.ts'
import { everything, filterOf } from '../../../src-shared/filter/model.ts'
import { duckdbIsThere } from '../../fixtures/duckdb-is-there.ts'
import { type Engine, finished, open, startEngine } from '../../fixtures/engine.ts'
import { aTrail, temporaryFolder } from '../../fixtures/trail.ts'

let engine: Engine
let elsewhere: string
beforeEach(() => {
  engine = startEngine()
  elsewhere = temporaryFolder()
})
afterEach(() => engine.dispose())

const exported = async (query: Omit<In<'exportSql'>, 'format'> & Partial<Pick<In<'exportSql'>, 'format'>>) => {
  const { job } = await finished(engine, () => engine.exportSql({ format: 'csv', ...query }))
  return job
}
const manifestOf = (file: string) => JSON.parse(readFileSync(`${file}.manifest.json`, 'utf8'))
const linesIn = (file: string) => readFileSync(file, 'utf8').trimEnd().split(/\r?\n/)
/** Ten times as many rows as a window asks for. */
const manyRows =
  'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT i, i * i AS square FROM n'

test.each(['csv', 'ndjson', 'json'] as const)(
  'all rows of a result are written as %s, and the manifest says what they are',
  async (format) => {
    await open(engine, (await aTrail().hours(1).write()).folder)
    const file = join(elsewhere, `squares.${format}`)
    const job = await exported({ sql: `${manyRows};`, format, file })
    expect(job).toMatchObject({ state: 'done', events: 100_000, message: expect.stringContaining(file) })
    const rows =
      format === 'csv'
        ? linesIn(file)
            .slice(1)
            .map((line) => Number(line.split(',')[1]))
        : format === 'ndjson'
          ? linesIn(file).map((line) => JSON.parse(line).square)
          : JSON.parse(readFileSync(file, 'utf8')).rows.map(({ square }: { square: number }) => square)
    expect(rows).toEqual(Array.from({ length: 100_000 }, (_, i) => (i + 1) ** 2))
    const bytes = readFileSync(file)
    expect(manifestOf(file)).toMatchObject({
      manifest: 'trailproof-export',
      export: {
        file,
        format,
        columns: ['i', 'square'],
        rows: 100_000,
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      },
      query: { sql: `${manyRows};`, dialect: 'sqlite', engine: 'sqlite', notes: [] },
      coverage: {
        eventsNamedByRows: null,
        sentence: 'No column of the result is an eventID: which events its rows rest on is not told.',
      },
    })
  },
)

test('all rows of a result are written as Parquet, in row groups, each column with the type that all its cells have', async () => {
  await open(engine, (await aTrail().hours(1).write()).folder)
  const file = join(elsewhere, 'squares.parquet')
  const odd =
    "CASE i WHEN 99999 THEN 'text' ELSE i END AS n, CASE i WHEN 7 THEN 9e999 WHEN 8 THEN 0.5 WHEN 9 THEN NULL ELSE i END AS n"
  const job = await exported({ sql: `SELECT i, square, ${odd} FROM (${manyRows})`, format: 'parquet', file })
  expect(job).toMatchObject({ state: 'done', events: 100_000 })
  const bytes = readFileSync(file)
  const rows = await parquetReadObjects({
    file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer,
  })
  expect(rows.map(({ square }) => square)).toEqual(Array.from({ length: 100_000 }, (_, i) => BigInt((i + 1) ** 2)))
  expect(rows[6]).toEqual({ i: 7n, square: 49n, n: '7', n_2: Number.POSITIVE_INFINITY })
  expect(rows.slice(7, 9).map(({ n_2 }) => n_2)).toEqual([0.5, null])
  expect(rows[99_998]!.n).toBe('text')
  expect(manifestOf(file).export).toMatchObject({ format: 'parquet', rows: 100_000, bytes: bytes.length })
  expect(readdirSync(elsewhere).sort()).toEqual(['squares.parquet', 'squares.parquet.manifest.json'])
})

test('the manifest counts the events that rows name by their verdicts, each once', async () => {
  const trail = await aTrail().hours(3).recordsPerLog(4).editRecord(1).write()
  const { summary } = await open(engine, trail.folder)
  const file = join(elsewhere, 'ids.csv')
  await exported({
    sql: `SELECT eventID, 1 AS n FROM events UNION ALL SELECT eventID, 2 FROM events UNION ALL SELECT 'no-such-id', 3`,
    file,
  })
  const { coverage, sources } = manifestOf(file)
  expect(coverage.eventsNamedByRows).toEqual({
    events: 12,
    byVerdict: { verified: 8, invalid: 4 },
    conflicting: 0,
    withoutVerdict: 0,
    unknown: 1,
  })
  expect(coverage.sentence).toBe(
    'The rows name 12 events by eventID: 8 verified, 4 invalid. 1 eventID is of no event of this case. Other events that the query counted or compared are not among them.',
  )
  expect(coverage.caseEventsByVerdict).toEqual({ verified: 8, invalid: 4 })
  expect(sources.reduce((sum: number, { events }: { events: number }) => sum + events, 0)).toBe(summary!.events)
})

test('a query that fails, at once or on its way, leaves no file and says why', async () => {
  await open(engine, (await aTrail().hours(1).write()).folder)
  for (const [sql, why] of [
    ['SELECT evenname FROM events', 'no such column: evenname'],
    ['DELETE FROM files', 'DELETE is refused'],
    [`SELECT CASE WHEN i < 90000 THEN i ELSE json_extract('{', '$') END FROM (${manyRows})`, 'malformed JSON'],
  ] as const) {
    const job = await exported({ sql, file: join(elsewhere, 'x.csv') })
    expect(job).toMatchObject({ state: 'failed', message: expect.stringContaining(why) })
    expect(readdirSync(elsewhere)).toEqual([])
  }
})

test('a cancelled export ends its query and keeps nothing; the case answers on', async () => {
  await open(engine, (await aTrail().hours(1).write()).folder)
  const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n'
  const stop = engine.onJob((job) => {
    if (job.kind === 'export' && job.state === 'running' && job.events > 0) void engine.cancelJob({ jobId: job.id })
  })
  const job = await exported({ sql: endless, file: join(elsewhere, 'x.csv') })
  stop()
  expect(job.state).toBe('cancelled')
  expect(readdirSync(elsewhere)).toEqual([])
  expect(await engine.runSql({ sql: 'SELECT count(*) > 0 FROM events', limit: 1 })).toMatchObject({
    ok: true,
    value: { rows: [[1]] },
  })
})

test('a result is not written into the evidence, and not while another export runs', async () => {
  const { folder } = await aTrail().hours(1).write()
  await open(engine, folder)
  const asked = { sql: 'SELECT 1', format: 'csv', file: join(folder, 'x.csv') } as const
  expect(await engine.exportSql(asked)).toMatchObject({ ok: false, code: 'evidence' })
  await finished(engine, async () => {
    const first = await engine.exportSql({ ...asked, file: join(elsewhere, 'a.csv') })
    const sort = { column: 'eventTime', descending: false } as const
    const events = { filter: everything, sort, format: 'csv', columns: [], file: join(elsewhere, 'b.csv') } as const
    expect(await engine.exportEvents(events)).toMatchObject({ ok: false, code: 'busy' })
    return first
  })
  expect(readdirSync(elsewhere).sort()).toEqual(['a.csv', 'a.csv.manifest.json'])
})

if (duckdbIsThere)
  describe('a query in the dialect of Athena', () => {
    const invalid = filterOf([{ column: 'logVerdict', operator: 'is', values: ['invalid'] }])
    const inAthena = async (sql: string) => {
      await open(engine, (await aTrail().hours(3).recordsPerLog(8).editRecord(1).write()).folder)
      const file = join(elsewhere, 'x.ndjson')
      const job = await exported({ sql, dialect: 'athena', shown: invalid, format: 'ndjson', file })
      return { job, file }
    }

    test('is exported whole, and the manifest names the engine that answered it', async () => {
      const sql = 'SELECT a.eventid, b.eventname FROM cloudtrail_logs a CROSS JOIN cloudtrail_logs b'
      const { job, file } = await inAthena(sql)
      expect(job).toMatchObject({ state: 'done', events: 24 * 24 })
      expect(linesIn(file)).toHaveLength(24 * 24)
      const { query, coverage } = manifestOf(file)
      expect(query).toMatchObject({ sql, dialect: 'athena', engine: 'duckdb' })
      expect(coverage.eventsNamedByRows).toMatchObject({ events: 24, byVerdict: { verified: 16, invalid: 8 } })
    })

    test('has the same events in shown', async () => {
      const { job } = await inAthena('SELECT eventid FROM shown')
      expect(job).toMatchObject({ state: 'done', events: 8 })
    })
  })
