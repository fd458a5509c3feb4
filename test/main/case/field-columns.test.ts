import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answer } from '../../../src-main/case/answer.ts'
import { FieldColumns } from '../../../src-main/case/field-columns.ts'
import { Jobs } from '../../../src-main/case/jobs.ts'
import { type FieldColumn, kindOf } from '../../../src-main/columns/fields/field-column.ts'
import type { Job } from '../../../src-shared/model/job.ts'
import { aRoom, type RoomStory, readFieldsHere } from '../../fixtures/case-room.ts'
import { valueIn } from '../../fixtures/engine.ts'
import { ocsfOf } from '../../fixtures/ocsf.ts'
import { asLakeRow, parquetOf } from '../../fixtures/parquet.ts'
import { aRecord, idOf } from '../../fixtures/records.ts'
import { slowField } from '../../fixtures/slow-field.ts'
import { aTrail, temporaryFolder } from '../../fixtures/trail.ts'

let story: RoomStory
let jobs: Job[]
beforeEach(() => {
  story = aRoom()
  jobs = []
})
afterEach(() => expect(story.bugs).toEqual([]))

const never = new AbortController().signal

async function opened(...paths: string[]) {
  await story.ended(valueIn(await answer(story.room, 'openCase', { paths })))
  return story.room.current!
}

/** Columns of the open case, with a budget of their own. */
function fieldsOf(budget?: number, readFields = readFieldsHere) {
  const { snapshot } = story.room.current!
  const parts = {
    jobs: new Jobs(
      (job) => jobs.push(job),
      () => {},
    ),
    readFields,
  }
  return new FieldColumns(() => snapshot, Date.now() + 60_000, parts, budget)
}

const values = ({ events: { codes, dictionary } }: FieldColumn) =>
  Array.from(codes, (code) => (code === 0 ? null : dictionary[code]!))

const columnOf = async (fields: FieldColumns, path: string, letterCase?: 'any-if-absent') =>
  valueIn(await fields.of([path], never, letterCase))[0]!

const passes = () => new Set(jobs.map(({ id }) => id)).size

describe('a field of all records', () => {
  test('is what each record has at its path, in every form that records lie in', async () => {
    const folder = temporaryFolder()
    const parameters = [
      { bucketName: 'a', n: 1, deep: [{ x: ' spaced out ' }] },
      { bucketName: 'b', n: '1', deep: [{ x: 'é\n"' }, 2] },
      null,
      { bucketName: null, n: 12345678901234567890n, deep: {} },
      { BucketName: 'other', n: true },
    ]
    const records = parameters.map((requestParameters, n) =>
      aRecord({
        eventID: idOf(`log ${n}`),
        eventTime: `2024-03-05T10:00:0${n}Z`,
        requestParameters: requestParameters as never,
      }),
    )
    const json = (value: unknown, indent?: string) =>
      JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? `<${each}>` : each), indent).replace(
        /"<(\d+)>"/g,
        '$1',
      )
    writeFileSync(join(folder, 'log.json'), json({ Records: records }, ' '))
    const others = records.map((record, n) => ({ ...record, eventID: idOf(`wrapped ${n}`) }))
    const lookup = others.slice(0, 3).map((record) => ({ EventId: record.eventID, CloudTrailEvent: json(record) }))
    writeFileSync(join(folder, 'lookup.json'), json({ Events: lookup }))
    const rows = others
      .slice(0, 2)
      .map((record, n) => asLakeRow(ocsfOf({ ...record, eventID: idOf(`row ${n}`) }, '1.1.0')))
    writeFileSync(join(folder, 'x.gz.parquet'), parquetOf(rows))
    const { snapshot } = await opened(folder)
    expect(snapshot.events).toBe(10)

    const paths = [
      'requestParameters.bucketName', 'requestParameters.n', 'requestParameters.deep[0].x', 'requestParameters.deep',
      'requestParameters', 'eventName', 'userIdentity.arn', 'nothing.there',
    ] // biome-ignore format: a list
    const columns = valueIn(await fieldsOf().of(paths, never))
    expect(passes()).toBe(1)
    columns.forEach((column, i) => {
      const { events, data } = column
      const judge = slowField(snapshot, paths[i]!)
      for (let row = 0; row < snapshot.events; row++) {
        const expected = judge(row)
        const code = events.codes[row]!
        expect(code === 0 ? null : events.dictionary[code]).toBe(expected === null ? null : String(expected))
        const kind = kindOf(data, code)
        if (typeof expected === 'number' && kind !== null) expect(kind).toBe('number')
      }
    })
    const n = columns[1]!
    expect(n.data.kinds[n.events.dictionary.indexOf('1')]).toBe(3)
    expect(columns.map(({ data }) => data.values)).toEqual([6, 8, 6, 7, 8, 10, 10, 0])
  })

  test('is of contents that are not shown, too', async () => {
    const proven = aRecord({ eventID: idOf('twice'), requestParameters: { name: 'proven' } })
    const { folder } = await aTrail().records(proven).write()
    writeFileSync(
      join(folder, '0.json'),
      JSON.stringify({ Records: [{ ...proven, requestParameters: { name: 'planted' } }] }),
    )
    await opened(folder)
    const { events, alternates } = await columnOf(fieldsOf(), 'requestParameters.name')
    expect(Array.from(events.codes, (code) => events.dictionary[code])).toContain('proven')
    expect(Array.from(alternates.codes, (code) => alternates.dictionary[code])).toEqual(['planted'])
  })

  test('is read once, with the others that are asked for beside it, and kept', async () => {
    await opened((await aTrail().hours(3).write()).folder)
    const fields = fieldsOf()
    const [first, again] = await Promise.all([
      fields.of(['eventName', 'awsRegion'], never),
      fields.of(['$.eventName'], never),
    ])
    expect(valueIn(again)[0]).toBe(valueIn(first)[0])
    expect(await columnOf(fields, 'awsRegion')).toBe(valueIn(first)[1])
    expect(passes()).toBe(1)
    expect(jobs.at(-1)).toMatchObject({
      kind: 'fields',
      state: 'done',
      filesDone: 3,
      filesTotal: 3,
      title: 'Reading of “eventName”, “awsRegion” from all records',
    })
  })

  test('has another case of letters only where no record has its own', async () => {
    await opened((await aTrail().hours(2).write()).folder)
    const fields = fieldsOf()
    expect((await columnOf(fields, 'eventname')).data.values).toBe(0)
    expect(values(await columnOf(fields, 'EVENTNAME', 'any-if-absent'))).toEqual(
      values(await columnOf(fields, 'eventName')),
    )
    expect(passes()).toBe(4)
  })

  test('names what could not be read', async () => {
    const trail = await aTrail().hours(3).recordsPerLog(2).write()
    const { snapshot } = await opened(trail.folder)
    rmSync(trail.logs[0]!.path!)
    writeFileSync(trail.logs[1]!.path!, '{"Records":[]}')
    const { data, events } = await columnOf(fieldsOf(), 'eventName')
    expect([...data.unread.values()].sort()).toEqual([
      expect.stringContaining('It could not be read: it vanished'),
      expect.stringContaining('has changed since it was opened'),
    ])
    expect(data.values).toBe(2)
    for (const [row, code] of events.codes.entries())
      expect(code === 0).toBe(data.unread.has(snapshot.locator.file[row]!))
  })
})

