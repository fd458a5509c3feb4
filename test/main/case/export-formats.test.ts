import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { In } from '../../../src-shared/contract/index.ts'
import { filterColumns } from '../../../src-shared/filter/columns.ts'
import { everything } from '../../../src-shared/filter/model.ts'
import { exportFormats } from '../../../src-shared/words/export-formats.ts'
import { type Engine, finished, open, startEngine } from '../../fixtures/engine.ts'
import { aRecord, identities, idOf } from '../../fixtures/records.ts'
import { temporaryFolder } from '../../fixtures/trail.ts'

const account = '111122223333'
const [first, second, timeless] = [idOf('first'), idOf('second'), idOf('timeless')]
const records = [
  aRecord({
    eventID: first,
    eventTime: '2024-03-05T10:15:00Z',
    eventName: 'CreateUser',
    readOnly: false,
    eventSource: 'iam.amazonaws.com',
    userIdentity: identities.user(account, 'anna'),
    requestParameters: { userName: '=bad', big: 'BIG' },
    responseElements: null,
    resources: [
      { ARN: `arn:aws:iam::${account}:user/bad`, accountId: account, type: 'AWS::IAM::User' },
      { ARN: 'arn:aws:s3:::amzn-s3-demo-bucket', type: 'AWS::S3::Bucket' },
    ],
  }),
  aRecord({ eventID: second, eventTime: '2024-03-05T10:14:00.5Z', errorCode: 'AccessDenied', errorMessage: 'no' }),
  aRecord({ eventID: timeless, eventTime: 'never' }),
]
/** The first record spans lines, and has a number that no double holds. */
const texts = records.map((record, at) =>
  JSON.stringify(record, null, at === 0 ? 2 : 0).replace('"BIG"', '12345678901234567890'),
)

let engine: Engine
let folder: string
let out: string
beforeAll(async () => {
  engine = startEngine()
  folder = temporaryFolder()
  out = temporaryFolder()
  writeFileSync(join(folder, 'log.json'), `{"Records":[${texts.join(',\n')}]}`)
  await open(engine, folder)
})
afterAll(() => engine.dispose())

async function exported(format: In<'exportEvents'>['format'], more: Partial<In<'exportEvents'>> = {}) {
  const file = join(out, `${format} ${Object.keys(more).join(' ')}`)
  const sort = { column: 'eventTime', descending: false } as const
  const asked = { filter: everything, sort, format, columns: filterColumns, file, ...more }
  const { job } = await finished(engine, () => engine.exportEvents(asked))
  const manifest = JSON.parse(readFileSync(`${asked.file}.manifest.json`, 'utf8'))
  return { job, bytes: readFileSync(asked.file), text: readFileSync(asked.file, 'utf8'), manifest, file: asked.file }
}
const linesOf = (text: string) => text.trimEnd().split('\n')

test('NDJSON and JSON have the records byte for byte; one that spans lines is brought on one', async () => {
  const ndjson = linesOf((await exported('ndjson')).text)
  expect(ndjson.slice(0, 1)).toEqual([texts[1]])
  expect(ndjson[1]).toContain('"big":12345678901234567890')
  expect(JSON.parse(ndjson[1]!)).toEqual(JSON.parse(texts[0]!))
  expect((await exported('json')).text).toBe(`{"Records":[\n${[texts[1], texts[0], texts[2]].join(',\n')}\n]}\n`)
})

test('a record with verdict and place leads back to its bytes', async () => {
  const { text } = await exported('ndjson-located')
  const log = readFileSync(join(folder, 'log.json'))
  for (const [at, line] of linesOf(text).entries()) {
    const { verdict, source, record } = JSON.parse(line)
    expect(log.subarray(source.offset, source.offset + source.bytes).toString()).toBe(texts[[1, 0, 2][at]!])
    expect(record).toEqual(JSON.parse(texts[source.record]!))
    expect({ verdict, file: source.file, isMade: source.recordIsMade }).toEqual({
      verdict: 'uncovered',
      file: 'log.json',
      isMade: false,
    })
  }
})

test('Parquet has the columns with their types, and any reader tells times as UTC', async () => {
  const { bytes, manifest } = await exported('parquet', {
    columns: ['eventTime', 'eventID', 'readOnly', 'requestParametersBytes', 'actor'],
  })
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)
  const rows = await parquetReadObjects({ file })
  expect(rows).toMatchObject([
    { eventTime: new Date('2024-03-05T10:14:00.500Z'), eventID: second },
    {
      eventTime: new Date('2024-03-05T10:15:00Z'),
      eventID: first,
      actor: 'user/anna',
      requestParametersBytes: expect.any(Number),
    },
    { eventTime: null, eventID: timeless },
  ])
  expect(manifest.export).toMatchObject({
    columns: ['eventTime', 'eventID', 'readOnly', 'requestParametersBytes', 'actor'],
    events: 3,
  })
})

