import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { JudgedCase } from '../../../src-main/case/judged-case.ts'
import { UnjudgedCase } from '../../../src-main/case/unjudged-case.ts'
import { takePart } from '../../../src-main/columns/ordering.ts'
import type { Engine } from '../../../src-main/engine/engine.ts'
import { type IngestOptions, readCase } from '../../../src-main/ingest/ingest.ts'
import { judge } from '../../../src-main/integrity/evidence/judge-files.ts'
import type { CaseSummary } from '../../../src-shared/contract/index.ts'
import { everything } from '../../../src-shared/filter/model.ts'
import { parseFilter } from '../../../src-shared/filter/text.ts'
import type { Job, JobId } from '../../../src-shared/model/job.ts'
import { judgedSummary, readWorker, startEngine, valueIn } from '../../fixtures/engine.ts'
import { aTrail, temporaryFolder, type WrittenTrail } from '../../fixtures/trail.ts'

/** Enough digests that their judging takes more than one turn. */
let trail: WrittenTrail
beforeAll(async () => {
  trail = await aTrail().hours(150).logsPerHour(1).recordsPerLog(4).editRecord(7).deleteLogFile(9).write()
})

const page = {
  filter: everything,
  sort: { column: 'eventTime', descending: false },
  columns: ['eventID', 'logVerdict'],
  offset: 0,
  limit: 1000,
} as const
const read = (options: Partial<IngestOptions> = {}) =>
  readCase([trail.folder], {
    workerFile: readWorker,
    workers: 2,
    signal: new AbortController().signal,
    ...options,
  })
const about = { id: 'c', title: 'trail', paths: ['/trail'] }

describe('a case before its files are judged', () => {
  test('has all its events and claims nothing of them; judged, it has the same events and their verdicts', async () => {
    const unjudged = await read()
    const before = new UnjudgedCase(unjudged, about)
    expect(before.summary).toMatchObject({ isBeingJudged: true, events: 149 * 4, partial: false })
    expect(before.summary).not.toHaveProperty('integrity')
    expect(before.summary).not.toHaveProperty('eventsByVerdict')
    const shown = before.page(page)
    expect(shown.lines.every(({ values }) => values.eventID !== null && !('logVerdict' in values))).toBe(true)
    const { files } = before.sources({ kind: null, problemsOnly: false, text: '', offset: 0, limit: 1000 })
    expect(files.every(({ status }) => status === null)).toBe(true)
    const { copies } = valueIn(before.eventDetail(0))
    expect(copies.map(({ verdict, text }) => [verdict, text === null])).toEqual([[null, false]])

    const after = new JudgedCase(await judge(unjudged, new AbortController().signal), before.summary)
    const { isBeingJudged: _, timings: __, peakRssBytes: ___, ...facts } = before.summary
    expect(after.summary).toMatchObject({ ...facts, isBeingJudged: false })
    expect(after.summary.integrity.logs).toMatchObject({ verified: 148, invalid: 1, missing: 1 })
    const judged = after.page(page)
    const ids = (lines: typeof shown.lines) => lines.map(({ row, values }) => [row, values.eventID])
    expect(ids(judged.lines)).toEqual(ids(shown.lines))
    expect(judged.lines.filter(({ values }) => values.logVerdict === 'verified')).toHaveLength(148 * 4)
    expect(valueIn(after.eventDetail(0)).copies[0]!.verdict).not.toBeNull()
  })

  test('cancelled while it is judged, is left without verdicts and says that it is a part', async () => {
    const abort = new AbortController()
    const unjudged = await read()
    const judging = judge(unjudged, abort.signal)
    abort.abort()
    const ingested = await judging
    expect(ingested.report).toBeNull()
    const { summary } = new JudgedCase(ingested, new UnjudgedCase(unjudged, about).summary)
    expect(summary).toMatchObject({
      isBeingJudged: false,
      partial: true,
      partialReason: expect.stringContaining('nothing was verified'),
      events: 149 * 4,
    })
    expect(Object.values(summary.eventsByVerdict).every((events) => events === 0)).toBe(true)
  })

  test.each<[string, NonNullable<IngestOptions['helper']>]>([
    ['does all of it', () => async (ordering) => takePart(ordering)],
    ['does nothing', () => () => new Promise(() => {})],
    ['fails', () => () => Promise.reject(new Error('its thread has ended'))],
  ])('is in order when the thread that helps %s', async (_, helper) => {
    const alone = new UnjudgedCase(await read(), about)
    const helped = new UnjudgedCase(await read({ helper }), about)
    expect(helped.page(page)).toEqual(alone.page(page))
  })
})

