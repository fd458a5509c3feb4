import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { everything } from '../../../src-shared/filter/model.ts'
import { columnNames } from '../../../src-shared/model/columns.ts'
import type { Job } from '../../../src-shared/model/job.ts'
import { add, type Engine, open, startEngine, valueIn } from '../../fixtures/engine.ts'
import { aRecord, type CloudTrailRecord, idOf } from '../../fixtures/records.ts'
import { aTrail, temporaryFolder } from '../../fixtures/trail.ts'

let engine: Engine
let folder: string
beforeEach(() => {
  engine = startEngine()
  folder = temporaryFolder()
})
afterEach(() => engine.dispose())

const write = (name: string, ...records: CloudTrailRecord[]) => {
  mkdirSync(join(folder, name, '..'), { recursive: true })
  writeFileSync(join(folder, name), JSON.stringify({ Records: records }))
}

/** Everything a case says, but for its id, its title and how long it took. */
async function told(engine: Engine) {
  const { id: _, title: __, timings: ___, peakRssBytes: ____, ...summary } = engine.summary()!
  const page = { filter: everything, offset: 0, limit: 1000, columns: columnNames }
  const sql = 'SELECT eventID, logVerdict FROM events ORDER BY 1, 2'
  const { elapsedMs: _____, ...table } = valueIn(await engine.runSql({ sql, limit: 1000 }))
  return {
    summary,
    table,
    events: valueIn(await engine.events({ ...page, sort: { column: 'eventTime', descending: false } })),
    sources: valueIn(await engine.sources({ kind: null, problemsOnly: false, text: '', offset: 0, limit: 1000 })),
    integrity: valueIn(await engine.integrity()),
    ledger: valueIn(await engine.ledger({ range: null })),
    findings: valueIn(await engine.findings()),
  }
}

describe('a case that grows', () => {
  const trail = aTrail().hours(6).recordsPerLog(5)
  const writeHalves = async () => {
    const halves = [join(folder, 'first'), join(folder, 'second')] as const
    await trail.sidecars('none').dropTail(3).write(halves[0])
    await trail.dropHead(3).write(halves[1])
    return halves
  }

  test('the other half of a trail proves the newest digest of the first half', async () => {
    const [first, second] = await writeHalves()
    const before = (await open(engine, first)).summary!
    expect(before.integrity.digests).toMatchObject({ verified: 2, unverified: 1 })
    expect(before.eventsByVerdict).toMatchObject({ verified: 10, unverified: 5 })
    const { job, summary } = await add(engine, second)
    expect(job).toMatchObject({ kind: 'add', state: 'done' })
    expect(job.message).toMatch(/^\d+ files added: 15 more records, 15 more events, 0 more duplicates\.$/)
    expect(summary!.integrity.digests).toMatchObject({ verified: 6, unverified: 0, missing: 0 })
    expect(summary!.eventsByVerdict).toMatchObject({ verified: 30, unverified: 0 })
    expect(summary).toMatchObject({ id: before.id, paths: [first, second], title: 'first and 1 more', records: 30 })
  })

  test('is the case that opening everything at once gives', async () => {
    const [first, second] = await writeHalves()
    await open(engine, first)
    await add(engine, second)
    const grown = await told(engine)
    await open(engine, first, second)
    expect(grown).toEqual(await told(engine))
    await open(engine, second)
    await add(engine, first)
    const { paths: _, ...otherWay } = (await told(engine)).summary
    expect(grown.summary).toMatchObject(otherWay)
  })

  test('copies and conflicts are found across what was there and what came', async () => {
    const id = (name: string, more: CloudTrailRecord = {}) => aRecord({ eventID: idOf(name), ...more })
    write('old/a.json', id('same'), id('edited'), id('alone'))
    write('new/b.json', id('same'), id('edited', { eventName: 'Edited' }), id('fresh'))
    await open(engine, join(folder, 'old'))
    const { job, summary } = await add(engine, join(folder, 'new'))
    expect(summary).toMatchObject({ records: 6, events: 4, duplicates: 2, conflicting: 1, unparsed: 0 })
    expect(job.message).toBe('1 file added: 3 more records, 1 more event, 2 more duplicates.')
    const { files } = valueIn(await engine.sources({ kind: null, problemsOnly: false, text: '', offset: 0, limit: 9 }))
    expect(files.map(({ name, root, events, duplicates }) => [name, root, events, duplicates])).toEqual([
      ['b.json', join(folder, 'new'), 3, 0],
      ['a.json', join(folder, 'old'), 1, 2],
    ])
  })

  test('files that are in the case already count once, and that is said', async () => {
    write('logs/a.json', aRecord({ eventID: 'a' }))
    await open(engine, join(folder, 'logs'))
    expect((await add(engine, join(folder, 'logs'))).job).toMatchObject({
      state: 'failed',
      message: `The file under ${join(folder, 'logs')} is in the case already. Nothing was added.`,
    })
    write('logs/b.json', aRecord({ eventID: 'b' }))
    write('c.json', aRecord({ eventID: 'c' }))
    const { job, summary } = await add(engine, folder)
    expect(job.message).toBe(
      '2 files added: 2 more records, 2 more events, 0 more duplicates. 1 file is in the case already and counts once.',
    )
    expect(summary).toMatchObject({ events: 3, duplicates: 0, paths: [join(folder, 'logs'), folder] })
  })

  test('files of the case that changed or went meanwhile are told of', async () => {
    for (const name of ['old/a.json', 'old/b.json', 'old/c.json', 'new/d.json']) write(name, aRecord({ eventID: name }))
    await open(engine, join(folder, 'old'))
    write('old/a.json', aRecord({ eventID: 'another' }))
    rmSync(join(folder, 'old/b.json'))
    const { job, summary } = await add(engine, join(folder, 'new'))
    expect(job.message).toBe(
      '1 file added: 0 more records, 0 more events, 0 more duplicates. ' +
        '1 file of the case has changed since it was opened. 1 file of the case is no longer there.',
    )
    expect(summary).toMatchObject({ records: 3, events: 3 })
  })

  test('a part becomes the whole', async () => {
    for (let i = 0; i < 1200; i++) write(`old/${i}.json`, aRecord({ eventID: `e${i}` }))
    write('new/a.json', aRecord({ eventID: 'a' }))
    const end = engine.onJob(({ id, stage, state }) => {
      if (state === 'running' && stage === 'reading') void engine.cancelJob({ jobId: id })
    })
    expect((await open(engine, join(folder, 'old'))).summary!.partial).toBe(true)
    end()
    const { job, summary } = await add(engine, join(folder, 'new'))
    expect(summary).toMatchObject({ partial: false, partialReason: null, events: 1201 })
    expect(job.message).toMatch(/^1 file added: .* events?, 0 more duplicates\.$/)
  })
})