test('a timeline for Timesketch has its columns, microseconds and a message; an event without a time is refused and counted', async () => {
  const { text, manifest, job } = await exported('timesketch-csv')
  const rows = parse(text, { columns: true }) as Record<string, string>[]
  expect(
    rows.map(({ message, timestamp, datetime, timestamp_desc }) => ({ message, timestamp, datetime, timestamp_desc })),
  ).toMatchObject([
    { timestamp: '1709633640500000', datetime: '2024-03-05T10:14:00.500+00:00', timestamp_desc: 'Event Logged' },
    { message: 'anna created user =bad.', timestamp: '1709633700000000', datetime: '2024-03-05T10:15:00+00:00' },
  ])
  expect(manifest.counts).toEqual({ asked: 3, written: 2, refused: 1, balance: 'asked = written + refused' })
  expect(manifest.refused).toEqual([
    { reason: 'The event has no time, and the format needs one.', events: 1, eventIDs: [timeless] },
  ])
  expect(manifest.sources).toMatchObject([{ events: 2 }])
  expect(job).toMatchObject({ state: 'done', events: 2, message: expect.stringContaining('1 event is not in it') })
  const jsonl = linesOf((await exported('timesketch-jsonl')).text).map((line) => JSON.parse(line))
  expect(jsonl[1]).toMatchObject({ message: 'anna created user =bad.', timestamp: 1709633700000000, eventID: first })
})

test('Event history of the console has its labels, and lists resources', async () => {
  const rows = parse((await exported('console-csv')).text, { columns: true }) as Record<string, string>[]
  expect(rows[1]).toMatchObject({
    'Event name': 'CreateUser', 'Event time': '2024-03-05T10:15:00Z', 'User name': 'user/anna', 'Event ID': first,
    'Resource type': 'AWS::IAM::User, AWS::S3::Bucket',
    'Resource name': `arn:aws:iam::${account}:user/bad, arn:aws:s3:::amzn-s3-demo-bucket`,
  }) // biome-ignore format: a row
})

test('OCSF tells what was called, by whom and how it ended, and keeps the rest as unmapped', async () => {
  const [denied, created] = linesOf((await exported('ocsf')).text).map((line) => JSON.parse(line))
  expect(denied).toMatchObject({ status_id: 2, status_code: 'AccessDenied', status_detail: 'no', time: 1709633640500 })
  expect(created).toMatchObject({
    class_uid: 6003, type_uid: 600301, activity_id: 1, metadata: { version: '1.8.0', original_event_uid: first },
    api: { operation: 'CreateUser', service: { name: 'iam.amazonaws.com' }, request: { data: { userName: '=bad' } } },
    actor: { user: { name: 'anna', type_id: 1 } },
    resources: [{ uid: `arn:aws:iam::${account}:user/bad`, owner: { account: { uid: account } } }, {}],
  }) // biome-ignore format: an event
})

test('selected events are written in the order of the sort, whatever the filter shows', async () => {
  const filter = {
    range: null,
    where: { all: [{ column: 'eventName', operator: 'is', values: ['Nothing'] }] },
  } as const
  const { text, manifest } = await exported('csv', { filter, onlyRows: [1, 0, 99], columns: ['eventID'] })
  expect(text).toBe(`eventID\r\n${second}\r\n${first}\r\n`)
  expect(manifest.filter.selection).toBe('Only 2 selected events, whatever the filter shows.')
})

test('an existing file asks, and is replaced when that is said', async () => {
  const file = join(out, 'taken.csv')
  const columns = ['eventID'] as const
  writeFileSync(file, 'mine')
  const sort = { column: 'eventTime', descending: false } as const
  const asked = { filter: everything, sort, format: 'csv', columns, file } as const
  expect(await engine.exportEvents(asked)).toMatchObject({
    ok: false,
    code: 'exists',
    message: `${file} exists already.`,
  })
  expect(readFileSync(file, 'utf8')).toBe('mine')
  expect((await exported('csv', { file, replaces: true, columns })).text).toContain(first)
})

test('every format is written, and its manifest states the file', async () => {
  for (const format of exportFormats) {
    const { job, bytes, manifest } = await exported(format, { replaces: true })
    expect(job.state).toBe('done')
    expect(manifest.export).toMatchObject({ format, bytes: bytes.length })
  }
})
