import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readRecords } from '../../../src-main/records/read-records.ts'
import { type ReadableFile, RecordReader } from '../../../src-main/records/reader.ts'
import { type ReadRecords, type RecordChunk, recordChunks } from '../../../src-main/records/record-chunks.ts'
import { isScattered, spooledRecords } from '../../../src-main/records/record-spool.ts'
import { SpoolReader } from '../../../src-main/records/spooled-records.ts'
import { temporaryFolder } from '../../fixtures/trail.ts'

const [filesOf, perFile] = [6, 50]
const folder = temporaryFolder()
const recordOf = (file: number, k: number) => `{"file":${file},"k":${k},"pad":"${'x'.repeat(k)}"}`
/** Files of records that lie one behind the other; row `file + filesOf * k` is record `k` of the file. */
const files = Array.from({ length: filesOf }, (_, file) => {
  const path = join(folder, `${file}.json.gz`)
  const content = Buffer.from(Array.from({ length: perFile }, (_, k) => recordOf(file, k)).join(''))
  writeFileSync(path, gzipSync(content))
  return {
    path,
    member: null,
    encoding: 'json' as const,
    readSha256: createHash('sha256').update(content).digest('hex'),
  }
})
const total = filesOf * perFile
const rowsOf = (each: (row: number) => number) => Uint32Array.from({ length: total }, (_, row) => each(row))
const lengthOf = (k: number) => recordOf(0, k).length
const offsets = Array.from({ length: perFile }, (_, k) =>
  Array.from({ length: k }, (_, before) => lengthOf(before)).reduce((a, b) => a + b, 0),
)
const locator = {
  file: rowsOf((row) => row % filesOf),
  offset: rowsOf((row) => offsets[Math.floor(row / filesOf)]!),
  length: rowsOf((row) => lengthOf(Math.floor(row / filesOf))),
}
const textOf = (row: number) => recordOf(row % filesOf, Math.floor(row / filesOf))
const backwards = Uint32Array.from({ length: total }, (_, k) => total - 1 - k)

async function textsIn(chunks: AsyncIterable<RecordChunk>): Promise<readonly string[]> {
  const texts: string[] = []
  for await (const { rows, record } of chunks)
    for (let k = 0; k < rows.length; k++) texts.push(record(k).bytes?.toString() ?? record(k).problem!)
  return texts
}

/** Readers that are asked as threads are. */
const readersOf = (of: readonly ReadableFile[], count = 1): readonly ReadRecords[] =>
  Array.from({ length: count }, () => {
    const reader = new RecordReader(of)
    return async (message) => readRecords(reader, message)
  })

test('records come in the order that is asked for, from one reader and from several', async () => {
  for (const count of [1, 2]) {
    const readers = readersOf(files, count)
    const inOrder = await textsIn(recordChunks(locator, null, total, readers))
    expect(inOrder).toEqual(Array.from({ length: total }, (_, row) => textOf(row)))
    const asked = Uint32Array.of(7, 299, 0, 8)
    expect(await textsIn(recordChunks(locator, asked, 4, readers))).toEqual([...asked].map(textOf))
  }
})

test('an order that is scattered over files reads each once into a file, from which they are read in that order', async () => {
  const spoolFile = join(folder, 'spool')
  let spooled = 0
  const onSpooled = (records: number) => {
    spooled = records
  }
  const records = await spooledRecords(locator, backwards, readersOf(files, 2), { spoolFile, onSpooled })
  const reader = new SpoolReader(records)
  expect(Array.from(backwards, (_, place) => reader.read(place).bytes?.toString())).toEqual([...backwards].map(textOf))
  reader.end()
  expect(spooled).toBe(total)
})

test('where nobody wants the rest, the file is gone, and another one of its name is left alone', async () => {
  const spoolFile = join(folder, 'left')
  const cancelled = () => {
    throw new Error('cancelled')
  }
  const asked = () => spooledRecords(locator, backwards, readersOf(files), { spoolFile, onSpooled: cancelled })
  await expect(asked()).rejects.toThrow('cancelled')
  expect(existsSync(spoolFile)).toBe(false)
  writeFileSync(spoolFile, 'of somebody else')
  await expect(asked()).rejects.toThrow('EEXIST')
  expect(readFileSync(spoolFile, 'utf8')).toBe('of somebody else')
})

test('only an order that would read large files many times is scattered', () => {
  const many = 40_000
  const of = (fileAt: (row: number) => number, offset: number) => ({
    file: Uint32Array.from({ length: many }, (_, row) => fileAt(row)),
    offset: new Uint32Array(many).fill(offset),
    length: new Uint32Array(many).fill(1000),
  })
  const rows = Uint32Array.from({ length: many }, (_, row) => row)
  const large = 50 << 20
  expect(
    isScattered(
      of((row) => row % 100, large),
      rows,
      many,
    ),
  ).toBe(true)
  expect(
    isScattered(
      of((row) => row % 100, 1000),
      rows,
      many,
    ),
  ).toBe(false)
  expect(
    isScattered(
      of((row) => Math.floor(row / 400), large),
      rows,
      many,
    ),
  ).toBe(false)
  expect(
    isScattered(
      of((row) => row % 100, large),
      null,
      many,
    ),
  ).toBe(false)
})

test('a file that has changed gives problems for its records, and the others are read', async () => {
  const other = files.with(2, { ...files[2]!, readSha256: 'another' })
  const texts = await textsIn(recordChunks(locator, null, total, readersOf(other)))
  expect(texts[2]).toBe(`${files[2]!.path} has changed since it was opened.`)
  expect(texts[3]).toBe(textOf(3))
  expect(texts.filter((text) => text.includes('has changed'))).toHaveLength(perFile)
})
