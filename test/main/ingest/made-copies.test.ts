import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ColumnQuery } from '../../../src-main/columns/query.ts'
import { ingestFolder } from '../../fixtures/ingested.ts'
import { ocsfOf } from '../../fixtures/ocsf.ts'
import { asLakeRow, parquetOf } from '../../fixtures/parquet.ts'
import { aRecord, type CloudTrailRecord, identities, idOf } from '../../fixtures/records.ts'

const records = Array.from({ length: 6 }, (_, n) =>
  aRecord({
    eventID: idOf(`made ${n}`),
    eventTime: `2024-03-05T10:00:0${n}Z`,
    userIdentity: identities.role('111122223333', 'Admin', `s${n}`),
  }),
)
const lake = parquetOf(records.map((record) => asLakeRow(ocsfOf(record, '1.1.0'))))
const log = (of: readonly CloudTrailRecord[]) => JSON.stringify({ Records: of })

function folderOf(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'trailproof-made-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}

test('an event that lies as a record and as a row is shown as the record, and the two are no conflict', async () => {
  const { snapshot, counts } = await ingestFolder(folderOf({ 'a.gz.parquet': lake, 'b.json': log(records) }))
  expect(counts).toMatchObject({ records: 12, events: 6, duplicates: 6, unparsed: 0, conflicting: 0 })
  expect(Array.from(snapshot.locator.file, (file) => snapshot.files[file]!.name)).toEqual(records.map(() => 'b.json'))
  expect([...snapshot.conflicting]).toEqual(records.map(() => 0))
})

test('records that contradict each other are a conflict, whatever rows there are of them', async () => {
  const changed = records.map((record, n) => (n === 2 ? { ...record, sourceIPAddress: '203.0.113.9' } : record))
  const folder = folderOf({ 'a.gz.parquet': lake, 'b.json': log(records), 'c.json': log(changed) })
  const { snapshot, counts } = await ingestFolder(folder)
  expect(counts).toMatchObject({ records: 18, events: 6, conflicting: 1 })
  const query = new ColumnQuery(snapshot)
  const conflicting = [...snapshot.conflicting].flatMap((is, row) => (is === 1 ? [query.value('eventID', row)] : []))
  expect(conflicting).toEqual([records[2]!.eventID])
})

test('two records of one event in a Parquet file are told apart though neither has bytes of its own', async () => {
  const [record] = records
  const other = { ...record, errorCode: 'AccessDenied' }
  const rows = [record!, other, record!].map((each) => asLakeRow(ocsfOf(each, '1.1.0')))
  const { snapshot, counts } = await ingestFolder(folderOf({ 'a.parquet': parquetOf(rows) }))
  expect(counts).toMatchObject({ records: 3, events: 1, duplicates: 2, conflicting: 0 })
  expect([...snapshot.copies.alternate].map((content) => content !== 0)).toEqual([true, false])
})
