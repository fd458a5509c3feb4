import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { idText } from '../../../src-main/columns/id-column.ts'
import type { IdData, TimeData } from '../../../src-main/columns/snapshot.ts'
import type { TextData } from '../../../src-main/columns/text-data.ts'
import { startReaders } from '../../fixtures/engine.ts'
import { type Ingested, ingest, ingestFolder } from '../../fixtures/ingested.ts'
import { aRecord, idOf } from '../../fixtures/records.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A folder with these files; objects are written as JSON, names ending in `.gz` compressed. */
function aFolder(files: Record<string, unknown>): string {
  const folder = mkdtempSync(join(tmpdir(), 'trailproof-'))
  folders.push(folder)
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    const bytes = Buffer.isBuffer(content)
      ? content
      : Buffer.from(typeof content === 'string' ? content : JSON.stringify(content))
    writeFileSync(join(folder, name), name.endsWith('.gz') && !Buffer.isBuffer(content) ? gzipSync(bytes) : bytes)
  }
  return folder
}

const names = ({ snapshot }: Ingested) => {
  const { codes, dictionary } = snapshot.columns.eventName as TextData
  return Array.from(codes, (code) => dictionary[code])
}

describe('records read = events + duplicates + unparsed', () => {
  test('copies of an event count once, wherever they lie, and are remembered with their places', async () => {
    const one = aRecord({ eventName: 'One', eventTime: '2024-03-05T10:00:00Z' })
    const two = aRecord({
      eventName: 'Two',
      eventTime: '2024-03-05T09:00:00Z',
      eventID: '00000000-0000-4000-8000-000000000002',
    })
    const folder = aFolder({ 'a.json.gz': { Records: [one, two] }, 'b.json': { Records: [two, one, two] } })
    const ingested = await ingestFolder(folder)
    expect(ingested.counts).toMatchObject({ records: 5, events: 2, duplicates: 3, unparsed: 0, conflicting: 0 })
    expect(names(ingested)).toEqual(['Two', 'One'])
    const { row, file, index } = ingested.snapshot.copies
    expect([...row].map((r, k) => [r, file[k], index[k]])).toEqual([
      [0, 1, 0],
      [0, 1, 2],
      [1, 1, 1],
    ])
  })

  test('copies that differ in spelling only agree; copies that differ in content conflict', async () => {
    const record = aRecord({ requestParameters: { a: 1, b: [true] } })
    const { a, b } = record.requestParameters as { a: number; b: boolean[] }
    const respelled = JSON.stringify({ Records: [{ ...record, requestParameters: { b, a } }] }, null, 2)
    expect(
      (await ingestFolder(aFolder({ 'a.json': { Records: [record] }, 'b.json': respelled }))).counts,
    ).toMatchObject({
      events: 1,
      duplicates: 1,
      conflicting: 0,
    })
    const edited = { ...record, requestParameters: { a: 2, b } }
    const conflict = await ingestFolder(aFolder({ 'a.json': { Records: [record] }, 'b.json': { Records: [edited] } }))
    expect(conflict.counts).toMatchObject({ events: 1, duplicates: 1, conflicting: 1 })
    expect([...conflict.snapshot.conflicting]).toEqual([1])
  })

  test('events without an eventID are kept and never merged', async () => {
    const record = aRecord({ eventID: undefined })
    const { counts } = await ingestFolder(aFolder({ 'a.json': { Records: [record, record] } }))
    expect(counts).toMatchObject({ records: 2, events: 2, duplicates: 0, withoutEventId: 2 })
  })

  test('an eventID that is no UUID identifies nothing: masked logs keep every call', async () => {
    const ids = [
      '',
      'A',
      'HIDDEN_DUE_TO_SECURITY_REASONS',
      '****',
      'x'.repeat(16),
      '4d293154-a15b-4c33-9e0a-ff5eeEXAMPLE',
      '{4d293154-a15b-4c33-9e0a-ff5ee0000000}',
      'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
      '00000000-0000-0000-0000-000000000000',
      'ffffffff-ffff-ffff-ffff-ffffffffffff',
      'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
    ]
    const records = [...ids, ...ids].map((eventID) => aRecord({ eventID }))
    expect((await ingestFolder(aFolder({ 'a.json': { Records: records } }))).counts).toMatchObject({
      records: 2 * ids.length,
      events: 2 * ids.length,
      duplicates: 0,
      withoutEventId: 2 * ids.length,
    })
  })

  test('a UUID identifies one event, in letters of either case', async () => {
    const ids = [
      '4D293154-A15B-4C33-9E0A-FF5EEABCDEF0',
      '4D293154-A15B-4C33-9E0A-FF5EEABCDEF0',
      '4d293154-a15b-4c33-9e0a-ff5eeabcdef0',
      '4d293154-a15b-4c33-9e0a-ff5eeabcdef1',
    ]
    const records = ids.map((eventID) => aRecord({ eventID }))
    expect((await ingestFolder(aFolder({ 'a.json': { Records: records } }))).counts).toMatchObject({
      events: 2,
      duplicates: 2,
      conflicting: 1,
      withoutEventId: 0,
    })
  })

  test('what is no event is kept as unparsed with its place', async () => {
    const ingested = await ingestFolder(aFolder({ 'a.json': { Records: [aRecord(), 7, { note: 'no event' }] } }))
    expect(ingested.counts).toMatchObject({ records: 3, events: 1, unparsed: 2 })
    expect(ingested.unparsed.map(({ index, reason }) => [index, reason.split(':')[0]])).toEqual([
      [1, 'a number, not an object'],
      [2, 'no CloudTrail event'],
    ])
  })
})

