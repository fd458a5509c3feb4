import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { ColumnQuery } from '../../../src-main/columns/query.ts'
import type { FilterColumn } from '../../../src-shared/filter/columns.ts'
import { everything } from '../../../src-shared/filter/model.ts'
import { startReaders } from '../../fixtures/engine.ts'
import { type Ingested, ingest } from '../../fixtures/ingested.ts'
import type { CloudTrailRecord } from '../../fixtures/records.ts'
import { aTrail, type WrittenTrail } from '../../fixtures/trail.ts'

const trail = () => aTrail().hours(3).logsPerHour(2).recordsPerLog(3).write()
const open = (...folders: string[]): Promise<Ingested> =>
  ingest(folders, { startReaders: startReaders(), signal: new AbortController().signal })

function plant(folder: string, name: string, records: readonly CloudTrailRecord[] | string): void {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, typeof records === 'string' ? records : JSON.stringify({ Records: records }))
}

/** What is told of every event that has a proof: no file without one may change it. */
function provenEvents({ snapshot }: Ingested): string[] {
  const query = new ColumnQuery(snapshot)
  const shown: readonly FilterColumn[] = ['eventID', 'eventTime', 'eventName', 'sourceIPAddress', 'sourceFile']
  return Array.from({ length: snapshot.events }, (_, row) => row)
    .filter((row) => query.value('logVerdict', row) === 'verified')
    .map((row) => JSON.stringify(shown.map((column) => query.value(column, row))))
}

const hiddenIn = ({ snapshot: { alternates, files } }: Ingested): readonly string[] =>
  Array.from(alternates?.locator.file ?? [], (file) => files[file]!.name)

describe('a planted file changes nothing that is proven', () => {
  const changed = (record: CloudTrailRecord, change: CloudTrailRecord = {}) => ({
    ...record,
    eventName: 'Harmless',
    ...change,
  })
  const plants: readonly (readonly [string, (trail: WrittenTrail) => void, hidden: number])[] = [
    [
      'before the trail',
      ({ folder, logs }) =>
        plant(
          folder,
          '0.json',
          logs[0]!.records.map((r) => changed(r)),
        ),
      3,
    ],
    [
      'behind the trail',
      ({ folder, logs }) =>
        plant(
          folder,
          'z/z.json',
          logs[0]!.records.map((r) => changed(r)),
        ),
      3,
    ],
    [
      'of another time',
      ({ folder, logs }) =>
        plant(
          folder,
          '0.json',
          logs[3]!.records.map((r) => changed(r, { eventTime: '2001-01-01T00:00:00Z' })),
        ),
      3,
    ],
    [
      'without a time, and with one field more',
      ({ folder, logs }) =>
        plant(
          folder,
          '0.json',
          logs[5]!.records.map((r) => changed(r, { eventTime: 'soon' })),
        ),
      3,
    ],
    [
      'three times with two contents',
      ({ folder, logs }) => {
        const [record] = logs[0]!.records
        plant(folder, '0.json', [changed(record!), changed(record!, { eventName: 'Other' }), changed(record!)])
      },
      2,
    ],
    [
      'beside a copy that is the same but for white space',
      ({ folder, logs }) => {
        const records = logs[0]!.records
        plant(folder, '0.json', JSON.stringify({ Records: records }, null, 4))
        plant(folder, '1.json', [changed(records[0]!)])
        plant(folder, '2.json', JSON.stringify({ Records: [changed(records[0]!)] }, null, 2))
      },
      1,
    ],
    ['of a number that JavaScript cannot hold', numbers, 1],
  ]

  function numbers({ folder, logs }: WrittenTrail) {
    const text = gunzipSync(readFileSync(logs[0]!.path!)).toString()
    plant(folder, '0.json', text.replace('"eventVersion":', '"extra":1.0,"eventVersion":'))
  }

  test.each(plants)('%s', async (_, tamper, hidden) => {
    const written = await trail()
    const before = await open(written.folder)
    tamper(written)
    const after = await open(written.folder)
    expect(provenEvents(after)).toEqual(provenEvents(before))
    expect(after.counts.events).toBe(before.counts.events)
    expect(after.counts.records).toBe(after.counts.events + after.counts.duplicates)
    expect(after.snapshot.alternates?.events).toBe(hidden)
    expect(after.counts.conflicting).toBe(after.snapshot.conflicting.reduce((sum, mark) => sum + mark, 0))
    for (const file of hiddenIn(after)) expect(file).toMatch(/^[0-9z]/)
  })
})

test('an altered file is shown only where there is no better one', async () => {
  const genuine = await trail()
  const altered = await aTrail().hours(3).logsPerHour(2).recordsPerLog(3).editRecord(2).write()
  const [first, second] = [await open(altered.folder, genuine.folder), await open(genuine.folder, altered.folder)]
  expect(first.counts).toEqual(second.counts)
  expect(provenEvents(first).length).toBe(18)
  expect(provenEvents(first)).toEqual(provenEvents(second))
})

test('equal copies are shown from the proven file once there are verdicts, and stay where they are in the order', async () => {
  const { folder, logs } = await trail()
  const before = await open(folder)
  plant(
    folder,
    '0/export.json',
    logs.flatMap(({ records }) => records),
  )
  const after = await open(folder)
  expect(after.counts).toMatchObject({ events: 18, duplicates: 18, conflicting: 0 })
  expect(after.movedToProven).toBe(18)
  expect(provenEvents(after)).toEqual(provenEvents(before))
  expect(after.sources.find(({ name }) => name === '0/export.json')).toMatchObject({ events: 0, duplicates: 18 })
})

test('cancelled while files are judged, what is shown goes by place', async () => {
  const { folder, logs } = await trail()
  plant(
    folder,
    '0.json',
    logs[0]!.records.map((record) => ({ ...record, eventName: 'Harmless' })),
  )
  const stop = new AbortController()
  const { snapshot, report } = await ingest([folder], {
    startReaders: startReaders(),
    signal: stop.signal,
    onProgress: ({ stage }) => stage === 'verifying' && stop.abort(),
  })
  expect(report).toBeNull()
  expect(
    new ColumnQuery(snapshot).facet({
      filter: everything,
      column: 'eventName',
      search: 'Harmless',
      limit: 9,
    }).values,
  ).toEqual([{ value: 'Harmless', events: 3 }])
})
