import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/engine.ts'
import type { ExportQuery, SqlRows } from '../../../src-shared/contract/index.ts'
import { everything } from '../../../src-shared/filter/model.ts'
import { parseFilter } from '../../../src-shared/filter/text.ts'
import type { Job } from '../../../src-shared/model/job.ts'
import { open, startEngine, valueIn } from '../../fixtures/engine.ts'
import { aRecord } from '../../fixtures/records.ts'
import { aTrail } from '../../fixtures/trail.ts'

let engine: Engine
let folder: string
beforeEach(() => {
  engine = startEngine()
  folder = mkdtempSync(join(tmpdir(), 'trailproof-'))
})
afterEach(async () => {
  await engine.dispose()
  rmSync(folder, { recursive: true, force: true })
})

const filterOf = (text: string) => valueIn(parseFilter(text))
const untilEnd = (id: Job['id']): Promise<Job> =>
  new Promise((resolve) => {
    const unsubscribe = engine.onJob((job) => {
      if (job.id !== id || job.state === 'running') return
      unsubscribe()
      resolve(job)
    })
  })
const write = (name: string, content: unknown) => {
  mkdirSync(join(folder, name, '..'), { recursive: true })
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
}

describe('opening', () => {
  test('a tampered trail: counts balance, each event has its log file’s verdict, every stage is told', async () => {
    const trail = await aTrail().hours(6).editRecord(1).deleteLogFile(2).extraLog(3).write(folder)
    const stages = new Set<string>()
    engine.onJob(({ stage }) => stages.add(stage))
    const { job, summary } = await open(engine, folder)
    expect(job.state).toBe('done')
    expect(stages).toEqual(
      new Set([
        'discovering',
        'reading',
        'ordering',
        'verifying',
        'indexing',
        'looking-up',
        'chaining',
        'detecting',
        'relating',
        'comparing',
      ]),
    )
    const { records, events, duplicates, unparsed, eventsByVerdict } = summary!
    expect(records).toBe(events + duplicates + unparsed)
    expect(Object.values(eventsByVerdict).reduce((a, b) => a + b)).toBe(events)
    expect(eventsByVerdict).toMatchObject({ invalid: trail.logs[1]!.records.length })
    expect(summary!.integrity.logs).toMatchObject({ verified: 4, invalid: 1, missing: 1, uncovered: 1 })
    const proven = valueIn(
      await engine.events({
        filter: filterOf('logVerdict=verified'),
        sort: { column: 'eventTime', descending: false },
        columns: ['logVerdict'],
        offset: 0,
        limit: 1000,
      }),
    )
    expect(proven.total).toBe(eventsByVerdict.verified)
    const sql = valueIn(
      await engine.runSql({ sql: 'SELECT logVerdict, count(*) FROM events GROUP BY 1 ORDER BY 1', limit: 10 }),
    )
    expect(Object.fromEntries(sql.rows as [string, number][])).toEqual(
      Object.fromEntries(Object.entries(eventsByVerdict).filter(([, n]) => n > 0)),
    )
  })

  test('an event’s original record, byte for byte, and all its copies', async () => {
    const text =
      '{ "eventVersion": "1.08", "eventName":"Spaced",\n "eventID": "00000000-0000-4000-8000-000000000001", ' +
      '"eventTime":"2024-03-05T10:00:00Z" }'
    write('a.json', `{"Records":[${text}]}`)
    write('b.json', { Records: [{ ...JSON.parse(text), eventName: 'Edited' }] })
    const { summary } = await open(engine, folder)
    expect(summary).toMatchObject({ records: 2, events: 1, duplicates: 1, conflicting: 1, uniqueEventIds: 1 })
    const detail = valueIn(await engine.eventDetail({ row: 0 }))
    expect(detail.conflicting).toBe(true)
    expect(detail.values.eventName).toBe('Spaced')
    expect(detail.copies.map((copy) => [copy.file, copy.index, copy.problem])).toEqual([
      [join(folder, 'a.json'), 0, null],
      [join(folder, 'b.json'), 0, null],
    ])
    expect(detail.copies[0]!.text).toBe(text)
    expect(JSON.parse(detail.copies[1]!.text!).eventName).toBe('Edited')
    expect(await engine.eventDetail({ row: 1 })).toMatchObject({ ok: false, code: 'no-such-event' })
  })

  test('what cannot be opened is a sentence that names it, and the open case stays', async () => {
    write('logs/a.json', { Records: [aRecord()] })
    mkdirSync(join(folder, 'empty'))
    write('photos/cat.txt', 'a cat')
    const { summary } = await open(engine, join(folder, 'logs'))
    expect(await engine.openCase({ paths: [join(folder, 'gone')] })).toMatchObject({
      ok: false,
      code: 'unreadable',
      message: `${join(folder, 'gone')} does not exist.`,
    })
    expect(await engine.openCase({ paths: [] })).toMatchObject({ ok: false, code: 'unreadable' })
    const { job: empty } = await open(engine, join(folder, 'empty'))
    expect(empty).toMatchObject({
      state: 'failed',
      message: expect.stringContaining(`There are no files under ${join(folder, 'empty')}`),
      nothingFound: true,
    })
    const { job: photos } = await open(engine, join(folder, 'photos'))
    expect(photos).toMatchObject({ state: 'failed', message: expect.stringContaining('The only file under') })
    expect(engine.summary()).toEqual(summary)
    const { job: single } = await open(engine, join(folder, 'logs', 'a.json'))
    expect(single.state).toBe('done')
  })

  test('cancelled while reading, it stays open as partial, without verdicts', async () => {
    for (let i = 0; i < 2000; i++) write(`${i}.json`, { Records: [aRecord({ eventID: `e${i}` })] })
    engine.onJob(({ id, stage, state }) => {
      if (state === 'running' && stage === 'reading') void engine.cancelJob({ jobId: id })
    })
    const { job, summary } = await open(engine, folder)
    expect(job.state).toBe('cancelled')
    expect(summary).toMatchObject({
      partial: true,
      partialReason: expect.stringMatching(
        /^Opening was cancelled after [\d,]+ of 2,000 files; nothing was verified, and all numbers are of what was read/,
      ),
    })
    expect(summary!.records).toBe(summary!.events + summary!.duplicates + summary!.unparsed)
    expect(Object.values(summary!.eventsByVerdict).every((n) => n === 0)).toBe(true)
    expect(valueIn(await engine.integrity()).keyProblems).toEqual([expect.stringContaining('nothing was verified')])
  })

  test('a shown case that is still being judged or indexed gives way to the next', async () => {
    write('one/a.json', { Records: [aRecord({ eventName: 'One' })] })
    write('two/a.json', { Records: [aRecord({ eventName: 'Two' }), aRecord({ eventID: 'e2' })] })
    const shown = new Promise<void>((resolve) => {
      engine.onCase(() => resolve())
    })
    const first = valueIn(await engine.openCase({ paths: [join(folder, 'one')] }))
    const firstEnds = untilEnd(first)
    await shown
    const { job, summary } = await open(engine, join(folder, 'two'))
    expect([job.state, summary!.events]).toEqual(['done', 2])
    expect(['cancelled', 'done']).toContain((await firstEnds).state)
    expect(valueIn(await engine.runSql({ sql: 'SELECT count(*) FROM events', limit: 1 })).rows).toEqual([[2]])
  })

  test('without a case every question is answered so; closing ends it', async () => {
    expect(await engine.findings()).toMatchObject({ ok: false, code: 'no-case' })
    write('a.json', { Records: [aRecord()] })
    await open(engine, folder)
    await engine.closeCase()
    expect(engine.summary()).toBeNull()
    expect(await engine.runSql({ sql: 'SELECT 1', limit: 1 })).toMatchObject({ ok: false, code: 'no-case' })
  })

  test('whoever asks while everything ends is answered that it does', async () => {
    write('a.json', { Records: [aRecord()] })
    await open(engine, folder)
    await engine.dispose()
    expect(await engine.closeCase()).toEqual({ ok: false, code: 'no-case', message: 'Trailproof is ending.' })
  })
})

