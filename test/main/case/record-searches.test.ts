import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RecordSearch } from '../../../src-shared/contract/index.ts'
import { parseFilter } from '../../../src-shared/filter/text.ts'
import type { Job } from '../../../src-shared/model/job.ts'
import { type Engine, open, startEngine, valueIn } from '../../fixtures/engine.ts'
import { aTrail, temporaryFolder } from '../../fixtures/trail.ts'

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
const page = (filter: string) => ({
  filter: filterOf(filter),
  sort: { column: 'eventTime', descending: false } as const,
  columns: ['eventID'] as const,
  offset: 0,
  limit: 1000,
})
const ids = async (filter: string) =>
  valueIn(await engine.events(page(filter))).lines.map(({ values }) => values.eventID)

/** Asks, and waits until no search of the case runs. */
async function searched(filter: string): Promise<readonly RecordSearch[]> {
  const ended = new Promise<void>((resolve) => {
    const stop = engine.onJob(({ kind, state }) => {
      if (kind !== 'search' || state === 'running') return
      stop()
      resolve()
    })
  })
  const told = async () => valueIn(await engine.recordSearches({ filter: filterOf(filter) }))
  if ((await told()).some(({ state }) => state === 'running')) await ended
  return await told()
}

describe('record~text', () => {
  test('shows the events whose record holds the text, with every other condition, in every view', async () => {
    const trail = await aTrail().hours(9).logsPerHour(2).recordsPerLog(20).write(folder)
    await open(engine, folder)
    const records = trail.logs.flatMap((log) => log.records)
    const [text, other] = ['"eventName":"ListBuckets"', 'AssumeRole']
    const holds = (sought: string) => records.filter((record) => JSON.stringify(record).includes(sought))
    const expected = (found: typeof records) => found.map(({ eventID }) => eventID).sort()

    const wanted = filterText(text)
    const [search] = await searched(wanted)
    expect(search).toMatchObject({
      text,
      state: 'done',
      filesSearched: 18,
      filesTotal: 18,
      filesNotSearched: 0,
      outside: 0,
    })
    expect(search!.events).toBe(holds(text).length)
    expect((await ids(wanted)).sort()).toEqual(expected(holds(text)))

    await searched(filterText(text, other))
    expect((await ids(filterText(text, other))).sort()).toEqual(
      expected(records.filter((record) => holds(text).includes(record) || holds(other).includes(record))),
    )
    const reading = `${wanted} readOnly=true`
    const isRead = holds(text).filter(({ readOnly }) => readOnly === true)
    expect((await ids(reading)).sort()).toEqual(expected(isRead))
    const histogram = valueIn(await engine.histogram({ filter: filterOf(reading), range: null, maxBuckets: 50 }))
    expect(histogram.total.reduce((sum, events) => sum + events)).toBe(isRead.length)
    const facet = { filter: filterOf(wanted), column: 'eventName', search: '', limit: 10 } as const
    expect(valueIn(await engine.facet(facet)).values).toEqual([{ value: 'ListBuckets', events: holds(text).length }])
  })

  test('is exported whole, however soon it is asked for', async () => {
    const trail = await aTrail().hours(9).recordsPerLog(40).write(folder)
    await open(engine, folder)
    const file = join(temporaryFolder(), 'found.ndjson')
    const filter = filterOf(filterText('"eventName":"ListBuckets"'))
    const job = await exported({ filter, file })
    expect(job.state).toBe('done')
    const written = readFileSync(file, 'utf8').trim().split('\n')
    const expected = trail.logs.flatMap((log) => log.records).filter(({ eventName }) => eventName === 'ListBuckets')
    expect(written).toHaveLength(expected.length)
  })

  test('files that changed or vanished are named, and nothing is exported as if they had been searched', async () => {
    const trail = await aTrail().hours(4).write(folder)
    await open(engine, folder)
    const [first, second] = trail.logs.map(({ path }) => path)
    writeFileSync(first!, gzipSync('{"Records":[]}'))
    rmSync(second!)
    const [search] = await searched(filterText('aws'))
    expect(search).toMatchObject({ state: 'done', filesSearched: 4, filesNotSearched: 2 })
    expect(search!.problems).toEqual(
      expect.arrayContaining([
        `${first} has changed since it was opened.`,
        expect.stringContaining(`${second}: It could not be read`),
      ]),
    )
    expect(await ids(filterText('aws'))).toHaveLength(trail.logs.slice(2).flatMap(({ records }) => records).length)
    const job = await exported({ filter: filterOf(filterText('aws')), file: join(temporaryFolder(), 'found.csv') })
    expect(job).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('Nothing was written: 2 files could not be searched'),
    })
  })

  test('a cancelled search keeps what it found, and is done again when asked to', async () => {
    const trail = await aTrail().hours(9).logsPerHour(4).write(folder)
    await open(engine, folder)
    const stop = engine.onJob(({ kind, id }) => {
      if (kind === 'search') void engine.cancelJob({ jobId: id })
    })
    const [cancelled] = await searched(filterText('aws'))
    expect(cancelled).toMatchObject({ state: 'cancelled', filesTotal: expect.any(Number) })
    expect(await ids(filterText('aws'))).toHaveLength(cancelled!.events)
    stop()
    valueIn(await engine.searchAgain({ text: 'aws' }))
    const [again] = await searched(filterText('aws'))
    expect(again).toMatchObject({ state: 'done', events: trail.logs.flatMap(({ records }) => records).length })
  })

  test('a case that is closed or replaced while it is searched ends the search', async () => {
    await aTrail().hours(9).logsPerHour(4).write(folder)
    await open(engine, folder)
    await engine.events(page(filterText('aws')))
    await engine.closeCase()
    expect(engine.jobs().filter(({ state }) => state === 'running')).toEqual([])
    await open(engine, folder)
    expect(await searched(filterText('aws'))).toMatchObject([{ state: 'done' }])
  })

  async function exported({ filter, file }: { filter: ReturnType<typeof filterOf>; file: string }): Promise<Job> {
    const ended = new Promise<Job>((resolve) => {
      engine.onJob((job) => job.kind === 'export' && job.state !== 'running' && resolve(job))
    })
    const format = file.endsWith('.csv') ? 'csv' : 'ndjson'
    valueIn(
      await engine.exportEvents({
        filter,
        sort: { column: 'eventTime', descending: false },
        format,
        columns: ['eventID'],
        file,
      }),
    )
    return await ended
  }
})

