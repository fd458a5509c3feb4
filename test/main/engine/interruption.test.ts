import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/engine.ts'
import type { CaseSummary, JudgedSummary } from '../../../src-shared/contract/index.ts'
import { everything } from '../../../src-shared/filter/model.ts'
import type { Job, JobId } from '../../../src-shared/model/job.ts'
import { judgedSummary, open, startEngine } from '../../fixtures/engine.ts'
import { type Random, randomFrom } from '../../fixtures/random.ts'
import { aRecord } from '../../fixtures/records.ts'
import { aTrail, temporaryFolder } from '../../fixtures/trail.ts'

/** A few hundred files, with copies that have to be read again to be compared. */
let folder: string
let whole: JudgedSummary
let other: string
let otherWhole: JudgedSummary
beforeAll(async () => {
  folder = (await aTrail().hours(24).logsPerHour(6).recordsPerLog(6).editRecord(7).deleteLogFile(9).write()).folder
  mkdirSync(join(folder, 'copies'))
  for (let i = 0; i < 600; i++) {
    const records = [aRecord({ eventID: `copy ${i % 300}`, eventName: `Of file ${i}` })]
    writeFileSync(join(folder, 'copies', `${i}.json`), JSON.stringify({ Records: records }))
  }
  other = (await aTrail().seed('other').hours(1).write()).folder
  const engine = startEngine()
  otherWhole = (await open(engine, other)).summary!
  whole = (await open(engine, folder)).summary!
  await engine.dispose()
})

/** Every thread of this process, the workers of workers included; only Linux tells. */
const threads = () => (existsSync('/proc/self/task') ? readdirSync('/proc/self/task').length : 0)

const ended = (engine: Engine, id: JobId): Promise<Job> =>
  new Promise((resolve) => {
    const known = engine.jobs().find((job) => job.id === id)
    if (known !== undefined && known.state !== 'running') return resolve(known)
    const unsubscribe = engine.onJob((job) => {
      if (job.id !== id || job.state === 'running') return
      unsubscribe()
      resolve(job)
    })
  })

/** A moment of a job: at once, when its case is shown and still being judged, or when the engine says it has come so far. */
type Moment = 'at once' | 'shown' | Job['stage']

const reached = (engine: Engine, moment: Moment): Promise<void> =>
  new Promise((resolve) => {
    if (moment === 'at once') return resolve()
    const endings = [
      engine.onJob((job) => {
        if (job.state !== 'running' || job.stage === moment) end()
      }),
      engine.onCase((summary) => {
        if (moment === 'shown' && summary?.isBeingJudged) end()
      }),
    ]
    const end = () => {
      for (const unsubscribe of endings) unsubscribe()
      resolve()
    }
  })

const counts = ({ records, events, duplicates, conflicting, unparsed, integrity, eventsByVerdict }: JudgedSummary) => ({
  records, events, duplicates, conflicting, unparsed, integrity, eventsByVerdict,
}) // biome-ignore format: a list

/** The case is whole, or it says that it is a part and claims nothing of it proven. */
function expectWholeOrMarked(summary: JudgedSummary, expected: JudgedSummary) {
  if (!summary.partial) return expect(counts(summary)).toEqual(counts(expected))
  expect(summary.partialReason).toMatch(/^Opening was cancelled after [\d,]+ of [\d,]+ files; nothing was verified, /)
  expect(summary.records).toBe(summary.events + summary.duplicates + summary.unparsed)
  expect(summary.records).toBeLessThanOrEqual(expected.records)
  expect(Object.values(summary.eventsByVerdict).every((events) => events === 0)).toBe(true)
}

/** What is shown is what SQL counts, and every panel answers. */
async function expectUsable(engine: Engine, summary: JudgedSummary) {
  const counted = await engine.runSql({ sql: 'SELECT count(*) FROM events', limit: 1 })
  expect(counted).toMatchObject({ ok: true, value: { rows: [[summary.events]] } })
  for (const answer of [await engine.findings(), await engine.explanations(), await engine.integrity()])
    expect(answer.ok).toBe(true)
}

