import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answer } from '../../../../src-main/case/answer.ts'
import { everything } from '../../../../src-shared/filter/model.ts'
import { aRoom } from '../../../fixtures/case-room.ts'
import { valueIn } from '../../../fixtures/engine.ts'
import { aRecord } from '../../../fixtures/records.ts'

const long = 'x'.repeat(3_000_000)
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailproof-long-'))
  const record = aRecord({
    eventID: 'long',
    eventName: long,
    userAgent: `${long}y`,
    resources: [{ ARN: `arn:${long}` }],
  })
  writeFileSync(join(folder, 'log.json'), JSON.stringify({ Records: [record, aRecord({ eventName: 'GetUser' })] }))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('a window is sent the beginning of a huge value, which says how long it is; the record is whole', async () => {
  const { room, ended } = aRoom()
  await ended(valueIn(await answer(room, 'openCase', { paths: [folder] })))
  const cut = `${'x'.repeat(10_000)}… [cut: 3,000,000 characters in all; the record and an export hold them]`
  const page = { filter: everything, sort: { column: 'eventName', descending: false }, offset: 0, limit: 10 } as const
  const { lines } = valueIn(await answer(room, 'events', { ...page, columns: ['eventName', 'userAgent'] }))
  expect(lines.map(({ values }) => values.eventName)).toEqual(['GetUser', cut])
  const { values } = valueIn(
    await answer(room, 'facet', { filter: everything, column: 'eventName', search: '', limit: 8 }),
  )
  expect(values.map(({ value }) => value).sort()).toEqual(['GetUser', cut])
  const row = lines[1]!.row
  const detail = valueIn(await answer(room, 'eventDetail', { row }))
  expect(detail.values.userAgent).toContain('3,000,001 characters')
  expect(detail.resources[0]!.arn!.length).toBeLessThan(11_000)
  expect(detail.copies[0]!.text).toContain(long)
})