describe('SQL', () => {
  test('a runaway query is cancelled, whether it touches a view or not, and the next one is answered', async () => {
    write('a.json', { Records: [...Array(300).keys()].map((i) => aRecord({ eventID: `e${i}` })) })
    await open(engine, folder)
    const runaways = [
      'SELECT count(*) FROM events a, events b, events c, events d',
      'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n',
    ]
    for (const sql of runaways) {
      const running = engine.runSql({ sql, limit: 1 })
      await engine.cancelSql({})
      expect(await running).toMatchObject({ ok: false, code: 'cancelled' })
      expect(valueIn(await engine.runSql({ sql: 'SELECT count(*) FROM events', limit: 1 })).rows).toEqual([[300]])
    }
  })

  test('a stuck query is cancelled by its id; another one answers meanwhile and after, and findings do not start again', async () => {
    const records = [...Array(300).keys()].map((i) => aRecord({ eventID: `e${i}` }))
    write('a.json', { Records: [...records, aRecord({ eventID: 'stop', eventName: 'StopLogging' })] })
    await open(engine, folder)
    const before = valueIn(await engine.findings())
    const timings = engine.summary()!.timings
    // It touches no view, so that only the end of its thread ends it.
    const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n'
    const stuck = engine.runSql({ sql: endless, limit: 1, id: 'stuck' })
    const count = (id: string) => engine.runSql({ sql: 'SELECT count(*) FROM events', limit: 1, id })
    expect(valueIn(await count('meanwhile')).rows).toEqual([[301]])
    const other = engine.runSql({ sql: 'SELECT count(*), max(logVerdict) FROM events', limit: 1, id: 'other' })
    await engine.cancelSql({ id: 'stuck' })
    expect(await stuck).toMatchObject({ ok: false, code: 'cancelled' })
    expect(valueIn(await other).rows).toEqual([[301, 'uncovered']])
    expect(valueIn(await count('after')).rows).toEqual([[301]])
    expect(valueIn(await engine.findings())).toEqual(before)
    expect(engine.summary()!.timings).toEqual(timings)
  })

  test('a query that waits behind a stuck one is cancelled alone', async () => {
    write('a.json', { Records: [aRecord({ eventID: 'a' })] })
    await open(engine, folder)
    const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n'
    const stuck = engine.runSql({ sql: endless, limit: 1, id: 'stuck' })
    const behind = engine.runSql({ sql: 'SELECT 1', limit: 1, id: 'behind' })
    await engine.cancelSql({ id: 'behind' })
    expect(await behind).toMatchObject({ ok: false, code: 'cancelled' })
    await engine.cancelSql({})
    expect(await stuck).toMatchObject({ ok: false, code: 'cancelled' })
  })

  test('the first rows of a query come before its end, under its id, and no later query tells them', async () => {
    write('a.json', { Records: [...Array(300).keys()].map((i) => aRecord({ eventID: `e${i}` })) })
    await open(engine, folder)
    const told: SqlRows[] = []
    const rowsIn = (batches: readonly SqlRows[]) => batches.flatMap(({ rows }) => rows)
    const firstOf = (id: string) =>
      new Promise<void>((resolve) => {
        engine.onSqlRows((rows) => {
          if (rows.id === id) resolve()
        })
      })
    engine.onSqlRows((rows) => told.push(rows))
    const fourDeep = 'SELECT count(*) FROM events a, events b, events c, events d'
    const running = engine.runSql({ sql: `SELECT id FROM events UNION ALL ${fourDeep}`, limit: 1000, id: 'endless' })
    await firstOf('endless')
    await engine.cancelSql({})
    expect(await running).toMatchObject({ ok: false, code: 'cancelled' })
    const ids = Array.from({ length: 300 }, (_, i) => [i + 1])
    const first = told.splice(0)
    expect(first[0]).toMatchObject({ id: 'endless', columns: ['id'], from: 0 })
    expect(rowsIn(first)).toEqual(ids.slice(0, rowsIn(first).length))

    const scan = 'SELECT count(*) FROM events a, events b, events c WHERE a.id <= 30'
    const sql = `SELECT id FROM events WHERE id > 298 UNION ALL ${scan}`
    const { rows } = valueIn(await engine.runSql({ sql, limit: 1000, id: 'long' }))
    expect(rows).toEqual([[299], [300], [2_700_000]])
    const later = told.splice(0)
    expect(later.every(({ id }) => id === 'long')).toBe(true)
    expect(rowsIn(later).slice(0, 2)).toEqual([[299], [300]])

    await engine.runSql({ sql, limit: 1000 })
    expect(told).toEqual([])
  })
})

