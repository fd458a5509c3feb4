import { renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { RecordReader } from '../../../src-main/records/reader.ts'
import { ingestFolder } from '../../fixtures/ingested.ts'
import { temporaryFolder } from '../../fixtures/trail.ts'

test('an original record is read again byte for byte, and not once its file has changed', async () => {
  const text = '{ "eventVersion":"1.08",\n "eventName":"Spaced", "eventID":"e1" }'
  const file = join(temporaryFolder(), 'a.json')
  writeFileSync(file, `{"Records":[${text}]}`)
  const { snapshot } = await ingestFolder(file)
  const place = () => [snapshot.locator.file[0]!, snapshot.locator.offset[0]!, snapshot.locator.length[0]!] as const
  expect(new RecordReader(snapshot.files).read(...place())).toEqual({ text, problem: null })
  writeFileSync(file, '{"Records":[]}')
  expect(new RecordReader(snapshot.files).read(...place())).toMatchObject({
    text: null,
    problem: expect.stringContaining('has changed'),
  })
})

const record = (name: string) => `{"eventVersion":"1.08","eventName":"${name}","eventID":"e1"}`

/** A file that was opened, a reader that has read its one record once, and what it reads of it now. */
async function aReadFile(bytes: Buffer | string) {
  const file = join(temporaryFolder(), 'a.json')
  writeFileSync(file, bytes)
  utimesSync(file, 1, 1)
  const { snapshot } = await ingestFolder(file)
  const reader = new RecordReader(snapshot.files)
  const { locator } = snapshot
  const read = () => reader.read(locator.file[0]!, locator.offset[0]!, locator.length[0]!)
  expect(read().problem).toBeNull()
  return { file, read }
}

const truncated = (name: string) => {
  const padding = Array.from({ length: 400 }, (_, i) => `{"eventVersion":"1.08","n":${(i * 7919) % 9973}}`).join(',')
  return gzipSync(`{"Records":[${record(name)},${padding}]}`).subarray(0, -40)
}

test.each([
  ['exchanged in place', (file: string) => writeFileSync(file, `{"Records":[${record('Planted')}]}`)],
  [
    'exchanged for one of the same size and time',
    (file: string) => {
      writeFileSync(file, `{"Records":[${record('Swapped')}]}`)
      utimesSync(file, 1, 1)
    },
  ],
  [
    'replaced by a rename',
    (file: string) => {
      writeFileSync(`${file}.new`, `{"Records":[${record('Renamed')}]}`)
      renameSync(`${file}.new`, file)
    },
  ],
  ['deleted', (file: string) => rmSync(file)],
])('a record that was read once is not shown from memory when its file was %s', async (_, change) => {
  const { file, read } = await aReadFile(`{"Records":[${record('Genuine')}]}`)
  change(file)
  expect(read()).toMatchObject({ text: null, problem: expect.stringMatching(/has changed|vanished/) })
})

test('a file that was only touched is read again and shown', async () => {
  const { file, read } = await aReadFile(`{"Records":[${record('Genuine')}]}`)
  utimesSync(file, 5, 5)
  expect(read()).toEqual({ text: record('Genuine'), problem: null })
})

test.each([
  ['another damaged file', () => truncated('Planted')],
  ['a whole one', () => gzipSync(`{"Records":[${record('Planted')}]}`)],
  ['a plain one', () => `{"Records":[${record('Planted')}]}`],
  ['an empty one', () => ''],
])('a file that was damaged when it was opened may not be exchanged for %s', async (_, other) => {
  const { file, read } = await aReadFile(truncated('Genuine'))
  expect(read()).toEqual({ text: record('Genuine'), problem: null })
  writeFileSync(file, other())
  expect(read()).toMatchObject({ text: null, problem: expect.stringContaining('has changed') })
})
