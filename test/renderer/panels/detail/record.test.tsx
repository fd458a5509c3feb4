// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { DetailPanel } from '../../../../src-renderer/panels/detail/panel.tsx'
import { selectEvent } from '../../../../src-renderer/state/selection.ts'
import { useValueMenu } from '../../../../src-renderer/state/value-menu.ts'
import { ok } from '../../../../src-shared/base/result.ts'
import type { EventDetail } from '../../../../src-shared/model/event.ts'
import type { FakeOptions } from '../../fake-bridge.ts'
import { detailOf } from '../../fake-events.ts'
import { showPanel } from '../show-panel.tsx'

afterEach(cleanup)

async function show(change: Partial<EventDetail>, answers: FakeOptions['answers'] = {}) {
  const detail = { ...detailOf(7, 100), ...change }
  showPanel(<DetailPanel />, { events: 100, answers: { eventDetail: async () => ok(detail), ...answers } })
  selectEvent(7)
  await screen.findByRole('tab', { name: 'Record' })
}

test('a record of which only the beginning came says so, and is not drawn as if it were whole', async () => {
  const [copy] = detailOf(7, 100).copies
  await show({ copies: [{ ...copy!, text: '{"eventName": "Huge', isCut: true, recordBytes: 52_428_800 }] })
  fireEvent.click(screen.getByRole('tab', { name: 'Record' }))
  await screen.findByText(/The record has 52,428,800 bytes. Only its beginning is here, cut/)
  expect(screen.getByText('{"eventName": "Huge')).toBeTruthy()
  expect((screen.getByRole('button', { name: 'Formatted' }) as HTMLButtonElement).disabled).toBe(true)
  expect(screen.getByRole('button', { name: 'Copy the beginning of the record' })).toBeTruthy()
})

test('resources beyond the first hundred are read when they are asked for', async () => {
  const named = Array.from({ length: 130 }, (_, n) => ({ arn: `arn:aws:s3:::b-${n}`, accountId: null, type: null }))
  await show(
    { resources: named.slice(0, 100), resourcesTotal: 130 },
    {
      eventResources: async ({ offset, limit }) =>
        ok({ resources: named.slice(offset, offset + limit), resourcesTotal: 130 }),
    },
  )
  expect(screen.queryByText('arn:aws:s3:::b-129')).toBe(null)
  fireEvent.click(within(screen.getByText('30 more.', { exact: false })).getByRole('button', { name: 'Show more' }))
  await screen.findByText('arn:aws:s3:::b-129')
})

test('a record that was made of another form says so, and what lies in the file is shown beside it', async () => {
  const [copy] = detailOf(7, 100).copies
  const row = '{"metadata":{"uid":"x"}}'
  await show({ copies: [{ ...copy!, isMade: true, offset: 6, length: 0, original: row }] })
  fireEvent.click(screen.getByRole('tab', { name: 'Record' }))
  await screen.findByText(/This record was made of what the file holds in another form/)
  fireEvent.click(screen.getByRole('button', { name: 'Row of the table' }))
  expect(screen.getByText(row)).toBeTruthy()
})

test('a value leads to the events that share it, and tells its path; arrow keys go from value to value', async () => {
  const [copy] = detailOf(7, 100).copies
  const text = JSON.stringify({ eventName: 'PutUserPolicy', requestParameters: { tags: ['Owner'] } })
  await show({ copies: [{ ...copy!, text }] })
  fireEvent.click(screen.getByRole('tab', { name: 'Record' }))
  const record = await screen.findByRole('group', { name: 'Record' })
  fireEvent.click(within(record).getByRole('button', { name: '"Owner"' }))
  expect(useValueMenu.getState().open).toMatchObject({
    of: { column: 'requestParameters.tags[0]', value: 'Owner' },
    path: 'requestParameters.tags[0]',
  })
  fireEvent.click(within(record).getByRole('button', { name: '"PutUserPolicy"' }))
  expect(useValueMenu.getState().open).toMatchObject({ of: { column: 'eventName', value: 'PutUserPolicy' } })

  record.focus()
  fireEvent.keyDown(document.activeElement!, { key: 'ArrowDown' })
  expect(document.activeElement?.textContent).toBe('"PutUserPolicy"')
  fireEvent.keyDown(document.activeElement!, { key: 'End' })
  expect(document.activeElement?.textContent).toBe('"Owner"')
})

test('what is looked for is counted, opened and marked', async () => {
  const [copy] = detailOf(7, 100).copies
  const text = JSON.stringify({ a: { b: { c: { d: { roleName: 'Deploy' } } } }, roleArn: 'x' })
  await show({ copies: [{ ...copy!, text }] })
  fireEvent.click(screen.getByRole('tab', { name: 'Record' }))
  expect(screen.queryByText(/roleName/)).toBe(null)
  fireEvent.change(screen.getByRole('textbox', { name: 'Find in the record' }), { target: { value: 'ROLE' } })
  const record = screen.getByRole('group', { name: 'Record' })
  expect([...record.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['role', 'role'])
  expect(screen.getByRole('status').textContent).toBe('2')
  fireEvent.change(screen.getByRole('textbox', { name: 'Find in the record' }), { target: { value: 'nowhere' } })
  expect(screen.getByRole('status').textContent).toBe('not found')
})
