import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { csvForms, csvLine } from '../../../src-shared/base/csv.ts'
import type { In } from '../../../src-shared/contract/index.ts'
import { everything } from '../../../src-shared/filter/model.ts'
import { type Engine, finished, open, startEngine } from '../../fixtures/engine.ts'
import { aRecord, idOf } from '../../fixtures/records.ts'
import { temporaryFolder } from '../../fixtures/trail.ts'

/** More than are rendered together, in files that are open at the same time. */
const [files, perFile] = [12, 700]
const total = files * perFile
const names = ['ListBuckets', '=cmd', 'Say "hi", twice', 'Größe', '']
const begin = Date.parse('2024-03-05T10:00:00Z')
/** Event `n` of all, in the order of time, lies in file `n % files`. */
const records = Array.from({ length: total }, (_, n) =>
  aRecord({
    eventID: idOf(`event ${n}`),
    eventTime: new Date(begin + n * 1000).toISOString().replace('.000Z', 'Z'),
    eventName: names[n % names.length]!,
    requestParameters: { n, text: `${'ä'.repeat(n % 50)}` },
    readOnly: n % 3 === 0,
  }),
)
const texts = records.map((record) => JSON.stringify(record))
const inOrder = Array.from({ length: total }, (_, n) => n)
const columns = ['eventTime', 'eventName', 'eventID', 'readOnly', 'requestParametersBytes'] as const
const cellsOf = (n: number) => {
  const { eventTime, eventName, eventID, readOnly } = records[n] as Record<(typeof columns)[number], string | boolean>
  const bytes = Buffer.byteLength(JSON.stringify(records[n]!.requestParameters))
  return [String(eventTime), String(eventName), String(eventID), String(readOnly), bytes]
}

let engine: Engine
let folder: string
let out: string
beforeAll(async () => {
  engine = startEngine()
  folder = join(temporaryFolder(), 'logs')
  out = temporaryFolder()
  mkdirSync(folder)
  for (let file = 0; file < files; file++) {
    const own = texts.filter((_, n) => n % files === file)
    writeFileSync(join(folder, `${file}.json.gz`), gzipSync(`{"Records":[${own.join(',')}]}`))
  }
  await open(engine, folder)
})
afterAll(() => engine.dispose())

async function exported(query: Partial<In<'exportEvents'>> & Pick<In<'exportEvents'>, 'format'>): Promise<Buffer> {
  const file = join(out, `${query.format} ${Object.values(query.sort ?? {}).join(' ')}`)
  const sort = { column: 'eventTime', descending: false } as const
  const asked = { filter: everything, sort, columns, file, replaces: true, ...query }
  const { job } = await finished(engine, () => engine.exportEvents(asked))
  expect(job).toMatchObject({ state: 'done', events: total })
  return readFileSync(asked.file)
}

test('records of files that are open at the same time are written in the order of time, byte for byte', async () => {
  expect((await exported({ format: 'ndjson' })).toString()).toBe(texts.map((text) => `${text}\n`).join(''))
  expect((await exported({ format: 'json' })).toString()).toBe(`{"Records":[\n${texts.join(',\n')}\n]}\n`)
})

test('a table has each event in its row, as it is written where events are few', async () => {
  const line = (cells: readonly (string | number)[]) => csvLine(cells, csvForms.events)
  const rows = inOrder.map((n) => line(cellsOf(n))).join('')
  expect((await exported({ format: 'csv' })).toString()).toBe(line(columns) + rows)
})

test('another order is that of its column, then of time, on however many threads', async () => {
  const sort = { column: 'eventName', descending: true } as const
  const bytes = await exported({ format: 'csv', sort, columns: ['eventName', 'requestParameters.n' as 'eventID'] })
  const rows = parse(bytes, { columns: true }) as { 'requestParameters.n': string }[]
  const told = rows.map((row) => Number(row['requestParameters.n']))
  const lines = (await exported({ format: 'ndjson', sort })).toString().trimEnd().split('\n')
  expect(lines).toEqual(told.map((n) => texts[n]))
  expect([...told].sort((a, b) => a - b)).toEqual(inOrder)
  const named = told.map((n) => names[n % names.length])
  expect(
    new Set(named.map((name, at) => (name === named[at - 1] ? null : name)).filter((name) => name !== null)).size,
  ).toBe(names.length)
})

test('Parquet has the same rows, and values of records', async () => {
  const bytes = await exported({ format: 'parquet', columns: [...columns, 'requestParameters.n' as 'eventID'] })
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer
  const rows = await parquetReadObjects({ file })
  expect(rows.map((row) => row['requestParameters.n'])).toEqual(inOrder.map(String))
  expect(rows.map(({ eventTime }) => eventTime)).toEqual(inOrder.map((n) => new Date(begin + n * 1000)))
  expect(rows.map(({ eventName, eventID }) => [eventName, eventID])).toEqual(
    inOrder.map((n) => [records[n]!.eventName, records[n]!.eventID]),
  )
})

test('events of a file that has changed are refused, each once, and all others stand in their order', async () => {
  const changed = join(folder, '5.json.gz')
  const before = readFileSync(changed)
  writeFileSync(changed, gzipSync('{"Records":[]}'))
  const file = join(out, 'without')
  const sort = { column: 'eventTime', descending: false } as const
  const asked = { filter: everything, sort, columns, file, format: 'ndjson' } as const
  const { job } = await finished(engine, () => engine.exportEvents(asked))
  writeFileSync(changed, before)
  expect(job).toMatchObject({ state: 'done', events: total - perFile })
  expect(readFileSync(file, 'utf8')).toBe(inOrder.filter((n) => n % files !== 5).map((n) => `${texts[n]}\n`).join('')) // biome-ignore format: one line
  const { counts, refused } = JSON.parse(readFileSync(`${file}.manifest.json`, 'utf8'))
  expect(counts).toMatchObject({ asked: total, written: total - perFile, refused: perFile })
  expect(refused).toEqual([
    {
      reason: `${changed} has changed since it was opened.`,
      events: perFile,
      eventIDs: inOrder.filter((n) => n % files === 5).map((n) => records[n]!.eventID),
    },
  ])
})