const moments: readonly Moment[] = [
  'at once',
  'discovering',
  'reading',
  'ordering',
  'verifying',
  'shown',
  'indexing',
  'detecting',
]
const seeds = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name} ${i}`)
const pick = (random: Random) => ({ moment: random.pick(moments), hasCase: random.chance(0.5) })

describe('opening, broken off at random moments', () => {
  test.each(seeds('cancel', 10))('%s: the case before it, or a marked part, or the whole', async (seed) => {
    const { moment, hasCase } = pick(randomFrom(seed))
    const before = threads()
    const engine = startEngine()
    if (hasCase) await open(engine, other)
    const opened = await engine.openCase({ paths: [folder] })
    if (!opened.ok) throw new Error(opened.message)
    await reached(engine, moment)
    await engine.cancelJob({ jobId: opened.value })
    const { state } = await ended(engine, opened.value)
    expect(['cancelled', 'done']).toContain(state)
    const summary = judgedSummary(engine)
    if (summary?.paths[0] === folder) expectWholeOrMarked(summary, whole)
    else expect(summary === null ? null : counts(summary)).toEqual(hasCase ? counts(otherWhole) : null)
    if (summary !== null) await expectUsable(engine, summary)
    // The case thread, and the SQL thread of a case: no reader is left.
    expect(threads()).toBeLessThanOrEqual(before + (summary === null ? 1 : 2))
    await engine.dispose()
    expect(threads()).toBeLessThanOrEqual(before)
  })

  test.each(seeds('close', 6))('%s: closing leaves no case, and no part of one comes after it', async (seed) => {
    const { moment, hasCase } = pick(randomFrom(seed))
    const engine = startEngine()
    if (hasCase) await open(engine, other)
    const opened = await engine.openCase({ paths: [folder] })
    if (!opened.ok) throw new Error(opened.message)
    await reached(engine, moment)
    const shown: (CaseSummary | null)[] = []
    await engine.closeCase()
    engine.onCase((summary) => shown.push(summary))
    expect((await ended(engine, opened.value)).state).toMatch(/cancelled|done/)
    expect(judgedSummary(engine)).toBeNull()
    const { summary } = await open(engine, other)
    expect(counts(summary!)).toEqual(counts(otherWhole))
    expect(shown.every((summary) => summary?.paths[0] === other)).toBe(true)
    await engine.dispose()
  })

  test.each(seeds('open', 3))('%s: another folder instead is opened whole, or refused with a reason', async (seed) => {
    const { moment } = pick(randomFrom(seed))
    const engine = startEngine()
    const first = await engine.openCase({ paths: [folder] })
    if (!first.ok) throw new Error(first.message)
    await reached(engine, moment)
    const second = await engine.openCase({ paths: [other] })
    await ended(engine, first.value)
    if (second.ok) {
      expect((await ended(engine, second.value)).state).toBe('done')
      expect(counts(judgedSummary(engine)!)).toEqual(counts(otherWhole))
    } else {
      expect(second).toMatchObject({ code: 'busy', message: expect.stringContaining('cancel that first') })
      expect(counts(judgedSummary(engine)!)).toEqual(counts(whole))
    }
    await expectUsable(engine, judgedSummary(engine)!)
    await engine.dispose()
  })

  test.each(seeds('dispose', 5))('%s: ending the engine ends all its threads', async (seed) => {
    const { moment, hasCase } = pick(randomFrom(seed))
    const before = threads()
    const engine = startEngine()
    if (hasCase) await open(engine, other)
    await engine.openCase({ paths: [folder] })
    await reached(engine, moment)
    await engine.dispose()
    expect(threads()).toBeLessThanOrEqual(before)
  })
})

describe('an export, broken off', () => {
  const asked = (file: string) =>
    ({
      filter: everything,
      sort: { column: 'eventTime', descending: false },
      format: 'json',
      columns: [],
      file,
    }) as const

  /** When its files are there and a first event is written. */
  const begun = (engine: Engine): Promise<void> =>
    new Promise((resolve) => {
      const unsubscribe = engine.onJob(({ kind, filesTotal }) => {
        if (kind !== 'export' || filesTotal === 0) return
        unsubscribe()
        resolve()
      })
    })

  const ways = {
    cancel: (engine: Engine, jobId: JobId) => engine.cancelJob({ jobId }).then(() => ended(engine, jobId)),
    close: (engine: Engine) => engine.closeCase(),
    dispose: (engine: Engine) => engine.dispose(),
  }
  const outcomes = [[], ['out.json', 'out.json.manifest.json']]

  test.each(Object.entries(ways))('%s: no file is left, or a whole one with its manifest', async (_, breakOff) => {
    for (const moment of ['asked', 'answered', 'begun'] as const) {
      const into = temporaryFolder()
      const engine = startEngine()
      await open(engine, folder)
      const writes = begun(engine)
      const answer = engine.exportEvents(asked(join(into, 'out.json')))
      // Whoever asked is answered, be it that the engine has ended.
      const jobId = answer.then(
        (started) => (started.ok ? started.value : null),
        () => null,
      )
      if (moment === 'begun') await writes
      if (moment !== 'asked' || breakOff === ways.cancel) await jobId
      await breakOff(engine, (await Promise.race([jobId, null])) as JobId)
      expect(outcomes).toContainEqual(readdirSync(into).sort())
      await engine.dispose()
      expect(outcomes).toContainEqual(readdirSync(into).sort())
    }
  })
})
