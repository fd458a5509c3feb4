import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { eventsAnswers } from '../../../src-main/case/answers/events.ts'
import { sourcesAnswers } from '../../../src-main/case/answers/sources.ts'
import { Case } from '../../../src-main/case/case.ts'
import { Jobs } from '../../../src-main/case/jobs.ts'
import { noLookups } from '../../../src-main/columns/lookups.ts'
import { takePart } from '../../../src-main/columns/ordering.ts'
import type { CaseSummary } from '../../../src-shared/contract/index.ts'
import { everything } from '../../../src-shared/filter/model.ts'
import { parseFilter } from '../../../src-shared/filter/text.ts'
import type { Row } from '../../../src-shared/model/event.ts'
import type { Job, JobId } from '../../../src-shared/model/job.ts'
import { onlyEvidence } from '../../../src-shared/model/verification.ts'
import { FakeDatabase } from '../../fixtures/case-room.ts'
import { type Engine, judgedSummary, startEngine, valueIn } from '../../fixtures/engine.ts'
import { type IngestOptions, readFolder, type Unjudged } from '../../fixtures/ingested.ts'
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
const read = (options: Partial<IngestOptions> = {}) => readFolder(trail.folder, options)
const about = { id: 'c', title: 'trail', paths: ['/trail'], keyPaths: [], acceptsEvidence: false }

const aCase = (unjudged: Unjudged) =>
  new Case(unjudged, about, new FakeDatabase(), onlyEvidence, new Set(), {
    jobs: new Jobs(
      () => {},
      (_, error) => {
        throw error
      },
    ),
    searchFiles: async () => {},
    readFields: async () => {},
    lookUp: async () => ({ state: 'ready', value: noLookups }),
  })
/** What a call is answered with, whichever layers are there. */
const linesOf = async (of: Case) => valueIn(await eventsAnswers.events(of, page, {} as never)).lines
const copiesOf = async (of: Case) => valueIn(await eventsAnswers.eventDetail(of, { row: 0 as Row }, {} as never)).copies

describe('a case before its files are judged', () => {
  test('has all its events and claims nothing of them; judged, it has the same events and their verdicts', async () => {
    const { signal } = new AbortController()
    const opened = aCase(await read())
    await opened.layers.build('events', signal)
    const before = opened.summary
    expect(before).toMatchObject({ isBeingJudged: true, events: 149 * 4, partial: false })
    expect(before).not.toHaveProperty('integrity')
    expect(before).not.toHaveProperty('eventsByVerdict')
    const shown = await linesOf(opened)
    expect(shown.every(({ values }) => values.eventID !== null && !('logVerdict' in values))).toBe(true)
    const everyFile = { kind: null, problemsOnly: false, text: '', offset: 0, limit: 1000 }
    const { files } = valueIn(await sourcesAnswers.sources(opened, everyFile, {} as never))
    expect(files.every(({ status }) => status === null)).toBe(true)
    expect((await copiesOf(opened)).map(({ verdict, text }) => [verdict, text === null])).toEqual([[null, false]])
    expect(() => opened.verdictViews).toThrow('before there are any')

    await opened.layers.build('verdicts', signal)
    const { isBeingJudged: _, timings: __, peakRssBytes: ___, ...facts } = before
    expect(opened.summary).toMatchObject({ ...facts, isBeingJudged: false })
    expect(opened.verdictViews.ingested.report!.counts.logs).toMatchObject({ verified: 148, invalid: 1, missing: 1 })
    const judged = await linesOf(opened)
    const ids = (lines: typeof shown) => lines.map(({ row, values }) => [row, values.eventID])
    expect(ids(judged)).toEqual(ids(shown))
    expect(judged.filter(({ values }) => values.logVerdict === 'verified')).toHaveLength(148 * 4)
    expect((await copiesOf(opened))[0]!.verdict).not.toBeNull()
    expect(() => opened.unjudged).toThrow('are judged')
  })

  test('cancelled while it is judged, is left without verdicts and says that it is a part', async () => {
    const abort = new AbortController()
    const opened = aCase(await read())
    await opened.layers.build('events', abort.signal)
    const judging = opened.layers.build('verdicts', abort.signal)
    abort.abort()
    await judging
    expect(opened.layers.state('verdicts')).toBe('cancelled')
    expect(opened.verdictViews.ingested.report).toBeNull()
    expect(opened.summary).toMatchObject({
      isBeingJudged: false,
      partial: true,
      partialReason: expect.stringContaining('nothing was verified'),
      events: 149 * 4,
      eventsByVerdict: { verified: 0, invalid: 0, missing: 0, unverified: 0, uncovered: 0 },
    })
  })

  test.each<[string, NonNullable<IngestOptions['helper']>]>([
    ['does all of it', () => async (ordering) => takePart(ordering)],
    ['does nothing', () => () => new Promise(() => {})],
    ['fails', () => () => Promise.reject(new Error('its thread has ended'))],
  ])('is in order when the thread that helps %s', async (_, helper) => {
    const [alone, helped] = [aCase(await read()), aCase(await read({ helper }))]
    expect(await linesOf(helped)).toEqual(await linesOf(alone))
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
      engine.eventProof({ row: 0, offset: 0, limit: 50 }),
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
    expect(valueIn(proof).outcome).toBe('consistent')
    for (const answer of [sql, afterSemicolon]) expect(valueIn(answer).rows).toEqual([[148 * 4]])
    expect(valueIn(files).rows).toEqual([[149]])
    expect((await ended(job)).state).toBe('done')
  })

  test('an export waits for the verdicts that its manifest tells', async () => {
    const job = await openUntilShown()
    const file = join(temporaryFolder(), 'out.json')
    const asked = {
      filter: everything,
      sort: { column: 'eventTime', descending: false },
      format: 'json',
      columns: [],
      file,
    } as const
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