describe('the memory of columns', () => {
  test('is bounded: the one unused for longest goes first', async () => {
    const { events } = (await opened((await aTrail().hours(5).recordsPerLog(400).write()).folder)).snapshot
    const fields = fieldsOf(4 * events + 1000)
    const [first, ...others] = ['awsRegion', 'eventVersion', 'eventType', 'managementEvent'] as const
    const kept = await columnOf(fields, first)
    const [second] = [
      await columnOf(fields, others[0]),
      await columnOf(fields, others[1]),
      await columnOf(fields, others[2]),
    ]
    expect(await columnOf(fields, first)).toBe(kept)
    await columnOf(fields, 'recipientAccountId')
    expect(await columnOf(fields, first)).toBe(kept)
    expect(await columnOf(fields, others[0])).not.toBe(second)
    expect(passes()).toBe(6)
  })

  test('is not taken by a field that alone does not fit; others beside it are made', async () => {
    await opened((await aTrail().hours(4).recordsPerLog(40).write()).folder)
    const { events } = story.room.current!.snapshot
    const fields = fieldsOf(events * 4 * 2 + 5_000)
    const [small, large] = await fields.each(
      ['awsRegion', 'eventID'].map((path) => ({ path, letterCase: 'exact' })),
      never,
    )
    expect(small).toMatchObject({ ok: true })
    expect(large).toMatchObject({
      code: 'field-too-large',
      message: expect.stringContaining('The values of “eventID” take more than'),
    })
    expect(await fields.of(['eventID'], never)).toEqual(large)
    expect(passes()).toBe(1)
  })
})

describe('a reading', () => {
  test('ends when nobody waits for it any more, and is begun anew when somebody asks', async () => {
    await opened((await aTrail().hours(9).write()).folder)
    const fields = fieldsOf()
    const asked = new AbortController()
    const given = fields.of(['eventName'], asked.signal)
    asked.abort()
    expect(await given).toMatchObject({ code: 'field-not-read' })
    expect((await columnOf(fields, 'eventName')).data.values).toBeGreaterThan(0)
    expect(passes()).toBe(2)
  })

  test('goes on when one of two who wait gives up', async () => {
    await opened((await aTrail().hours(9).write()).folder)
    const fields = fieldsOf()
    const asked = new AbortController()
    const [given, column] = [fields.of(['eventName'], asked.signal), columnOf(fields, 'eventName')]
    asked.abort()
    expect(await given).toMatchObject({ code: 'field-not-read' })
    expect((await column).data.values).toBeGreaterThan(0)
    expect(passes()).toBe(1)
  })

  test('that is cancelled shows nothing half made', async () => {
    await opened((await aTrail().hours(9).write()).folder)
    const fields = fieldsOf(undefined, (files, data, options) => {
      const onRead: typeof options.onRead = (...read) => {
        options.onRead(...read)
        void fields.end()
      }
      return readFieldsHere(files, data, { ...options, onRead })
    })
    expect(await fields.of(['eventName'], never)).toMatchObject({ code: 'field-not-read' })
    expect(jobs.at(-1)!.state).toBe('cancelled')
  })

  test('of what is no path is none', async () => {
    await opened((await aTrail().hours(1).write()).folder)
    for (const path of ['a..b', '', '$'])
      expect(await fieldsOf().of([path], never)).toMatchObject({ code: 'field-path' })
    expect(jobs).toEqual([])
  })
})