describe('exports', () => {
  const columns = ['eventTime', 'eventName', 'userAgent'] as const
  const query = (format: ExportQuery['format'], filter = everything): ExportQuery => ({
    filter,
    sort: { column: 'eventTime', descending: false },
    format,
    columns,
    file: join(folder, `out.${format}`),
  })
  const exported = async (asked: ExportQuery) => {
    const started = engine.exportEvents(asked)
    const job = await untilEnd(valueIn(await started))
    return { job, text: job.state === 'done' ? readFileSync(asked.file, 'utf8') : '' }
  }
  const manifestOf = (file: string) => JSON.parse(readFileSync(`${file}.manifest.json`, 'utf8'))

  test('CSV is RFC 4180, and nothing in it runs as a formula', async () => {
    write('logs/a.json', {
      Records: [
        aRecord({
          eventName: 'One',
          eventTime: '2024-03-05T10:00:00Z',
          userAgent: '=HYPERLINK("http://example.com")',
          eventID: 'e1',
        }),
        aRecord({ eventName: 'Two', eventTime: '2024-03-05T11:00:00Z', userAgent: 'a, "b"\nc', eventID: 'e2' }),
      ],
    })
    await open(engine, join(folder, 'logs'))
    const { text } = await exported(query('csv'))
    expect(text).toBe(
      'eventTime,eventName,userAgent\r\n' +
        '2024-03-05T10:00:00Z,One,"\'=HYPERLINK(""http://example.com"")"\r\n' +
        '2024-03-05T11:00:00Z,Two,"a, ""b""\nc"\r\n',
    )
  })

  test('events stand in the order that was asked for, and the manifest names it', async () => {
    const named = (eventName: string, minute: number) =>
      aRecord({ eventName, eventID: eventName, eventTime: `2024-03-05T10:0${minute}:00Z` })
    write('order/a.json', { Records: [named('B', 0), named('C', 1)] })
    write('order/b.json', { Records: [named('A', 2)] })
    await open(engine, join(folder, 'order'))
    const namesIn = (text: string) => [...text.matchAll(/"eventName":"(\w)"/g)].map(([, name]) => name)
    const sort = { column: 'eventName', descending: true } as const
    const { text } = await exported({ ...query('ndjson'), sort })
    expect(namesIn(text)).toEqual(['C', 'B', 'A'])
    expect(manifestOf(query('ndjson').file).export.order).toEqual({
      ...sort,
      sentence:
        'Sorted by eventName, descending; events without a value come last, events with equal values in order of time.',
    })
    expect(namesIn((await exported(query('json'))).text)).toEqual(['B', 'C', 'A'])
  })

  test('NDJSON and JSON hold the original records; the manifest tells what they rest on', async () => {
    await aTrail().hours(4).editRecord(1).write(join(folder, 'trail'))
    const { summary } = await open(engine, join(folder, 'trail'))
    const asked = query('ndjson', filterOf('logVerdict=verified'))
    const { text } = await exported(asked)
    const lines = text.trimEnd().split('\n')
    expect(lines).toHaveLength(summary!.eventsByVerdict.verified)
    const manifest = manifestOf(asked.file)
    expect(manifest.export).toMatchObject({
      events: lines.length,
      sha256: createHash('sha256').update(text).digest('hex'),
    })
    expect(manifest.filter.text).toBe('logVerdict=verified')
    expect(manifest.case.records).toBe(manifest.case.events + manifest.case.duplicates + manifest.case.unparsed)
    expect(manifest.coverage.exportedEventsByVerdict).toEqual({ verified: lines.length })
    expect(manifest.sources.reduce((sum: number, { events }: { events: number }) => sum + events, 0)).toBe(lines.length)

    const whole = await exported(query('json'))
    // It is a log file itself: opening it again finds the same events.
    rmSync(join(folder, 'trail'), { recursive: true })
    expect(JSON.parse(whole.text).Records).toHaveLength(summary!.events)
    expect((await open(engine, join(folder, 'out.json'))).summary).toMatchObject({
      events: summary!.events,
      unparsed: 0,
    })
  })

  test('nothing is overwritten, and what can no longer be read as it was opened is refused', async () => {
    write('logs/a.json', { Records: [aRecord()] })
    await open(engine, join(folder, 'logs'))
    write('out.csv', 'mine')
    expect(await engine.exportEvents(query('csv'))).toMatchObject({
      code: 'exists',
      message: expect.stringContaining('exists already'),
    })
    expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toBe('mine')
    write('logs/a.json', { Records: [] })
    expect((await exported(query('ndjson'))).job).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('has changed since it was opened'),
    })
    expect(readdirSync(folder).sort()).toEqual(['logs', 'out.csv'])
  })
})
