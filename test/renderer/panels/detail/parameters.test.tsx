// @vitest-environment happy-dom
import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { DetailPanel } from '../../../../src-renderer/panels/detail/panel.tsx'
import { selectEvent } from '../../../../src-renderer/state/selection.ts'
import { ok } from '../../../../src-shared/base/result.ts'
import type { Copy } from '../../../../src-shared/model/event.ts'
import { detailOf } from '../../fake-events.ts'
import { showPanel } from '../show-panel.tsx'

afterEach(cleanup)

async function show(change: Partial<Copy>) {
  const detail = detailOf(7, 100)
  const copies = [{ ...detail.copies[0]!, ...change }]
  showPanel(<DetailPanel />, { events: 100, answers: { eventDetail: async () => ok({ ...detail, copies }) } })
  selectEvent(7)
  await screen.findByRole('tab', { name: 'Record' })
}

const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'iam:*', Resource: '*' }] }
const record = {
  eventSource: 'iam.amazonaws.com',
  eventName: 'PutUserPolicy',
  userIdentity: { type: 'IAMUser', userName: 'mallory' },
  requestParameters: { userName: 'mallory', policyName: 'all', policyDocument: JSON.stringify(policy) },
  responseElements: null,
}

test('what the call did is told in a sentence, and its parameters are shown with the policy decoded', async () => {
  await show({ text: JSON.stringify(record) })
  expect(screen.getByText('mallory put inline policy all on user mallory.')).toBeTruthy()
  const parameters = screen.getByRole('region', { name: 'Request parameters' })
  expect(within(parameters).getByText('Policy, decoded')).toBeTruthy()
  expect(within(parameters).getByText('"iam:*"')).toBeTruthy()
  expect(screen.queryByRole('region', { name: 'Response elements' })).toBe(null)
})

test('user data is shown as the script that it is', async () => {
  const userData = { value: Buffer.from('#!/bin/sh\nid\n').toString('base64') }
  await show({ text: JSON.stringify({ ...record, requestParameters: { instanceId: 'i-01', userData } }) })
  expect(screen.getByText(/^#!\/bin\/sh\s+id/)).toBeTruthy()
})

test('an ARN is told by its parts', async () => {
  const roleArn = 'arn:aws:iam::444455556666:role/ops/Admin'
  await show({ text: JSON.stringify({ ...record, requestParameters: { roleArn } }) })
  expect(screen.getByText('role Admin · account 444455556666')).toBeTruthy()
})

test('a record that is cut is not told in a sentence, and says why its parameters are not shown', async () => {
  await show({ text: '{"eventName": "Huge', isCut: true })
  expect(screen.getByText('The record is too long to show its parameters here.')).toBeTruthy()
})

test('a string whose escapes are none of JSON’s is shown as written', async () => {
  await show({ text: '{"requestParameters": {"name": "a\\qb"}}' })
  expect(screen.getByText('"a\\qb"')).toBeTruthy()
})