describe('bad files are facts about those files, and the rest goes on', () => {
  test('cut off, corrupt, empty, foreign and unreadable files among good ones', async () => {
    const good = gzipSync(JSON.stringify({ Records: [aRecord()] }))
    const folder = aFolder({
      'good.json.gz': good,
      'cut.json.gz': good.subarray(0, good.length - 40),
      'flipped.json.gz': Buffer.concat([good.subarray(0, 30), Buffer.from([good[30]! ^ 0xff]), good.subarray(31)]),
      'empty.json.gz': Buffer.alloc(0),
      'notes.txt': 'nothing to see',
      'cut.json': JSON.stringify({ Records: [aRecord({ eventID: '00000000-0000-4000-8000-0000000000c1' })] }).slice(
        0,
        -30,
      ),
    })
    const ingested = await ingestFolder(folder)
    expect(ingested.sources.map(({ name }) => name)).toEqual([
      'cut.json',
      'cut.json.gz',
      'empty.json.gz',
      'flipped.json.gz',
      'good.json.gz',
      'notes.txt',
    ])
    const problems = Object.fromEntries(ingested.sources.map(({ name, problems }) => [name, problems.join(' ')]))
    expect(problems['good.json.gz']).toBe('')
    for (const name of ['cut.json', 'cut.json.gz', 'flipped.json.gz', 'empty.json.gz'])
      expect(problems[name], name).not.toBe('')
    expect(ingested.counts.events).toBe(1)
    expect(ingested.counts.records).toBe(ingested.counts.events + ingested.counts.duplicates + ingested.counts.unparsed)
  })

  test('many tiny files in any order give the same case each time', async () => {
    const files = Object.fromEntries(
      [...Array(700).keys()].map((i) => [
        `${String(i % 7)}/${String(i).padStart(4, '0')}.json.gz`,
        {
          Records: [
            aRecord({ eventName: `N${i % 300}`, eventID: idOf(`e${i % 650}`), eventTime: '2024-03-05T10:00:00Z' }),
          ],
        },
      ]),
    )
    const folder = aFolder(files)
    const [first, second] = [await ingestFolder(folder), await ingestFolder(folder)]
    expect(first.counts).toMatchObject({ records: 700, events: 650, duplicates: 50, conflicting: 50 })
    expect(names(first)).toEqual(names(second))
    expect([...first.snapshot.locator.file]).toEqual([...second.snapshot.locator.file])
  })
})

test('cancelled on the way, what was read stays a balanced case without verdicts', async () => {
  const files = Object.fromEntries(
    [...Array(3000).keys()].map((i) => [`${i}.json`, { Records: [aRecord({ eventID: `e${i}` })] }]),
  )
  const abort = new AbortController()
  const ingested = await ingest([aFolder(files)], {
    startReaders: startReaders(),
    signal: abort.signal,
    onProgress: ({ stage }) => stage === 'reading' && abort.abort(),
  })
  expect(ingested.report).toBeNull()
  expect(ingested.counts.events).toBeGreaterThan(0)
  expect(ingested.counts.events).toBeLessThan(3000)
  expect(ingested.sources).toHaveLength(3000)
  expect(ingested.sources.filter(({ problems }) => problems[0]?.startsWith('Opening was cancelled')).length).toBe(
    3000 - ingested.counts.records,
  )
})

const real = join(import.meta.dirname, '../../../../shared/data/real')
const factsFile = join(real, 'facts.json')

describe('real data', () => {
  if (!existsSync(factsFile)) {
    test('../shared/data/real is absent: nothing to compare with', () => expect(existsSync(factsFile)).toBe(false))
    return
  }
  const { sets } = JSON.parse(readFileSync(factsFile, 'utf8')) as {
    sets: Record<string, { facts: Record<string, number | string> }>
  }
  test.each([
    'invictus-aws-dataset',
    'sans-504-slice',
    'stratus-detonation-logs',
    'traildiscover-a-to-e',
    'trailscraper',
    'cloud-custodian-events',
    'plaso-lookup-events',
    'aws-cli-examples',
  ])('%s has the records that an independent script counts', async (name) => {
    const { facts } = sets[name]!
    const { counts, snapshot } = await ingestFolder(join(real, name))
    // The script tells apart what is no UUID, too: IDs of the documentation, which end in EXAMPLE.
    const { eventID } = snapshot.columns
    const texts = Array.from({ length: counts.events }, (_, row) => idText(eventID as IdData, row))
    const examples = texts.filter((text) => text?.endsWith('EXAMPLE')).length
    expect({ ...counts, unique: counts.events - counts.withoutEventId + examples }).toMatchObject({
      records: facts.records,
      unique: facts.unique_eventIDs,
      duplicates: facts.duplicates,
      conflicting: facts.duplicates_conflicting,
      withoutEventId: Number(facts.without_eventID) + examples,
      unparsed: 0,
    })
    const { values } = snapshot.columns.eventTime as TimeData
    expect(new Date(values[0]!).toISOString()).toBe(new Date(facts.min_eventTime!).toISOString())
  })

  test.each([
    ['cloud-custodian-events', { records: 24 }, ['EventBridge events', 'EventBridge event, not CloudTrail']],
    ['plaso-lookup-events', { records: 6 }, ['lookup-events output']],
    ['otrf-security-datasets', { records: 103, unparsed: 0 }, ['zip archive']],
  ])('%s: other forms are named, and members of archives read', async (name, expected, forms) => {
    const { counts, sources } = await ingestFolder(join(real, name))
    expect(counts).toMatchObject(expected)
    for (const form of forms) expect(sources.map((file) => file.form)).toContain(form)
  })
})
