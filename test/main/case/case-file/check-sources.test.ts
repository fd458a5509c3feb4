import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { heldAgainstSources } from '../../../../src-main/case/case-file/check-sources.ts'
import { idText } from '../../../../src-main/columns/id-column.ts'
import type { IdData } from '../../../../src-main/columns/snapshot.ts'
import type { SourceDifferences } from '../../../../src-shared/model/case-file.ts'
import { columnNames } from '../../../../src-shared/model/columns.ts'
import { onlyEvidence, type TrustGiven } from '../../../../src-shared/model/verification.ts'
import { zipOf } from '../../../fixtures/archives.ts'
import { readersHere } from '../../../fixtures/case-room.ts'
import {
  changeLines, forge, type Members, openedCase, putText, saveCase, storedArrayNames,
} from '../../../fixtures/forged-case-file.ts' // biome-ignore format: a list
import { type Ingested, type IngestOptions, ingestFolder } from '../../../fixtures/ingested.ts'
import { ocsfOf } from '../../../fixtures/ocsf.ts'
import { asLakeRow, parquetOf } from '../../../fixtures/parquet.ts'
import { aRecord, type CloudTrailRecord, idOf } from '../../../fixtures/records.ts'
import { aTrail, temporaryFolder } from '../../../fixtures/trail.ts'

const options: IngestOptions = { startReaders: readersHere, signal: new AbortController().signal }

let folder: string
let genuine: string
let trust: TrustGiven
/** How the case is before it is saved. */
let read: Ingested
beforeAll(async () => {
  folder = (await aTrail().hours(2).editRecord(1).write()).folder
  const log = (...records: readonly unknown[]) => JSON.stringify({ Records: records })
  const resources = [
    { ARN: 'arn:aws:s3:::bucket', accountId: '111122223333', type: 'AWS::S3::Bucket' },
    { ARN: 'arn:aws:s3:::bucket/key', accountId: '111122223333', type: 'AWS::S3::Object' },
  ]
  const deleted = aRecord({ eventID: idOf('deleted'), eventName: 'DeleteUser', resources })
  const masked = (name: string) => aRecord({ eventID: 'masked', userAgent: name, eventTime: '2024-03-05T10:00:00Z' })
  const write = (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content)
  mkdirSync(join(folder, 'more'))
  write('more/a.json', log(deleted, masked('first'), masked('second'), { eventVersion: '1.11', eventTime: 5 }, 'none'))
  // The same record in another spelling, and two records that tell something else of the same event.
  const other = (more: CloudTrailRecord) => ({ ...deleted, ...more })
  write('more/b.json', JSON.stringify({ Records: [deleted] }, null, 2).replace('DeleteUser', '\\u0044eleteUser'))
  write('more/c.json', log(other({ eventName: 'CreateUser', resources: [] }), other({ eventName: 'GetUser' })))
  write('more/d.zip', zipOf({ 'e.json': Buffer.from(log(deleted, aRecord({ eventID: idOf('in a zip') }))) }))
  write('more/f.gz.parquet', parquetOf([asLakeRow(ocsfOf(deleted, '1.1.0'))]))
  const item = { resourceType: 'AWS::EC2::Instance', resourceId: 'i-0a', configurationItemCaptureTime: '2024-03-05T10:00:00.000Z', configurationItemStatus: 'OK', awsAccountId: '111122223333', awsRegion: 'us-east-1' } // biome-ignore format: a record
  write('more/g.json', JSON.stringify({ fileVersion: '1.0', configSnapshotId: 'a', configurationItems: [item] }))
  trust = { ...onlyEvidence, paths: [folder] }
  read = await ingestFolder(folder)
  genuine = join(temporaryFolder(), 'case.trailproof')
  await saveCase(read, trust, genuine)
})

/** What the check of a case file tells. */
const checked = async (path: string): Promise<SourceDifferences> =>
  (await heldAgainstSources(await openedCase(path), trust, 'confirmed', options)).found

/** The differences that are not none. */
const told = (found: SourceDifferences) =>
  Object.fromEntries(Object.entries(found).flatMap(([what, { total, first }]) => (total > 0 ? [[what, first]] : [])))

async function forgedCase(change: (members: Members) => void): Promise<SourceDifferences> {
  const path = join(temporaryFolder(), 'case.trailproof')
  copyFileSync(genuine, path)
  await forge(path, change)
  return checked(path)
}

const forged = async (change: (members: Members) => void) => told(await forgedCase(change))

/** Of the arrays: events, and contents that are not shown. */
const rows = () => read.snapshot.events + read.snapshot.alternates!.events
const textAt = (column: 'eventName' | 'userAgent', row: number): string | null => {
  const data = read.snapshot.columns[column]
  return data.type === 'text' && data.codes[row] !== 0 ? data.textOf(data.codes[row]!) : null
}
const rowWith = (column: 'eventName' | 'userAgent', text: string): number =>
  Array.from({ length: read.snapshot.events }, (_, row) => textAt(column, row)).indexOf(text)

