import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { RecordReader } from '../../../src-main/records/reader.ts'
import { startReaders } from '../../fixtures/engine.ts'
import { ingest } from '../../fixtures/ingested.ts'
import { aTrail } from '../../fixtures/trail.ts'

const open = (folder: string) =>
  ingest([folder], { startReaders: startReaders(1), signal: new AbortController().signal })

/** As PowerShell's `>` writes it. */
function toUtf16(path: string): void {
  writeFileSync(path, Buffer.from(`\ufeff${readFileSync(path, 'utf8').replaceAll('\n', '\r\n')}`, 'utf16le'))
}

test('records in UTF-16 are read and found again, and the file says what it is', async () => {
  const { folder } = await aTrail().write()
  const path = `${folder}/saved.json`
  const record = { eventVersion: '1.08', eventName: 'ListUsers', userAgent: 'caf\u00e9 \u0416' }
  writeFileSync(path, JSON.stringify({ Records: [record, { ...record, eventName: 'ListRoles' }] }))
  toUtf16(path)
  const { sources, snapshot } = await open(folder)
  expect(sources.find((source) => source.path === path)).toMatchObject({
    kind: 'log',
    form: 'CloudTrail log in UTF-16',
    events: 2,
    unread: null,
    problems: [expect.stringContaining('Its text is UTF-16')],
  })
  const file = snapshot.files.findIndex((each) => each.path === path)
  const { locator } = snapshot
  const rows = [...locator.file.keys()].filter((row) => locator.file[row] === file)
  const reader = new RecordReader(snapshot.files)
  const texts = rows.map((row) => reader.read(file, locator.offset[row]!, locator.length[row]!).text)
  expect(texts.map((text) => JSON.parse(text!))).toEqual([record, { ...record, eventName: 'ListRoles' }])
})

test('a log file in Latin-1 is read, and says where it is not UTF-8', async () => {
  const { folder } = await aTrail().write()
  const path = `${folder}/saved.json`
  writeFileSync(path, JSON.stringify({ Records: [{ eventVersion: '1.08', userAgent: 'caf\u00e9' }] }), 'latin1')
  const { sources } = await open(folder)
  const problems = [expect.stringContaining('Its text is not UTF-8 at byte 51')]
  expect(sources.find((source) => source.path === path)).toMatchObject({ kind: 'log', events: 1, problems })
})
