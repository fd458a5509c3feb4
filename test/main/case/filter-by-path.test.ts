import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { answer } from '../../../src-main/case/answer.ts'
import { pathsAsked } from '../../../src-shared/filter/asks.ts'
import { deedColumns } from '../../../src-shared/filter/columns.ts'
import { parseFilter } from '../../../src-shared/filter/text.ts'
import { aRoom, type RoomStory, readFieldsHere } from '../../fixtures/case-room.ts'
import { valueIn } from '../../fixtures/engine.ts'
import { aRecord, idOf } from '../../fixtures/records.ts'
import { aTrail, temporaryFolder, type WrittenTrail } from '../../fixtures/trail.ts'

const records = [
  { bucketName: 'amzn-s3-demo-bucket', n: 5 },
  { bucketName: 'amzn-s3-demo-logs', n: 50, 's3:key': 'x y' },
  { roleName: 'Deploy' },
  null,
].map((requestParameters, n) =>
  aRecord({ eventID: idOf(`path ${n}`), eventTime: `2024-03-05T09:12:0${n}Z`, requestParameters }),
)

let trail: WrittenTrail
let story: RoomStory
async function opened(readFields = readFieldsHere) {
  story = aRoom({ readFields })
  await story.ended(valueIn(await answer(story.room, 'openCase', { paths: [trail.folder] })))
}
beforeEach(async () => {
  trail = await aTrail()
    .records(...records)
    .write()
})

const events = (text: string) =>
  answer(story.room, 'events', {
    filter: valueIn(parseFilter(text)),
    sort: { column: 'eventTime', descending: false },
    columns: ['eventID'],
    offset: 0,
    limit: 100,
  })
/** Which of the records above are shown. */
const shown = async (text: string) =>
  valueIn(await events(text)).lines.flatMap(({ values }) => {
    const at = records.findIndex(({ eventID }) => eventID === values.eventID)
    return at === -1 ? [] : [at]
  })

test('a path into the record is filtered by like any column', async () => {
  await opened()
  expect(await shown('requestParameters.bucketName=amzn-s3-demo-bucket')).toEqual([0])
  expect(await shown('requestParameters.bucketName~S3-DEMO')).toEqual([0, 1])
  expect(await shown('requestParameters.bucketName^=amzn NOT requestParameters.n>=10')).toEqual([0])
  expect(await shown('requestParameters.n>=5 requestParameters.n<=49.5')).toEqual([0])
  expect(await shown('requestParameters."s3:key"="x y" OR requestParameters.roleName=*')).toEqual([1, 2])
  expect(await shown('$.requestParameters=* requestParameters.roleName!=Deploy')).toEqual([0, 1])
  expect(await shown('requestParameters.BUCKETNAME=amzn-s3-demo-logs')).toEqual([1])
  expect(story.bugs).toEqual([])
})

