import { cpSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { idText } from '../../../src-main/columns/id-column.ts'
import type { ColumnData, Locators, Rows } from '../../../src-main/columns/snapshot.ts'
import type { StartReaders } from '../../../src-main/ingest/read-pool.ts'
import { filesBelow, zipOf } from '../../fixtures/archives.ts'
import { readersHere } from '../../fixtures/case-room.ts'
import { type Ingested, ingest } from '../../fixtures/ingested.ts'
import { type Random, randomFrom } from '../../fixtures/random.ts'
import { aRecord, type CloudTrailRecord, idOf } from '../../fixtures/records.ts'
import { specimens } from '../../fixtures/records-catalogue.ts'
import { aTrail, temporaryFolder } from '../../fixtures/trail.ts'

const signal = new AbortController().signal

/** What is below the paths, and how many records were extracted for it. */
async function read(paths: readonly string[], known?: Ingested): Promise<{ told: Ingested; extracted: number }> {
  let extracted = 0
  const counting: StartReaders = (options) => {
    const readers = readersHere(options)
    return {
      end: () => readers.end(),
      async *read(chunks) {
        for await (const result of readers.read(chunks)) {
          for (const { events } of result.batches) extracted += events
          yield result
        }
      },
    }
  }
  const told = await ingest(paths, { startReaders: counting, signal, ...(known === undefined ? {} : { known }) })
  return { told, extracted }
}

/** Everything that is told of a case, with texts in the place of codes. */
function everythingOf({ begunAt: _, timings: __, snapshot, ...told }: Ingested) {
  const { alternates, copies, conflicting, files, config } = snapshot
  return {
    ...told,
    files,
    config,
    events: rowsOf(snapshot),
    conflicting: [...conflicting],
    copies: { row: [...copies.row], alternate: [...copies.alternate], at: placesOf(copies) },
    alternates: alternates === null ? null : { ...rowsOf(alternates), of: [...alternates.of] },
  }
}

const rowsOf = ({ columns, locator, resources, events }: Rows) => ({
  columns: Object.fromEntries(
    Object.entries(columns).map(([name, data]) => [
      name,
      Array.from({ length: events }, (_, row) => cellOf(data, row)),
    ]),
  ),
  at: placesOf(locator),
  resources: [...resources.row].map((row, k) => [
    row,
    cellOf(resources.arn, k),
    cellOf(resources.accountId, k),
    cellOf(resources.type, k),
  ]),
})

function cellOf(data: ColumnData, row: number) {
  if (data.type === 'id') return idText(data, row)
  if (data.type !== 'text') return data.values[row]
  return data.codes[row] === 0 ? null : data.textOf(data.codes[row]!)
}

const placesOf = ({ file, index, offset, length }: Locators) =>
  [...file].map((number, k) => [number, index[k], offset[k], length[k]])

const write = (path: string, content: string | Buffer) => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}
const log = (...records: readonly CloudTrailRecord[]) => JSON.stringify({ Records: records })

describe('a case that is known', () => {
  test('only records of new content are extracted, wherever it lies and however it is compressed', async () => {
    const folder = temporaryFolder()
    const [first, added] = [join(folder, 'first'), join(folder, 'added')]
    for (const name of ['a', 'b', 'c']) write(join(first, `${name}.json`), log(aRecord({ eventID: idOf(name) })))
    const before = await read([first])
    expect(before.extracted).toBe(3)
    cpSync(first, join(added, 'copy'), { recursive: true })
    write(join(added, 'a.json.gz'), gzipSync(log(aRecord({ eventID: idOf('a') }))))
    write(join(added, 'all.zip'), zipOf(filesBelow(first)))
    write(join(added, 'new.json'), log(aRecord({ eventID: idOf('a') }), aRecord({ eventID: idOf('d') })))
    const after = await read([first, added], before.told)
    expect(after.extracted).toBe(2)
    expect(after.told.counts).toMatchObject({ records: 12, events: 4, duplicates: 8, conflicting: 0 })
    expect(everythingOf(after.told)).toEqual(everythingOf((await read([first, added])).told))
  })

  test('a file that changed is extracted, whatever its size and time say', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'a.json')
    write(path, log(aRecord({ eventID: idOf('a'), eventName: 'One' })))
    write(join(folder, 'b.json'), log(aRecord({ eventID: idOf('b') })))
    const before = await read([folder])
    const { atime, mtime, size } = statSync(path)
    write(path, log(aRecord({ eventID: idOf('a'), eventName: 'Two' })))
    utimesSync(path, atime, mtime)
    expect(statSync(path).size).toBe(size)
    const after = await read([folder], before.told)
    expect(after.extracted).toBe(1)
    expect(everythingOf(after.told)).toEqual(everythingOf((await read([folder])).told))
  })

  test('a copy that is spelled otherwise tells its own sizes once the first is gone', async () => {
    const folder = temporaryFolder()
    const record = aRecord({ eventID: idOf('a'), requestParameters: { name: 'x' } })
    write(join(folder, 'a.json'), log(record))
    write(join(folder, 'b.json'), `{"Records":[${JSON.stringify(record, null, 2)}]}`)
    const before = await read([folder])
    rmSync(join(folder, 'a.json'))
    const after = await read([folder], before.told)
    expect(everythingOf(after.told)).toEqual(everythingOf((await read([folder])).told))
  })

  test('a file beside its manifest of an export is no log file any more', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'events.jsonl')
    write(path, `${JSON.stringify(aRecord())}\n${JSON.stringify(aRecord({ eventID: idOf('b') }))}\n`)
    const before = await read([folder])
    write(join(folder, 'more.json'), log(aRecord({ eventID: idOf('c') })))
    expect((await read([folder], before.told)).extracted).toBe(1)
  })

  const seeds = Array.from({ length: 20 }, (_, k) => `grown ${k}`)
  test.each(seeds)('grows, in any parts, into the case that opening everything at once gives: %s', async (seed) => {
    const random = randomFrom(seed)
    const folder = temporaryFolder()
    await writeParts(folder, random)
    let { told } = await read(pathsOf(folder, random))
    let paths = told.snapshot.files.length === 0 ? [] : [...new Set(told.sources.map(({ root }) => root))]
    for (let step = 0; step < 3; step++) {
      if (random.chance(0.6)) change(folder, random)
      paths = [...paths, ...pathsOf(folder, random)]
      const once = await read(paths)
      const grown = await read(paths, told)
      expect(everythingOf(grown.told)).toEqual(everythingOf(once.told))
      expect(grown.extracted).toBeLessThanOrEqual(once.extracted)
      told = grown.told
    }
  })
})

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()

const foldersIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()

/** Some folders, some files, perhaps one within another, perhaps all. */
function pathsOf(folder: string, random: Random): readonly string[] {
  const among = [...foldersIn(folder), ...filesIn(folder), folder]
  return Array.from({ length: random.between(1, 3) }, () => random.pick(among))
}

const texts = ['plain', 'Jörg', '日本', 'q"uote\\', '\ud800', '😀', 'x'.repeat(70_000), '']

/** Of few events, so that there are many copies, some of which are spelled or say something else. */
function aRandomRecord(random: Random): CloudTrailRecord {
  if (random.chance(0.3)) return random.pick(Object.values(specimens)).record as CloudTrailRecord
  const name = `e${random.int(14)}`
  const record = aRecord({
    eventID: random.chance(0.1) ? random.pick([['', 'masked'], []])[random.int(2)] : idOf(name),
    eventName: random.chance(0.15) ? 'Edited' : name,
    eventTime: `2024-03-05T09:1${random.chance(0.1) ? 'x' : 2}:${name.length === 2 ? `0${name[1]}` : '30'}Z`,
    userAgent: texts[(name.length * Number(name.slice(1))) % texts.length],
    ...(name.length === 3
      ? {
          resources: [
            { ARN: `arn:aws:s3:::${name}`, accountId: '111122223333', type: 'AWS::S3::Bucket' },
            { ARN: 'arn:aws:s3:::example' },
          ],
        }
      : {}),
  })
  return random.chance(0.15) ? Object.fromEntries(Object.entries(record).reverse()) : record
}

function aRandomLog(random: Random): string {
  const records = Array.from({ length: random.int(5) }, () => aRandomRecord(random))
  switch (random.int(8)) {
    case 0:
      return records.map((record) => JSON.stringify(record)).join('\n')
    case 1:
      return JSON.stringify({ Records: records }, null, 1)
    case 2:
      return log(...records).slice(0, -random.between(1, 40))
    case 3:
      return log(...records, 'no record' as never, { EventName: 'Respelled', eventVersion: '1.11' })
    default:
      return log(...records)
  }
}

const config = JSON.stringify({
  fileVersion: '1.0',
  configSnapshotId: '6f1d2c3b-4a59-4687-9876-a5b4c3d2e1f0',
  configurationItems: [
    { configurationItemCaptureTime: '2024-03-05T09:00:00Z', resourceType: 'AWS::S3::Bucket', resourceId: 'example' },
  ],
})

async function writeParts(folder: string, random: Random): Promise<void> {
  const trail = aTrail({ seed: random.hex(8) })
    .hours(2)
    .recordsPerLog(2)
  await trail.write(join(folder, random.pick(['a/trail', 'trail'])))
  // Digests in one part and log files in the other.
  const parted = join(folder, 'z', 'trail')
  await aTrail({ seed: random.hex(8) })
    .hours(2)
    .recordsPerLog(2)
    .write(parted)
  for (const path of filesIn(parted))
    if (path.includes('CloudTrail-Digest')) moved(path, path.replace(parted, join(folder, 'b', 'digests')))
  for (let k = 0; k < 8; k++) {
    const path = join(
      folder,
      random.pick(['a', 'a/b', 'c', 'c/d/e', '.']),
      `${random.pick(['m', 'n', 'o', 'p'])}${k}.json`,
    )
    const text = aRandomLog(random)
    if (random.chance(0.4)) write(`${path}.gz`, gzipSync(text))
    else write(path, text)
  }
  write(join(folder, 'c', 'config.json'), config)
  write(
    join(folder, random.pick(['a', 'c']), 'some.zip'),
    zipOf({ 'in/q.json': Buffer.from(aRandomLog(random)), 'r.json.gz': gzipSync(aRandomLog(random)) }),
  )
}

function moved(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true })
  cpSync(from, to)
  rmSync(from)
}

/** Changes, removes, adds or copies a file, or a folder as a whole. */
function change(folder: string, random: Random): void {
  const path = random.pick(filesIn(folder))
  switch (random.int(5)) {
    case 0:
      write(path, aRandomLog(random))
      break
    case 1:
      rmSync(path)
      break
    case 2:
      write(join(folder, 'a', `${random.hex(4)}.json`), aRandomLog(random))
      break
    case 3:
      cpSync(path, join(folder, random.pick(['0', 'zz']), basename(path)))
      break
    default:
      cpSync(join(folder, 'c'), join(folder, `c${random.int(3)}`), { recursive: true })
  }
}
