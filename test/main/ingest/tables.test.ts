import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import type { TextData } from '../../../src-main/columns/text-data.ts'
import { countSigned } from '../../../src-shared/model/signed-results.ts'
import { ingestFolder } from '../../fixtures/ingested.ts'
import { lakeResults } from '../../fixtures/lake-results.ts'
import { aRecord } from '../../fixtures/records.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function aFolder(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'trailproof-'))
  folders.push(folder)
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}

const record = aRecord({ eventName: 'RunInstances', userAgent: 'aws-cli/2.15.0' })
const table = `eventID,eventTime,eventName\n${record.eventID},${record.eventTime},RunInstances\n`

test('an event that lies in a log file and in a table is shown as the log file tells it', async () => {
  // By its name, the table comes first.
  const { counts, snapshot } = await ingestFolder(
    aFolder({ 'a.csv': table, 'b.json': JSON.stringify({ Records: [record] }) }),
  )
  expect(counts).toMatchObject({ records: 2, events: 1, duplicates: 1, unparsed: 0 })
  const { codes, dictionary } = snapshot.columns.userAgent as TextData
  expect(dictionary[codes[0]!]).toBe('aws-cli/2.15.0')
  expect(snapshot.files[snapshot.locator.file[0]!]!.name).toBe('b.json')
})

const tables = [table, 'eventName,_col1\nRunInstances,3\n']
const delivered = (change?: (results: Buffer[]) => void, queryCompleteTime?: string) =>
  aFolder(lakeResults({ tables, ...(change && { change }), ...(queryCompleteTime && { queryCompleteTime }) }))

test('query results of CloudTrail Lake are proven as they are stored, whatever their tables hold', async () => {
  const { report, counts } = await ingestFolder(delivered())
  expect(counts).toMatchObject({ events: 1, unparsed: 0 })
  expect(countSigned(report!.results)).toEqual({ verified: 2, invalid: 0, missing: 0, unverified: 0 })
  expect(report!.keys).toMatchObject([{ proved: 0, provedResults: 1 }])
  expect([...report!.logs.values()]).toEqual([{ status: 'uncovered', where: 'signed-query-result' }])
  expect(report!.counts).toMatchObject({ logs: { uncovered: 0 }, otherFiles: { signedResults: 1, otherForms: 0 } })
  // The key came with the evidence.
  expect(report!.doubts).toMatchObject([{ code: 'keys-from-evidence' }])
  expect(report!.outcome).toBe('unproven')
})

test('a key that is not listed as valid when the query ended raises a doubt, and disproves nothing', async () => {
  const { report } = await ingestFolder(delivered(undefined, '2025-06-01T00:00:00Z'))
  expect(countSigned(report!.results)).toMatchObject({ verified: 2 })
  expect(report!.doubts).toMatchObject([{ code: 'keys-from-evidence' }, { code: 'key-out-of-time' }])
})

test('a result that was changed, in its table or in its compression alone, is another file', async () => {
  const changed = await ingestFolder(
    delivered((results) => {
      results[0] = gzipSync(table.replace('RunInstances', 'StopInstances'))
    }),
  )
  expect(countSigned(changed.report!.results)).toMatchObject({ verified: 1, invalid: 1 })
  expect(changed.report!.outcome).toBe('bad')
  const compressedAnew = await ingestFolder(
    delivered((results) => {
      results[1] = gzipSync('eventName,_col1\nRunInstances,3\n', { level: 1 })
      results[1][9] = 0xff // the operating system, which gzip writes into its header
    }),
  )
  expect(countSigned(compressedAnew.report!.results)).toMatchObject({ verified: 1, invalid: 1 })
})

test('items of AWS Config are no events, and their file says so', async () => {
  const item = (hour: number) => ({
    resourceId: 'sg-0a',
    resourceType: 'AWS::EC2::SecurityGroup',
    configurationItemCaptureTime: `2024-03-05T0${hour}:00:00.000Z`,
  })
  const { counts, snapshot, sources } = await ingestFolder(
    aFolder({
      'history.json.gz': gzipSync(JSON.stringify({ fileVersion: '1.0', configurationItems: [item(2), item(1)] })),
    }),
  )
  expect(counts).toMatchObject({ records: 0, events: 0, unparsed: 0 })
  expect(snapshot.config).toMatchObject({ file: new Uint32Array([0, 0]), previous: new Uint32Array([0, 1]) })
  expect(sources).toMatchObject([
    {
      kind: 'config-items',
      unread: null,
      problems: [],
      notes: ['Its 2 configuration items are no events: SQL lists them in config_items.'],
    },
  ])
})
