import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answer } from '../../../../src-main/case/answer.ts'
import { everything } from '../../../../src-shared/filter/model.ts'
import { aRoom } from '../../../fixtures/case-room.ts'
import { valueIn } from '../../../fixtures/engine.ts'
import { aRecord, idOf } from '../../../fixtures/records.ts'

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

test('a window is sent the beginning of a huge value and of a huge record, which say how long they are', async () => {
  const { room, ended } = aRoom()
  await ended(valueIn(await answer(room, 'openCase', { paths: [folder] })))
  const cut = `${'x'.repeat(10_000)}… [cut: 3,000,000 characters in all; an export holds them]`
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
  const [copy] = detail.copies
  expect(copy).toMatchObject({ isCut: true, isUtf8: true })
  expect([copy!.text!.length, copy!.length > 9_000_000]).toEqual([2 ** 20, true])
})

test('a record of the size that CloudTrail delivers is sent whole, and its resources a hundred at a time', async () => {
  const resources = Array.from({ length: 250 }, (_, n) => ({ ARN: `arn:aws:s3:::bucket-${n}` }))
  const file = join(mkdtempSync(join(folder, 'resources-')), 'log.json')
  const record = aRecord({ resources, userAgent: 'é'.repeat(120_000) })
  writeFileSync(file, JSON.stringify({ Records: [record] }))
  const { room, ended } = aRoom()
  await ended(valueIn(await answer(room, 'openCase', { paths: [file] })))
  const { copies, resources: first, resourcesTotal } = valueIn(await answer(room, 'eventDetail', { row: 0 }))
  expect([JSON.parse(copies[0]!.text!), copies[0]!.isCut]).toEqual([record, false])
  expect([first.length, resourcesTotal]).toEqual([100, 250])
  const rest = valueIn(await answer(room, 'eventResources', { row: 0, offset: 200, limit: 1_000 }))
  expect(rest.resources.map(({ arn }) => arn)).toEqual(resources.slice(200).map(({ ARN }) => ARN))
})

test('the records of one event are cut together: an answer stays small', async () => {
  const file = join(mkdtempSync(join(folder, 'copies-')), 'log.json')
  const record = aRecord({ eventID: idOf('large'), userAgent: 'x'.repeat(900_000) })
  writeFileSync(file, JSON.stringify({ Records: Array.from({ length: 8 }, () => record) }))
  const { room, ended } = aRoom()
  await ended(valueIn(await answer(room, 'openCase', { paths: [file] })))
  const { copies } = valueIn(await answer(room, 'eventDetail', { row: 0 }))
  expect(copies.map(({ isCut }) => isCut)).toEqual([false, false, false, false, true, true, true, true])
  expect(copies.reduce((sum, { text }) => sum + text!.length, 0)).toBe(4 * 2 ** 20)
})
