import { beforeAll, describe, expect, test } from 'vitest'
import { answer } from '../../../src-main/case/answer.ts'
import { ThreadDeath } from '../../../src-main/runtime/thread-death.ts'
import { everything } from '../../../src-shared/filter/model.ts'
import { parseFilter } from '../../../src-shared/filter/text.ts'
import { aRoom, FakeDatabase, miscounting } from '../../fixtures/case-room.ts'
import { valueIn } from '../../fixtures/engine.ts'
import { aTrail } from '../../fixtures/trail.ts'

let folder: string
let other: string
beforeAll(async () => {
  folder = (await aTrail().hours(4).recordsPerLog(3).editRecord(2).write()).folder
  other = (await aTrail().seed('other').hours(1).recordsPerLog(5).write()).folder
})

const page = {
  filter: everything,
  sort: { column: 'eventTime', descending: false },
  columns: ['eventID', 'logVerdict'],
  offset: 0,
  limit: 10,
} as const

describe('a case that is opened', () => {
  test('is told with its events, with its verdicts, and when its rules have run', async () => {
    const story = aRoom()
    const { state } = await story.ended(valueIn(await answer(story.room, 'openCase', { paths: [folder] })))
    expect(state).toBe('done')
    expect(story.told.map((summary) => summary?.isBeingJudged)).toEqual([true, false, false])
    expect(story.told.at(-1)!.timings).toMatchObject({ index: 1, detect: 1 })
    expect(story.told[0]).not.toHaveProperty('integrity')
    const integrity = valueIn(await answer(story.room, 'integrity', undefined))
    expect(integrity.counts.logs).toMatchObject({ verified: 3, invalid: 1 })
    expect(valueIn(await answer(story.room, 'findings', undefined))).toEqual([])
    expect(story.bugs).toEqual([])
  })

  test('answers about events while its files are judged, and about verdicts afterwards', async () => {
    const story = aRoom()
    const asked = new Map<string, Promise<unknown>>()
    const order: string[] = []
    const ask = (name: string, given: Promise<unknown>) =>
      asked.set(
        name,
        given.then((value) => {
          order.push(`${name} ${story.room.current?.layers.state('verdicts')}`)
          return value
        }),
      )
    story.onCase = (summary) => {
      if (asked.size > 0 || summary === null) return
      ask('events', answer(story.room, 'events', page))
      ask('proven', answer(story.room, 'events', { ...page, filter: valueIn(parseFilter('logVerdict=verified')) }))
      ask('sql of events', answer(story.room, 'runSql', { sql: 'events', limit: 1 }))
      ask('sql of verdicts', answer(story.room, 'runSql', { sql: 'verdicts', limit: 1 }))
    }
    await story.ended(valueIn(await answer(story.room, 'openCase', { paths: [folder] })))
    const [events, proven] = await Promise.all(asked.values())
    expect(order.sort()).toEqual(['events building', 'proven ready', 'sql of events building', 'sql of verdicts ready'])
    expect(events).toMatchObject({ value: { total: 12 } })
    expect((events as { value: { lines: { values: object }[] } }).value.lines[0]!.values).not.toHaveProperty(
      'logVerdict',
    )
    expect(proven).toMatchObject({
      value: { total: 9, lines: [{ values: { logVerdict: 'verified' } }, {}, {}, {}, {}, {}, {}, {}, {}] },
    })
  })

  test('that is cancelled while its files are judged stays as a part that proves nothing', async () => {
    const story = aRoom()
    const id = valueIn(await answer(story.room, 'openCase', { paths: [folder] }))
    story.onCase = (summary) => {
      if (summary?.isBeingJudged) story.room.jobs.cancel(id)
    }
    expect((await story.ended(id)).state).toBe('cancelled')
    expect(story.room.current!.layers.state('verdicts')).toBe('cancelled')
    expect(story.room.current!.summary).toMatchObject({ isBeingJudged: false, partial: true, events: 12 })
    expect(valueIn(await answer(story.room, 'integrity', undefined)).keyProblems).toEqual([
      expect.stringContaining('nothing was verified'),
    ])
    expect(await answer(story.room, 'eventProof', { row: 0 as never, offset: 0, limit: 50 })).toMatchObject({
      ok: false,
      code: 'not-verified',
    })
  })

  test('that is closed answers whoever waits that there is no case any more', async () => {
    const story = aRoom()
    const waiting: Promise<unknown>[] = []
    let closing: Promise<unknown> | undefined
    story.onCase = (summary) => {
      if (closing !== undefined || summary === null) return
      waiting.push(answer(story.room, 'integrity', undefined))
      waiting.push(answer(story.room, 'findings', undefined))
      waiting.push(answer(story.room, 'runSql', { sql: 'verdicts', limit: 1 }))
      closing = answer(story.room, 'closeCase', undefined)
    }
    const { state } = await story.ended(valueIn(await answer(story.room, 'openCase', { paths: [folder] })))
    for (const given of await Promise.all(waiting))
      expect(given).toMatchObject({ ok: false, code: 'no-case', message: expect.stringContaining('closed') })
    await closing
    expect(state).toBe('cancelled')
    expect([story.room.current, story.told.at(-1)]).toEqual([null, null])
    expect(story.bugs).toEqual([])
  })

  test('is not added to while it is judged, and gives way to another case', async () => {
    const story = aRoom()
    const answers: Promise<unknown>[] = []
    story.onCase = (summary) => {
      if (answers.length > 0 || summary === null) return
      answers.push(
        answer(story.room, 'addToCase', { paths: [other] }),
        answer(story.room, 'openCase', { paths: [other] }),
      )
    }
    const first = valueIn(await answer(story.room, 'openCase', { paths: [folder] }))
    expect((await story.ended(first)).state).toBe('cancelled')
    const [added, opened] = await Promise.all(answers)
    expect(added).toMatchObject({ ok: false, code: 'busy', message: expect.stringContaining('still being verified') })
    expect(opened).toMatchObject({ ok: true })
    await story.ended((opened as { value: never }).value)
    expect(story.room.current!.summary).toMatchObject({ events: 5, partial: false, isBeingJudged: false })
  })
})

