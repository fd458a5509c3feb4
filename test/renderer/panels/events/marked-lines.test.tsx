// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { EventsPanel } from '../../../../src-renderer/panels/events/panel.tsx'
import { askAgain } from '../../../../src-renderer/state/case.ts'
import { clearCompared, useCompare } from '../../../../src-renderer/state/compare.ts'
import { compareMarked } from '../../../../src-renderer/state/compare-marked.ts'
import { clearFilter, setFilter, sortBy, sortByTime } from '../../../../src-renderer/state/filter.ts'
import { setColumns } from '../../../../src-renderer/state/layout.ts'
import * as copying from '../../../../src-renderer/widgets/copy.ts'
import { ok } from '../../../../src-shared/base/result.ts'
import type { Handlers } from '../../../../src-shared/contract/index.ts'
import { filterOf } from '../../../../src-shared/filter/model.ts'
import { valuesOf } from '../../fake-events.ts'
import { showPanel } from '../show-panel.tsx'

const copied = vi.spyOn(copying, 'copyText').mockResolvedValue()
beforeEach(() => {
  copied.mockClear()
  clearCompared()
  clearFilter()
  sortByTime()
})
afterEach(cleanup)

async function showGrid(events: number, answers: Partial<Handlers> = {}) {
  showPanel(<EventsPanel />, { events, answers })
  act(() =>
    setColumns([
      { name: 'eventTime', width: 100 },
      { name: 'eventName', width: 100 },
      { name: 'errorCode', width: 100 },
    ]),
  )
  const grid = await screen.findByRole('grid', { name: 'Events' })
  await waitFor(() => expect(grid.querySelectorAll('[data-index]').length).toBeGreaterThan(5))
  await waitFor(() => expect(grid.querySelector('[aria-busy]')).toBe(null))
  const press = (key: string, more = {}) => fireEvent.keyDown(grid, { key, ...more })
  return { grid, press }
}

async function choose(label: string) {
  fireEvent.click(screen.getByRole('button', { name: 'Copy' }))
  fireEvent.click(within(await screen.findByRole('menu')).getByText(label))
  await waitFor(() => expect(copied).toHaveBeenCalledOnce())
  return String(copied.mock.calls[0]![0])
}

const timeOf = (row: number) => new Date(Number(valuesOf(row, 50).eventTime)).toISOString().replace('.000Z', 'Z')

test('rows that are selected together are counted and copied with the names of the columns shown', async () => {
  const { press } = await showGrid(50)
  press('ArrowDown')
  press('ArrowDown', { shiftKey: true })
  press('ArrowDown', { shiftKey: true })
  expect(screen.getByText('3 rows selected')).toBeTruthy()
  const lines = (await choose('Copy 3 rows as CSV')).split('\r\n')
  const expected = [0, 1, 2].map((row) => {
    const { eventName, errorCode } = valuesOf(row, 50)
    return `${timeOf(row)},${eventName},${errorCode ?? ''}`
  })
  expect(lines).toEqual(['eventTime,eventName,errorCode', ...expected, ''])
  await screen.findByText('Copied 3 rows as CSV')
})

test('a line of NDJSON is an event, a missing value is null', async () => {
  const { press } = await showGrid(50)
  press('a', { ctrlKey: true })
  const lines = (await choose('Copy 50 rows as NDJSON')).trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line).errorCode)).toEqual(
    Array.from({ length: 50 }, (_, row) => valuesOf(row, 50).errorCode ?? null),
  )
})

test('ARNs are a list below a title, each once, from columns that are not shown, too', async () => {
  const { press } = await showGrid(50)
  press('a', { ctrlKey: true })
  const [title, ...arns] = (await choose('Copy the ARNs as a list')).split('\n')
  expect(title).toBe('arn')
  expect(new Set(arns).size).toBe(arns.length)
  const named = Array.from({ length: 50 }, (_, row) => valuesOf(row, 50).userIdentityArn)
  for (const arn of named) expect(arn == null || arns.includes(String(arn))).toBe(true)
})

test('the keys of copying take one row with its titles, and never a part of what is selected', async () => {
  const { press } = await showGrid(20_000)
  press('ArrowDown')
  press('c', { ctrlKey: true })
  await waitFor(() => expect(copied).toHaveBeenCalledOnce())
  expect(String(copied.mock.calls[0]![0]).split('\n')).toHaveLength(2)
  press('a', { ctrlKey: true })
  press('c', { ctrlKey: true })
  await screen.findByText('At most 10,000 rows are copied: Export writes more, with a manifest')
  expect(copied).toHaveBeenCalledOnce()
})

test('Escape takes the marks first and the selection then; another order selects nothing by number', async () => {
  const { grid, press } = await showGrid(50)
  press('ArrowDown')
  press('ArrowDown', { shiftKey: true })
  act(() => sortBy('eventName'))
  await waitFor(() => expect(screen.queryByText('2 rows selected')).toBe(null))
  press('a', { ctrlKey: true })
  expect(screen.getByText('50 rows selected')).toBeTruthy()
  press('Escape')
  expect(screen.queryByText('50 rows selected')).toBe(null)
  await waitFor(() => expect(grid.querySelectorAll('[aria-selected="true"]')).toHaveLength(1))
  press('Escape')
  expect(grid.querySelectorAll('[aria-selected="true"]')).toHaveLength(0)
})

test('rows stay selected when the case is asked anew, as when verdicts and sessions come', async () => {
  const { press } = await showGrid(50)
  press('ArrowDown')
  press('ArrowDown', { shiftKey: true })
  act(askAgain)
  expect(screen.getByText('2 rows selected')).toBeTruthy()
})

test('where the same question shows other lines, the same events stay selected, and what is hidden is told', async () => {
  let hidden: readonly number[] = []
  const { press } = await showGrid(50, {
    // Of lines whose events may change: the third event is line 0 when the first two are hidden.
    events: async ({ offset, limit }) => {
      const rows = Array.from({ length: 50 }, (_, row) => row).filter((row) => !hidden.includes(row))
      return ok({ total: rows.length, lines: rows.slice(offset, offset + limit).map((row) => ({ row, values: {} })) })
    },
    findEvents: async ({ rows }) =>
      ok(rows.map((row) => (hidden.includes(row) ? null : row - hidden.filter((each) => each < row).length))),
  })
  act(() => setFilter(filterOf([{ column: 'bookmarked', operator: 'is', values: ['true'] }])))
  press('ArrowDown')
  for (let k = 0; k < 3; k++) press('ArrowDown', { shiftKey: true })
  await screen.findByText('4 rows selected')
  hidden = [0, 1]
  act(askAgain)
  await screen.findByText('2 selected events are no longer shown, and no longer selected')
  await act(compareMarked)
  expect(useCompare.getState().rows).toEqual([2, 3])
})

test('selected rows are compared, or the first two; too many are told', async () => {
  const { press } = await showGrid(50)
  await act(compareMarked)
  expect(useCompare.getState()).toEqual({ rows: [0, 1], isShown: true })
  press('a', { ctrlKey: true })
  await act(compareMarked)
  await screen.findByText('At most 5 events are compared: 50 rows are selected')
})
