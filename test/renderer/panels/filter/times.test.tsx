// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FilterPanel } from '../../../../src-renderer/panels/filter/panel.tsx'
import { useCase } from '../../../../src-renderer/state/case.ts'
import { useFilter, zoomTo } from '../../../../src-renderer/state/filter.ts'
import { selectEvent } from '../../../../src-renderer/state/selection.ts'
import { formatTimeRange, type UtcMs } from '../../../../src-shared/base/time.ts'
import { showPanel } from '../show-panel.tsx'

afterEach(cleanup)
beforeEach(() => void showPanel(<FilterPanel />, { events: 40 }))

const range = () => {
  const { filter } = useFilter.getState()
  return filter.range === null ? null : formatTimeRange(filter.range)
}
async function open(name: RegExp | string = 'Time range') {
  fireEvent.click(screen.getByRole('button', { name }))
  return within(await screen.findByRole('dialog', { name: 'Time range' }))
}

test('a time is typed without seconds and zone, and how it is read is said', async () => {
  const choice = await open()
  const typed = choice.getByLabelText(/^Time in UTC/)
  fireEvent.change(typed, { target: { value: '2024-03-05 10:00..2024-03-05 12:30' } })
  expect(choice.getAllByText(/it names no zone, and UTC is taken/)).toHaveLength(2)
  fireEvent.keyDown(typed, { key: 'Enter' })
  expect(range()).toBe('2024-03-05T10:00:00Z..2024-03-05T12:30:00Z')
})

test('a day is the whole day', async () => {
  const choice = await open()
  fireEvent.change(choice.getByLabelText(/^Time in UTC/), { target: { value: '2024-03-05' } })
  expect(choice.getByText(/that whole day in UTC/)).toBeTruthy()
  fireEvent.click(choice.getByRole('button', { name: 'Show this time' }))
  expect(range()).toBe('2024-03-05T00:00:00Z..2024-03-06T00:00:00Z')
})

test('what is no time is told, and the range in force stays', async () => {
  act(() => zoomTo({ from: Date.UTC(2024, 2, 5) as UtcMs, until: null }))
  const choice = await open(/^time 20/)
  const typed = choice.getByLabelText(/^Time in UTC/)
  expect((typed as HTMLInputElement).value).toBe('2024-03-05T00:00:00Z..')
  fireEvent.change(typed, { target: { value: 'yesterday' } })
  expect(choice.getByRole('alert').textContent).toMatch(/^This is no time such as/)
  fireEvent.keyDown(typed, { key: 'Enter' })
  expect(range()).toBe('2024-03-05T00:00:00Z..')
  fireEvent.click(choice.getByRole('button', { name: 'Show all of the time' }))
  expect(range()).toBeNull()
})

test('ends are picked in UTC', async () => {
  const choice = await open()
  fireEvent.change(choice.getByLabelText('From (UTC)'), { target: { value: '2024-03-05T10:15:30' } })
  fireEvent.click(choice.getByRole('button', { name: 'Show this time' }))
  expect(range()).toBe('2024-03-05T10:15:30Z..')
})

test('common ranges count from the last event of the case, or around the event selected', async () => {
  const last = useCase.getState().summary!.lastEventTime!
  const choice = await open()
  expect(choice.queryByText('±5 min of the selected event')).toBeNull()
  fireEvent.click(choice.getByRole('button', { name: 'Last hour of the case' }))
  expect(useFilter.getState().filter.range).toEqual({ from: last + 1 - 3_600_000, until: last + 1 })
  act(() => selectEvent(3))
  const again = await open(/^time 20/)
  fireEvent.click(await again.findByRole('button', { name: '±5 min of the selected event' }))
  const { from, until } = useFilter.getState().filter.range!
  expect(until! - from!).toBe(600_001)
})