describe('while files are judged', () => {
  let engine: Engine
  beforeEach(() => {
    engine = startEngine()
  })
  afterEach(() => engine.dispose())

  const ended = (id: JobId): Promise<Job> =>
    new Promise((resolve) => {
      const known = engine.jobs().find((job) => job.id === id && job.state !== 'running')
      if (known !== undefined) return resolve(known)
      const unsubscribe = engine.onJob((job) => {
        if (job.id !== id || job.state === 'running') return
        unsubscribe()
        resolve(job)
      })
    })

  /** Opens the trail; resolves when its events are shown. */
  async function openUntilShown(): Promise<JobId> {
    const shown = new Promise<void>((resolve) => {
      const unsubscribe = engine.onCase((summary) => {
        if (summary === null) return
        unsubscribe()
        resolve()
      })
    })
    const job = valueIn(await engine.openCase({ paths: [trail.folder] }))
    await shown
    return job
  }

  test('the case is told twice, as the same: first without verdicts, then with them', async () => {
    const told: CaseSummary[] = []
    engine.onCase((summary) => summary !== null && told.push(summary))
    const job = valueIn(await engine.openCase({ paths: [trail.folder] }))
    await ended(job)
    const [first, second] = told
    expect([first!.isBeingJudged, second!.isBeingJudged]).toEqual([true, false])
    expect([first!.id, first!.events, first!.files]).toEqual([second!.id, second!.events, second!.files])
    expect(told.slice(1).every(({ isBeingJudged }) => !isBeingJudged)).toBe(true)
  })

  test('what is asked about verdicts is answered when there are some, and with nothing before', async () => {
    const job = await openUntilShown()
    const byVerdict = valueIn(parseFilter('logVerdict=verified'))
    const verified = "SELECT count(*) FROM events WHERE logVerdict = 'verified'"
    const [events, integrity, proven, facet, ledger, coverage, proof, sql, afterSemicolon, files] = await Promise.all([
      engine.events(page),
      engine.integrity(),
      engine.events({ ...page, filter: byVerdict }),
      engine.facet({ filter: everything, column: 'logVerdict', search: '', limit: 9 }),
      engine.ledger({ range: null }),
      engine.coverage({ filter: everything }),
      engine.eventProof({ row: 0 }),
      engine.runSql({ sql: verified, limit: 1 }),
      engine.runSql({ sql: `;-- first\n;${verified};`, limit: 1 }),
      engine.runSql({ sql: "; SELECT count(*) FROM files WHERE kind = 'log'", limit: 1 }),
    ])
    expect(valueIn(events).total).toBe(149 * 4)
    expect(valueIn(integrity).counts.logs).toMatchObject({ verified: 148, invalid: 1, missing: 1 })
    expect(valueIn(proven).total).toBe(148 * 4)
    expect(valueIn(facet).values).toEqual([
      { value: 'verified', events: 148 * 4 },
      { value: 'invalid', events: 4 },
    ])
    expect(valueIn(ledger).rows.length).toBeGreaterThan(0)
    expect(valueIn(coverage).provenHours).toBeGreaterThan(0)
    expect(valueIn(proof).outcome).toBe('proven')
    for (const answer of [sql, afterSemicolon]) expect(valueIn(answer).rows).toEqual([[148 * 4]])
    expect(valueIn(files).rows).toEqual([[149]])
    expect((await ended(job)).state).toBe('done')
  })

  test('an export waits for the verdicts that its manifest tells', async () => {
    const job = await openUntilShown()
    const file = join(temporaryFolder(), 'out.json')
    const asked = { filter: everything, format: 'json', columns: [], file } as const
    const exported = await ended(valueIn(await engine.exportEvents(asked)))
    expect(exported).toMatchObject({ state: 'done', events: 149 * 4 })
    const { coverage } = JSON.parse(readFileSync(`${file}.manifest.json`, 'utf8'))
    expect(coverage.exportedEventsByVerdict).toEqual({ verified: 148 * 4, invalid: 4 })
    await ended(job)
  })

  test('a query that waits for the database is cancelled, and later ones are answered', async () => {
    const job = await openUntilShown()
    const waiting = engine.runSql({ sql: 'SELECT count(*) FROM events a, events b, events c, events d', limit: 1 })
    await engine.cancelSql({})
    expect(await waiting).toMatchObject({ ok: false, code: 'cancelled' })
    await ended(job)
    expect(valueIn(await engine.runSql({ sql: 'SELECT count(*) FROM events', limit: 1 })).rows).toEqual([[149 * 4]])
  })

  test('closed, it answers whoever waits for verdicts that there is no case', async () => {
    const job = await openUntilShown()
    const waiting = [
      engine.integrity(),
      engine.findings(),
      engine.explanations(),
      engine.coverage({ filter: everything }),
    ]
    await engine.closeCase()
    for (const answer of await Promise.all(waiting))
      if (!answer.ok) expect(answer).toMatchObject({ code: 'no-case', message: expect.stringContaining('closed') })
    expect((await ended(job)).state).toMatch(/cancelled|done/)
    expect(engine.summary()).toBeNull()
  })

  test('nothing is added to it, and another case takes its place', async () => {
    const job = await openUntilShown()
    const other = (await aTrail().seed('other').hours(1).recordsPerLog(3).write()).folder
    const added = await engine.addToCase({ paths: [other] })
    if (!added.ok)
      expect(added).toMatchObject({ code: 'busy', message: expect.stringMatching(/still being verified|cancel that/) })
    const next = await engine.openCase({ paths: [other] })
    expect(next.ok).toBe(added.ok === false)
    await ended(job)
    if (next.ok) await ended(next.value)
    expect(judgedSummary(engine)).toMatchObject(next.ok ? { events: 3, partial: false } : { events: 149 * 4 })
  })

  test('cancelled, it stays open with its events, whole or marked as a part', async () => {
    const job = await openUntilShown()
    await engine.cancelJob({ jobId: job })
    await ended(job)
    const summary = judgedSummary(engine)!
    expect(summary.events).toBe(149 * 4)
    const verified = summary.partial ? 0 : 148
    expect(summary.integrity.logs.verified).toBe(verified)
    expect(valueIn(await engine.integrity()).counts.logs.verified).toBe(verified)
    expect(valueIn(await engine.runSql({ sql: 'SELECT count(*) FROM events', limit: 1 })).rows).toEqual([[149 * 4]])
  })
})