describe('what is thrown as a job works', () => {
  test('a balance that does not hold is reported with its stack, and the job asks to report it', async () => {
    const story = aRoom({ startReaders: miscounting })
    const job = await story.ended(valueIn(await answer(story.room, 'openCase', { paths: [folder] })))
    expect(job).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/^This is a defect of Trailproof, please report it: counts do not balance/),
    })
    expect(story.bugs).toEqual([expect.objectContaining({ stack: expect.stringContaining('assertBalanced') })])
    expect(story.room.current).toBeNull()
  })

  test('a query that reads findings is answered once the rules have run, and one of events before', async () => {
    const story = aRoom({ database: () => new FakeDatabase() })
    let isAnswered = false
    const asked = new Promise<unknown>((resolve) => {
      story.onCase = (summary) => {
        if (summary === null || summary.isBeingJudged) return
        story.onCase = () => {}
        const query = answer(story.room, 'runSql', { sql: 'findings', limit: 1 })
        void query.then(() => (isAnswered = true))
        resolve(query)
        void answer(story.room, 'runSql', { sql: 'absences', limit: 1 }).then(({ ok }) => {
          expect({ ok, isAnswered }).toEqual({ ok: true, isAnswered: false })
          story.databases[0]!.detected.give({ findings: [], detectMs: 1 })
        })
      }
    })
    await story.ended(valueIn(await answer(story.room, 'openCase', { paths: [folder] })))
    expect(await asked).toMatchObject({ ok: true })
  })

  test('the death of the database’s thread is no bug: the case stays, without findings', async () => {
    const story = aRoom({ database: () => new FakeDatabase() })
    story.onCase = () => story.databases[0]!.detected.refuse(new ThreadDeath(new Error('out of memory')))
    const job = await story.ended(valueIn(await answer(story.room, 'openCase', { paths: [folder] })))
    expect(job).toMatchObject({ state: 'failed', message: expect.stringContaining('out of memory') })
    expect(story.bugs).toEqual([])
    expect(await answer(story.room, 'findings', undefined)).toMatchObject({ ok: false, code: 'layer-missing' })
    const query = await answer(story.room, 'runSql', { sql: 'findings', limit: 1 })
    expect(query).toMatchObject({ ok: false, code: 'layer-missing' })
    expect(valueIn(await answer(story.room, 'integrity', undefined)).counts.logs.verified).toBe(3)
  })
})

describe('a filter that looks into records', () => {
  test.each(['events', 'recordSearches', 'coverage'] as const)('asked with %s, begins one search', async (name) => {
    const story = aRoom()
    await story.ended(valueIn(await answer(story.room, 'openCase', { paths: [folder] })))
    const filter = valueIn(parseFilter('record~needle'))
    valueIn(await answer(story.room, name, { ...page, filter }))
    const told = story.room.current!.searches.told(filter)
    expect(told).toHaveLength(1)
    for (const { jobId } of told) expect((await story.ended(jobId)).state).toBe('done')
  })
})
