import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { ColumnQuery } from '../../../src-main/columns/query.ts'
import type { Locators, Snapshot } from '../../../src-main/columns/snapshot.ts'
import type { TextData } from '../../../src-main/columns/text-data.ts'
import { columnNames, columns } from '../../../src-shared/model/columns.ts'
import type { LogVerdict } from '../../../src-shared/model/integrity.ts'
import { type Ingested, ingestFolder } from '../../fixtures/ingested.ts'
import { type Random, randomFrom } from '../../fixtures/random.ts'
import { accounts, type CloudTrailRecord, ordinaryRecords } from '../../fixtures/records.ts'
import { specimens } from '../../fixtures/records-catalogue.ts'
import { loadSlowly, type SlowCase, type SlowPlace } from '../../fixtures/slow-loader.ts'
import { aTrail, temporaryFolder } from '../../fixtures/trail.ts'

/** The folder must hold the same for both, to the last cell. */
async function compare(folder: string): Promise<SlowCase> {
  const ingested = await ingestFolder(folder)
  const ranks = new Map(ingested.snapshot.files.map(({ path, verdict }) => [path, bestFirst.indexOf(verdict)]))
  const slow = loadSlowly(folder, (path) => ranks.get(path)!)
  const { records, events, duplicates, conflicting, withoutEventId, unparsed } = ingested.counts
  expect({ records, events, duplicates, conflicting, withoutEventId, unparsed }).toEqual({
    records: slow.records,
    events: slow.events.length,
    duplicates: slow.events.reduce((sum, { copies }) => sum + copies.length, 0),
    conflicting: slow.events.filter((event) => event.conflicting).length,
    withoutEventId: slow.events.filter(
      ({ values }) => !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(`${values.eventID}`),
    ).length,
    unparsed: slow.unparsed.length,
  })
  const place = ({ path, index, offset, length }: SlowPlace) => `${path} ${index} ${offset} ${length}`
  expect(ingested.unparsed.map(place).sort()).toEqual(slow.unparsed.map(place).sort())
  expect(differences(ingested, slow)).toEqual([])
  return slow
}

const bestFirst: readonly (LogVerdict['status'] | null)[] = ['verified', 'unverified', 'uncovered', null, 'invalid']

/** The first few cells in which the two are not the same. */
function differences({ snapshot }: Ingested, slow: SlowCase): string[] {
  const found: string[] = []
  const same = (row: number, what: string, ours: unknown, slows: unknown) => {
    if (ours !== slows && found.length < 5) found.push(`${what} of event ${row}: ${ours}, slowly ${slows}`)
  }
  const query = new ColumnQuery(snapshot)
  const { alternates } = snapshot
  const hidden = alternates === null ? null : new ColumnQuery({ ...noCopies(snapshot), ...alternates })
  const placeIn = ({ file, index, offset, length }: Locators, k: number) =>
    `${snapshot.files[file[k]!]!.path} ${index[k]} ${offset[k]} ${length[k]}`
  const placeText = ({ path, index, offset, length }: SlowPlace) => `${path} ${index} ${offset} ${length}`
  const textIn = ({ codes, dictionary }: TextData, k: number) => (codes[k] === 0 ? null : dictionary[codes[k]!]!)
  let copy = 0
  let resource = 0
  slow.events.forEach(({ place, values, resources, copies, conflicting, record }, row) => {
    // Sizes are those of the copy that was read first, and copies with the same content may be written otherwise.
    const isSpelledAnew = copies.some((other) => other.place.length !== place.length)
    for (const name of columnNames)
      if (!(isSpelledAnew && columns[name].type === 'integer')) same(row, name, query.value(name, row), values[name])
    same(row, 'place', placeIn(snapshot.locator, row), placeText(place))
    same(row, 'conflicting', snapshot.conflicting[row], conflicting ? 1 : 0)
    for (const expected of copies) {
      const alternate = snapshot.copies.alternate[copy]!
      same(row, 'row of a copy', snapshot.copies.row[copy], row)
      same(row, 'place of a copy', placeIn(snapshot.copies, copy++), placeText(expected.place))
      same(row, 'whether a copy differs', alternate > 0, !isDeepStrictEqual(record, expected.record))
      if (alternate === 0) continue
      same(row, 'event of a content', alternates!.of[alternate - 1], row)
      for (const name of columnNames)
        if (columns[name].type !== 'integer')
          same(row, `${name} of a copy`, hidden!.value(name, alternate - 1), expected.values[name])
    }
    for (const [arn, accountId, type] of resources) {
      same(row, 'row of a resource', snapshot.resources.row[resource], row)
      same(row, 'ARN of a resource', textIn(snapshot.resources.arn, resource), arn)
      same(row, 'account of a resource', textIn(snapshot.resources.accountId, resource), accountId)
      same(row, 'type of a resource', textIn(snapshot.resources.type, resource++), type)
    }
  })
  same(-1, 'copies in all', snapshot.copies.row.length, copy)
  same(-1, 'resources in all', snapshot.resources.row.length, resource)
  return found
}

