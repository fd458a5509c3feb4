// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { answersOf } from '../../../../src-renderer/panels/detail/answers.ts'
import { DetailPanel } from '../../../../src-renderer/panels/detail/panel.tsx'
import { useFilter } from '../../../../src-renderer/state/filter.ts'
import { selectEvent } from '../../../../src-renderer/state/selection.ts'
import { ok } from '../../../../src-shared/base/result.ts'
import { filterOf } from '../../../../src-shared/filter/model.ts'
import type { EventDetail } from '../../../../src-shared/model/event.ts'
import { detailOf } from '../../fake-events.ts'
import { showPanel } from '../show-panel.tsx'

afterEach(cleanup)

const account = '111122223333'
const arn = `arn:aws:sts::${account}:assumed-role/Deploy/i-0abc`
const record = {
  eventSource: 'iam.amazonaws.com',
  eventName: 'AttachRolePolicy',
  requestParameters: { roleName: 'Admin', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
}
function detailWith(change: Partial<EventDetail>, text = JSON.stringify(record)): EventDetail {
  const { copies, ...detail } = detailOf(7, 100)
  const values = {
    eventName: 'AttachRolePolicy',
    eventSource: 'iam.amazonaws.com',
    readOnly: false,
    userIdentityArn: arn,
    userIdentityAccountId: account,
    recipientAccountId: account,
    sourceIPAddress: '198.51.100.7',
    awsRegion: 'us-east-1',
    accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
    userAgent: 'aws-cli/2.15',
    errorCode: null,
  }
  const added = { actor: 'Deploy / session i-0abc', origin: 'user/mallory', session: 'ASIAIOSFODNN7EXAMPLE' }
  return { ...detail, copies: [{ ...copies[0]!, text }], values, added, isError: false, ...change }
}
const textsOf = (detail: EventDetail) =>
  Object.fromEntries(
    Object.entries(answersOf(detail)).map(([question, answers]) => [question, answers.map(({ text }) => text)]),
  )

test('an event answers six questions, each value once', () => {
  expect(textsOf(detailWith({}))).toEqual({
    who: ['Deploy / session i-0abc', arn, 'user/mallory'],
    what: ['AttachRolePolicy', 'iam.amazonaws.com', 'write'],
    onWhat: ['role/Admin'],
    fromWhere: ['198.51.100.7', 'us-east-1', account],
    withWhat: ['ASIAIOSFODNN7EXAMPLE', 'aws-cli/2.15'],
    result: ['No error'],
  })
})

test('a failed call tells why, and a sign-in without an errorCode tells its result', () => {
  const denied = { ...detailWith({}).values, errorCode: 'AccessDenied', errorMessage: 'not authorized' }
  expect(textsOf(detailWith({ values: denied, isError: true })).result).toEqual(['AccessDenied', 'not authorized'])
  const signIn = { ...detailWith({}).values, errorCode: null, consoleLogin: 'Failure' }
  expect(textsOf(detailWith({ values: signIn, isError: true })).result).toEqual(['Failure'])
})

test('a principal of another account is told, and what issued credentials, too', () => {
  const values = {
    ...detailWith({}).values,
    userIdentityAccountId: '444455556666',
    issuedAccessKeyId: 'ASIAI44QH8DHBEXAMPLE',
  }
  const answers = textsOf(detailWith({ values }))
  expect(answers.who).toContain('444455556666')
  expect(answers.result).toEqual(['No error', 'ASIAI44QH8DHBEXAMPLE'])
})

test('before sessions are known, and where the record cannot be read, nothing is made up', () => {
  const answers = textsOf(detailWith({ added: {} }, 'no JSON'))
  expect(answers.who).toEqual([arn])
  expect(answers.onWhat).toEqual([])
})

test('each answer leads to the events that share it, and questions without one say so', async () => {
  const detail = detailWith({}, '{}')
  showPanel(<DetailPanel />, { events: 100, answers: { eventDetail: async () => ok(detail) } })
  selectEvent(7)
  const questions = await screen.findByRole('toolbar', { name: 'Six questions' })
  expect(within(questions).getByText('The record names no resource.')).toBeTruthy()
  fireEvent.click(within(questions).getByRole('button', { name: 'Only events with actor Deploy / session i-0abc' }))
  expect(useFilter.getState().filter).toEqual(
    filterOf([{ column: 'actor', operator: 'is', values: ['Deploy / session i-0abc'] }]),
  )
})

test('other events of the same request are listed, and lead to all of them', async () => {
  const lines = [7, 8, 9].map((row) => ({
    row,
    values: { eventName: `Call ${row}`, actor: 'user/mallory', eventTime: 0 },
  }))
  const detail = detailWith({ values: { requestID: 'the-request' } })
  showPanel(<DetailPanel />, {
    events: 100,
    answers: { eventDetail: async () => ok(detail), events: async () => ok({ total: 3, lines }) },
  })
  selectEvent(7)
  const siblings = await screen.findByRole('region', { name: '2 other events with the same requestID' })
  expect(
    within(siblings)
      .getAllByRole('listitem')
      .map((item) => item.textContent?.slice(0, 6)),
  ).toEqual(['Call 8', 'Call 9'])
  fireEvent.click(within(siblings).getByRole('button', { name: 'Show all 3' }))
  expect(useFilter.getState().filter).toEqual(
    filterOf([{ column: 'requestID', operator: 'is', values: ['the-request'] }]),
  )
})