describe('the open case stays as it was', () => {
  const stages: readonly Job['stage'][] = ['discovering', 'reading', 'ordering', 'verifying']

  test.each(stages)('while folders are added, and when that is cancelled while %s', async (moment) => {
    for (let i = 0; i < 900; i++) write(`old/${i}.json`, aRecord({ eventID: idOf(`e${i % 800}`) }))
    cpSync(join(folder, 'old'), join(folder, 'new'), { recursive: true })
    await open(engine, join(folder, 'old'))
    const before = { told: await told(engine), summary: engine.summary() }
    let during: Promise<unknown> | undefined
    engine.onJob(({ id, kind, stage, state }) => {
      if (kind !== 'add' || stage !== moment || state !== 'running' || during !== undefined) return
      during = engine.runSql({ sql: 'SELECT count(*) FROM events', limit: 1 })
      void engine.cancelJob({ jobId: id })
    })
    const { job, summary } = await add(engine, join(folder, 'new'))
    if (job.state === 'cancelled') {
      expect(summary).toEqual(before.summary)
      expect(await told(engine)).toEqual(before.told)
    } else expect(summary).toMatchObject({ events: 800, duplicates: 1000, partial: false })
    expect(await during).toMatchObject({ ok: true, value: { rows: [[800]] } })
  })

  test('when what is added cannot be', async () => {
    write('old/a.json', aRecord())
    mkdirSync(join(folder, 'empty'))
    mkdirSync(join(folder, 'photos'))
    writeFileSync(join(folder, 'photos', 'cat.txt'), 'a cat')
    expect(await engine.addToCase({ paths: [folder] })).toMatchObject({ ok: false, code: 'no-case' })
    const { summary } = await open(engine, join(folder, 'old'))
    expect(await engine.addToCase({ paths: [join(folder, 'gone')] })).toMatchObject({ ok: false, code: 'unreadable' })
    expect(await engine.addToCase({ paths: [] })).toMatchObject({ ok: false, code: 'unreadable' })
    expect((await add(engine, join(folder, 'empty'))).job).toMatchObject({
      state: 'failed',
      message: `There are no files under ${join(folder, 'empty')}. Nothing was added.`,
    })
    expect((await add(engine, join(folder, 'photos'))).job).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('The only file under'),
    })
    expect(engine.summary()).toEqual(summary)
  })

  test('closing it ends what is being added', async () => {
    for (let i = 0; i < 600; i++) write(`old/${i}.json`, aRecord({ eventID: `e${i}` }))
    write('new/a.json', aRecord({ eventID: 'a' }))
    await open(engine, join(folder, 'old'))
    valueIn(await engine.addToCase({ paths: [join(folder, 'new')] }))
    await engine.closeCase()
    expect(engine.summary()).toBeNull()
    expect(engine.jobs().map(({ state }) => state)).not.toContain('running')
  })
})