const noCopies = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  copies: { ...snapshot.copies, row: new Uint32Array(0) },
  alternates: null,
})

/** Files of all layouts, whose records come again now and then: as they were, spelled anew, or changed. */
function aMessyFolder(seed: string, files: number, recordsPerFile: number): string {
  const folder = temporaryFolder()
  const random = randomFrom(seed)
  const seen: CloudTrailRecord[] = Object.values(specimens).map(({ record }) => record)
  for (let file = 0; file < files; file++) {
    const at = new Date(Date.parse('2024-03-05T09:00:00Z') + random.int(86_400) * 1000)
    const slot = {
      account: random.pick(Object.values(accounts)),
      region: random.pick(['us-east-1', 'eu-west-1']),
      random,
    }
    const fresh = ordinaryRecords(slot, at, recordsPerFile)
    const records = fresh.map((record) => (random.chance(0.1) ? anotherCopy(random.pick(seen), random) : record))
    for (const record of fresh) if (random.chance(0.05)) seen.push(record)
    mkdirSync(join(folder, String(file % 7)), { recursive: true })
    const path = join(folder, String(file % 7), `${random.hex(8)}.json`)
    const text = layouts[random.int(layouts.length)]!(records)
    if (random.chance(0.5)) writeFileSync(`${path}.gz`, gzipSync(text, { level: 1 }))
    else writeFileSync(path, text)
  }
  return folder
}

function anotherCopy(record: CloudTrailRecord, random: Random): CloudTrailRecord {
  if (random.chance(0.3)) return { ...record, errorCode: random.pick(['ThrottlingException', 'AccessDenied']) }
  return random.chance(0.5) ? Object.fromEntries(Object.entries(record).reverse()) : record
}

const layouts: readonly ((records: readonly CloudTrailRecord[]) => string)[] = [
  (records) => JSON.stringify({ Records: records }),
  (records) => JSON.stringify({ Records: records }, null, 2),
  (records) => `\ufeff${JSON.stringify(records, null, '\t')}\n`,
  (records) => records.map((record) => `${JSON.stringify(record)}\r\n`).join(''),
  (records) => JSON.stringify({ Records: [7, ...records, null, 'text', { note: 'no event' }] }),
  (records) => `${JSON.stringify({ Records: records }).slice(0, -20)}`,
  (records) =>
    `${records
      .map((record) => JSON.stringify(record))
      .join('\n')
      .slice(0, -20)}`,
]

describe('counts, order and every column are those of a slow obvious loader', () => {
  test.each([
    ['an ordinary trail', aTrail().hours(6).logsPerHour(2).recordsPerLog(20)],
    [
      'several accounts and Regions',
      aTrail()
        .accounts(...Object.values(accounts))
        .regions('us-east-1', 'eu-west-1'),
    ],
    ['one of each form a record takes', aTrail().records(...Object.values(specimens).map(({ record }) => record))],
    ['records edited and deleted', aTrail().hours(4).editRecord(1).deleteRecord(2).deleteLogFile(3)],
    ['a planted log file that copies an event', aTrail().extraLog(0, [specimens.root.record, specimens.root.record])],
    ['a late delivery and a gap', aTrail().hours(6).backfill(1).gap(3)],
    ['a flat folder', aTrail().layout('flat')],
    ['a file cut off, and one without its end', aTrail().recordsPerLog(50).truncate(0, 0.9).cutTrailer(1)],
  ])('%s', async (_, trail) => {
    const { folder } = await trail.write()
    const { events } = await compare(folder)
    expect(events.length).toBeGreaterThan(0)
  })

  test('the sample case', async () => {
    const { events } = await compare(join(import.meta.dirname, '../../../resources/sample-case'))
    expect(events.length).toBeGreaterThan(1000)
  })

  test.each(['one', 'two', 'three', 'four'])(
    'copies, conflicts and broken texts in every layout, seed %s',
    async (seed) => {
      const { events, unparsed } = await compare(aMessyFolder(seed, 60, 40))
      expect(events.filter(({ conflicting }) => conflicting).length).toBeGreaterThan(10)
      expect(events.filter(({ copies }) => copies.length > 0).length).toBeGreaterThan(20)
      expect(unparsed.length).toBeGreaterThan(10)
    },
  )

  test('20,000 records', async () => {
    const { records } = await compare(aMessyFolder('scale', 80, 250))
    expect(records).toBeGreaterThanOrEqual(20_000)
  })
})

const real = join(import.meta.dirname, '../../../../shared/data/real')

describe('real folders', () => {
  if (!existsSync(real)) {
    test('../shared/data/real is absent: nothing to compare with', () => expect(existsSync(real)).toBe(false))
    return
  }
  // The other folders hold other forms than logs: ingest.test.ts compares them with what an independent script counts.
  test.each([
    'invictus-aws-dataset',
    'sans-504-slice',
    'stratus-detonation-logs',
    'traildiscover-a-to-e',
    'trailscraper',
  ])('%s', async (name) => {
    const { records } = await compare(join(real, name))
    expect(records).toBeGreaterThan(0)
  })
})
