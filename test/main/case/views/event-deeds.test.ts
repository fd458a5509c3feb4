import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answer } from '../../../../src-main/case/answer.ts'
import { everything } from '../../../../src-shared/filter/model.ts'
import type { RecordPath } from '../../../../src-shared/filter/record-path.ts'
import { aRoom } from '../../../fixtures/case-room.ts'
import { valueIn } from '../../../fixtures/engine.ts'
import { accounts, aRecord, identities } from '../../../fixtures/records.ts'

const alice = identities.user(accounts.production, 'alice')
const records = [
  aRecord({
    eventTime: '2024-03-05T09:00:00Z',
    eventID: 'id-0',
    userIdentity: alice,
    eventSource: 'iam.amazonaws.com',
    eventName: 'AttachRolePolicy',
    requestParameters: { roleName: 'Deploy', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
    errorCode: undefined,
  }),
  aRecord({
    eventTime: '2024-03-05T09:00:01Z',
    eventID: 'id-1',
    userIdentity: alice,
    eventSource: 'lambda.amazonaws.com',
    eventName: 'UpdateFunctionConfiguration20150331v2',
    requestParameters: { functionName: 'job', description: 'x'.repeat(1 << 20) },
  }),
]

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailproof-deeds-'))
  writeFileSync(join(folder, 'log.json'), JSON.stringify({ Records: records }))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('deeds are told in the order of the rows asked; a record that is too long for a cell is not read', async () => {
  const { room, ended } = aRoom()
  await ended(valueIn(await answer(room, 'openCase', { paths: [folder] })))
  expect(valueIn(await answer(room, 'eventDeeds', { rows: [1, 0] }))).toEqual([
    { target: null, summary: null },
    { target: 'role/Deploy', summary: 'alice attached AdministratorAccess to role Deploy.' },
  ])
  expect(await answer(room, 'eventDeeds', { rows: [0, 2] })).toMatchObject({ ok: false, code: 'no-such-event' })
})

test('values of records are told by path, what is no text as JSON', async () => {
  const { room, ended } = aRoom()
  await ended(valueIn(await answer(room, 'openCase', { paths: [folder] })))
  const recordPaths = [
    'requestParameters.roleName',
    'requestParameters',
    '$.absent',
    'target',
  ] as readonly string[] as readonly RecordPath[]
  expect(valueIn(await answer(room, 'recordValues', { rows: [1, 0], recordPaths }))).toEqual([
    null,
    ['Deploy', '{"roleName":"Deploy","policyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}', null, 'role/Deploy'],
  ])
  expect(await answer(room, 'recordValues', { rows: [2], recordPaths })).toMatchObject({ code: 'no-such-event' })
})

test('events are sorted by a path, which is read from all records first', async () => {
  const { room, ended } = aRoom()
  await ended(valueIn(await answer(room, 'openCase', { paths: [folder] })))
  const sort = { column: 'requestParameters.functionName' as RecordPath, descending: false }
  const asked = { filter: everything, sort, columns: ['eventID' as const], offset: 0, limit: 10 }
  expect(valueIn(await answer(room, 'events', asked)).lines.map(({ row }) => row)).toEqual([1, 0])
})

test('a file that has changed since it was opened tells no deeds', async () => {
  const { room, ended } = aRoom()
  await ended(valueIn(await answer(room, 'openCase', { paths: [folder] })))
  writeFileSync(join(folder, 'log.json'), JSON.stringify({ Records: [...records].reverse() }))
  expect(valueIn(await answer(room, 'eventDeeds', { rows: [0] }))).toEqual([{ target: null, summary: null }])
})