/** Texts are forged by codes of other ones. */
const isOfTexts = (name: string) => /\/(starts|bytes)$/.test(name) && !isId.test(name)
const isId = /^columns\/(eventID|requestID)\/bytes$/

test('the case of the forgeries has everything that can be forged, and as it was saved nothing of it differs', async () => {
  const { counts, snapshot } = read
  expect(counts).toMatchObject({ duplicates: 5, conflicting: 1, withoutEventId: 3, unparsed: 1 })
  expect(snapshot.alternates?.events).toBe(3)
  expect(snapshot.config?.captureTime).toHaveLength(1)
  expect(told(await checked(genuine))).toEqual({})
})

test('written anew with nothing changed, it is the same', async () => {
  expect(await forged(() => {})).toEqual({})
})

test('another name of an event is told, with the event, its record and the column', async () => {
  const row = rowWith('eventName', 'DeleteUser')
  const { first } = (await forgedCase((members) => putText(members, 'columns/eventName', row, 'CreateUser'))).events
  expect(first).toEqual([
    { eventID: idOf('deleted'), file: join(folder, 'more/a.json'), record: 0, what: ['eventName'] },
  ])
})

test('two events that change places with each other are told', async () => {
  const [one, other] = [rowWith('userAgent', 'first'), rowWith('userAgent', 'second')]
  const told = await forged((members) => {
    for (const name of storedArrayNames) {
      if (!/^(columns|locator)\//.test(name) || isOfTexts(name)) continue
      const bytes = members.get(name)!
      const cell = bytes.length / rows()
      const at = (row: number) => bytes.subarray(row * cell, (row + 1) * cell)
      const kept = Buffer.from(at(one))
      at(other).copy(at(one))
      kept.copy(at(other))
    }
  })
  expect(told).toEqual({ events: [expect.objectContaining({ what: ['order'] })] })
})

/** Another cell in place of the one of a row. */
function forgeCell(members: Members, name: string, row: number): void {
  const bytes = members.get(name)!
  if (name.endsWith('/codes')) putText(members, name.slice(0, name.lastIndexOf('/')), row, 'forged')
  else if (isId.test(name)) bytes[row * 16]! ^= 1
  else if (name === 'columns/eventTime/values') bytes.writeDoubleLE(bytes.readDoubleLE((row - 1) * 8) + 1, row * 8)
  else if (name === 'conflicting') bytes[row]! ^= 1
  else if (name === 'copies/file') members.get('locator/file')!.copy(bytes, 0, 0, 4)
  else if (name.endsWith('/row')) bytes.writeUInt32LE(bytes.readUInt32LE() - 1)
  else if (name === 'copies/alternate') bytes.writeUInt32LE((bytes.readUInt32LE() + 1) % 3)
  else if (bytes.length === rows()) bytes[row] = (bytes[row]! + 1) % 3
  else bytes.writeInt32LE(bytes.readInt32LE(row * 4) + 1, row * 4)
}

test('each column of an event is compared', async () => {
  const row = rowWith('eventName', 'DeleteUser')
  const names = storedArrayNames.filter((name) => name.startsWith('columns/') && !isOfTexts(name))
  const { first } = (
    await forgedCase((members) => {
      // Times have an order: the one of the last event is forged below.
      for (const name of names)
        if (name !== 'columns/eventTime/values' && !name.endsWith('/kinds')) forgeCell(members, name, row)
    })
  ).events
  const what = first.find(({ record, file }) => record === 0 && file === join(folder, 'more/a.json'))!.what
  expect([...what, 'eventTime']).toEqual(expect.arrayContaining([...columnNames]))
})

test('the time of the last event is compared', async () => {
  const last = read.snapshot.events - 1
  const { events } = await forged((members) => forgeCell(members, 'columns/eventTime/values', last))
  expect(events).toEqual([expect.objectContaining({ what: ['eventTime'] })])
})

const others = storedArrayNames.filter((name) => !name.startsWith('columns/') && !isOfTexts(name))
test.each(others.filter((name) => name !== 'alternates/of'))('a cell of %s that is another is told', async (name) => {
  const row = /^(locator|conflicting)/.test(name) ? rowWith('eventName', 'DeleteUser') : 0
  const { events } = await forged((members) => forgeCell(members, name, row))
  expect(events).toBeDefined()
})

test('a content that is said to be of another event is told', async () => {
  const other = rowWith('eventName', 'DeleteUser') === 0 ? 1 : 0
  const { events } = await forged((members) => members.get('alternates/of')!.writeUInt32LE(other))
  expect(events).toEqual([expect.objectContaining({ what: ['copies'] })])
})

describe('a case of other records under the hashes of the genuine ones', () => {
  /** As it is saved by somebody who changes what is read, and tells of it what is told of the genuine sources. */
  async function doctored(change: (from: string) => void, then = (_: Ingested['snapshot']) => {}) {
    const copy = join(temporaryFolder(), 'copy')
    cpSync(folder, copy, { recursive: true })
    change(copy)
    const { snapshot, counts, unparsed } = await ingestFolder(copy)
    then(snapshot)
    const path = join(temporaryFolder(), 'case.trailproof')
    const files = read.snapshot.files
    const there = unparsed.map((one) => ({ ...one, path: one.path.replace(copy, folder) }))
    await saveCase({ ...read, snapshot: { ...snapshot, files }, counts, unparsed: there }, trust, path)
    return told(await checked(path))
  }
  const rewrite = (copy: string, name: string, change: (records: unknown[]) => unknown[]) => {
    const file = join(copy, name)
    const { Records } = JSON.parse(readFileSync(file, 'utf8'))
    writeFileSync(file, JSON.stringify({ Records: change(Records) }))
  }

  test('a record that is left out is told as one that the case does not have', async () => {
    const found = await doctored((copy) => rewrite(copy, 'more/c.json', ([, second]) => [second]))
    expect(found.missing).toEqual([{ file: join(folder, 'more/c.json'), record: 1 }])
    expect(found.told).toContain('its counts')
  })

  test('a record that was put in is told as an event without a record', async () => {
    const more = aRecord({ eventID: idOf('planted'), eventName: 'CreateUser' })
    const found = await doctored((copy) => rewrite(copy, 'more/c.json', (records) => [...records, more]))
    expect(found.events).toEqual([expect.objectContaining({ eventID: idOf('planted'), what: ['noRecord'] })])
  })

  test('a copy that is shown as an event of its own is told', async () => {
    const found = await doctored(
      (copy) => {
        const file = join(copy, 'more/b.json')
        writeFileSync(file, readFileSync(file, 'utf8').replace(idOf('deleted'), idOf('other')))
      },
      ({ events, columns }) => {
        const ids = columns.eventID as IdData
        const row = Array.from({ length: events }, (_, row) => idText(ids, row)).indexOf(idOf('other'))
        ids.bytes.set(Buffer.from(idOf('deleted').replaceAll('-', ''), 'hex'), row * 16)
      },
    )
    const what = expect.arrayContaining(['copies'])
    expect(found.events).toEqual([expect.objectContaining({ eventID: idOf('deleted'), what })])
  })

  test('copies that were made equal are told', async () => {
    const found = await doctored((copy) => rewrite(copy, 'more/c.json', ([, second]) => [second, second]))
    expect(found.events).toEqual([expect.objectContaining({ eventID: idOf('deleted') })])
  })
})

describe('what else is told of the sources', () => {
  const change = (name: string, change: (lines: Record<string, unknown>[]) => readonly unknown[]) =>
    forged((members) => changeLines<Record<string, unknown>>(members, name, change as never))
  const inFile = (name: string) => [join(folder, name)]

  test('a problem of a file that is hidden is told', async () => {
    const found = await change('sources.jsonl', (lines) =>
      lines.map((line) => (line.name === 'more/a.json' ? { ...line, unread: null } : line)),
    )
    expect(found).toEqual({ told: inFile('more/a.json') })
  })

  test('counts that balance and are none of the sources are told', async () => {
    const found = await change('case.json', ([about]) => [
      { ...about, counts: { ...(about!.counts as object), conflicting: 0 } },
    ])
    expect(found).toEqual({ told: ['its counts'] })
  })

  test('an unparsed record with another reason is told', async () => {
    const found = await change('unparsed.jsonl', (lines) => lines.map((line) => ({ ...line, reason: 'nothing' })))
    expect(found).toEqual({ told: inFile('more/a.json') })
  })

  test('a configuration item of another state is told', async () => {
    const found = await change('config-items.jsonl', (lines) => lines.map((line) => ({ ...line, status: 'GONE' })))
    expect(found).toEqual({ told: ['configuration items'] })
  })

  test('evidence that leads to the same verdicts is told all the same', async () => {
    const found = await change('evidence.jsonl', (lines) =>
      lines.map((line) => {
        const { digest } = line as { digest?: { digest: { endText: string } } }
        return digest === undefined ? line : { digest: { ...digest, isUtf16: true } }
      }),
    )
    expect(Object.keys(found)).toEqual(['told'])
  })

  test('a text with two codes is told: its events would be counted apart', async () => {
    const found = await forged((members) => putText(members, 'columns/eventName', rowWith('eventName', 'DeleteUser'), 'DeleteUser')) // biome-ignore format: a call
    expect(found.told).toEqual(['texts of columns'])
  })
})