const filterText = (...texts: readonly string[]) =>
  `record~${texts.map((text) => `"${text.replaceAll('"', '\\"')}"`).join(',')}`

describe('a scan of one field in SQL', () => {
  test('gives what the records hold, read ahead over many files', async () => {
    const trail = await aTrail().hours(40).recordsPerLog(5).write(folder)
    await open(engine, folder)
    const sql = "SELECT field(id, 'userIdentity.type') AS type, count(*) AS events FROM events GROUP BY 1 ORDER BY 1"
    const counts = new Map<string, number>()
    for (const { userIdentity } of trail.logs.flatMap((log) => log.records)) {
      const { type } = userIdentity as { type: string }
      counts.set(type, (counts.get(type) ?? 0) + 1)
    }
    expect(valueIn(await engine.runSql({ sql, limit: 100 })).rows).toEqual(
      [...counts].sort(([a], [b]) => (a < b ? -1 : 1)),
    )
  })

  test('gives the same where a condition leaves out some files, and where it goes through them again', async () => {
    const trail = await aTrail().hours(40).recordsPerLog(3).write(folder)
    await open(engine, folder)
    const { length } = trail.logs
    const files = valueIn(await engine.runSql({ sql: 'SELECT DISTINCT fileId FROM events ORDER BY id', limit: length }))
    const everyOther = files.rows.flatMap(([id], at) => (at % 2 === 0 ? [id] : [])).join()
    const sql = `SELECT id, field(id, 'eventID') = eventID FROM events WHERE fileId IN (${everyOther})`
    for (let round = 0; round < 2; round++) {
      const { rows } = valueIn(await engine.runSql({ sql, limit: 1000 }))
      expect(rows).toHaveLength((length / 2) * 3)
      expect(rows.every(([, isSame]) => isSame === 1)).toBe(true)
    }
  })

  test('a file read ahead that has changed since it was opened ends the query with its name', async () => {
    const trail = await aTrail().hours(40).write(folder)
    await open(engine, folder)
    const changed = trail.logs[30]!.path!
    writeFileSync(changed, gzipSync('{"Records":[]}'))
    const answer = await engine.runSql({ sql: "SELECT max(field(id, 'eventName')) FROM events", limit: 1 })
    expect(answer).toMatchObject({ ok: false, message: `${changed} has changed since it was opened.` })
  })
})