describe('what a call did', () => {
  const called = [
    { eventSource: 'iam.amazonaws.com', eventName: 'AttachRolePolicy', requestParameters: { roleName: 'Admin', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' } },
    { eventSource: 's3.amazonaws.com', eventName: 'GetObject', requestParameters: { bucketName: 'amzn-s3-demo-bucket', key: 'Käse.txt' } },
    { eventSource: 'iam.amazonaws.com', eventName: 'ListUsers', requestParameters: null },
  ].map((call, n) => aRecord({ eventID: idOf(`call ${n}`), eventTime: `2024-03-05T09:13:0${n}Z`, ...call })) // biome-ignore format: a call a line
  const found = async (text: string) =>
    valueIn(await events(text)).lines.map(({ values }) => called.findIndex(({ eventID }) => eventID === values.eventID))

  test('is filtered by its target and by its sentence', async () => {
    trail = await aTrail()
      .records(...called)
      .write()
    await opened()
    expect(await found('target=role/Admin')).toEqual([0])
    expect(await found('target^=object/ target~käse')).toEqual([1])
    expect(await found('TARGET!=*')).toEqual([2])
    expect(await found('summary~"attached AdministratorAccess"')).toEqual([0])
    expect(await found('NOT summary~attached target=*')).toEqual([1])
    expect(story.bugs).toEqual([])
  })

  test('is counted by target', async () => {
    trail = await aTrail()
      .records(...called, ...called.map((record, n) => ({ ...record, eventID: idOf(`again ${n}`) })).slice(0, 1))
      .write()
    await opened()
    const filter = valueIn(parseFilter(''))
    const facet = await answer(story.room, 'facet', { filter, column: deedColumns.target, search: '', limit: 1 })
    expect(valueIn(facet)).toEqual({ values: [{ value: 'role/Admin', events: 2 }], distinct: 2, absent: 1 })
  })

  test('is sorted by target, events without one last', async () => {
    trail = await aTrail()
      .records(...called)
      .write()
    await opened()
    const asked = { filter: valueIn(parseFilter('')), columns: [], offset: 0, limit: 9 } as const
    const lines = async (descending: boolean) => {
      const sort = { column: deedColumns.target, descending }
      return valueIn(await answer(story.room, 'events', { ...asked, sort })).lines.map(({ row }) => row)
    }
    expect(await lines(false)).toEqual([1, 0, 2])
    expect(await lines(true)).toEqual([0, 1, 2])
  })

  test('a member of the record by the same name is another thing', async () => {
    trail = await aTrail()
      .records(...called.map((record, n) => ({ ...record, target: `member ${n}` })))
      .write()
    await opened()
    expect(await found('$.target="member 1"')).toEqual([1])
    expect(await found('target="member 1"')).toEqual([])
  })

  test('is named in what is told of files that could not be read', async () => {
    await opened()
    rmSync(trail.logs[0]!.path!)
    const filter = valueIn(parseFilter('target=role/Deploy'))
    await events('target=role/Deploy')
    const told = valueIn(await answer(story.room, 'recordFields', { filter }))
    expect(told).toMatchObject([{ path: 'target', filesNotRead: 1 }])
  })
})

test('its values are counted', async () => {
  await opened()
  const filter = valueIn(parseFilter('requestParameters.bucketName=*'))
  const [column] = pathsAsked(filter)
  const facet = await answer(story.room, 'facet', { filter, column: column!, search: '', limit: 9 })
  expect(valueIn(facet)).toEqual({
    values: [
      { value: 'amzn-s3-demo-bucket', events: 1 },
      { value: 'amzn-s3-demo-logs', events: 1 },
    ],
    distinct: 2,
    absent: 0,
  })
})

test('an answer waits for the reading, and fails with a sentence when that is cancelled', async () => {
  await opened((...asked) => {
    void story.room.current!.fields.end()
    return readFieldsHere(...asked)
  })
  expect(await events('requestParameters.bucketName=*')).toMatchObject({
    code: 'layer-missing',
    message: 'The reading of “requestParameters.bucketName” from all records did not end: ask again.',
  })
  expect(story.bugs).toEqual([])
})

test('what could not be read is told beside the answer', async () => {
  await opened()
  rmSync(trail.logs[0]!.path!)
  const filter = valueIn(parseFilter('requestParameters.bucketName!=*'))
  await events('requestParameters.bucketName!=*')
  const told = valueIn(await answer(story.room, 'recordFields', { filter }))
  expect(told).toMatchObject([
    { path: 'requestParameters.bucketName', filesNotRead: 1, problem: expect.stringContaining('it vanished') },
  ])
})

test('nothing is exported as if all had been read', async () => {
  await opened()
  rmSync(trail.logs[0]!.path!)
  const filter = valueIn(parseFilter('requestParameters.bucketName!=*'))
  const file = join(temporaryFolder(), 'events.ndjson')
  const sort = { column: 'eventTime', descending: false } as const
  const asked = { filter, sort, format: 'ndjson', columns: [], file } as const
  const job = await story.ended(valueIn(await answer(story.room, 'exportEvents', asked)))
  expect(job).toMatchObject({
    state: 'failed',
    message: expect.stringContaining(
      'Nothing was written: “requestParameters.bucketName” is not known of the records of 1 file',
    ),
  })
})
