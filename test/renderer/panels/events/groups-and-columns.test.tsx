// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { EventsPanel } from '../../../../src-renderer/panels/events/panel.tsx'
import { useFilter } from '../../../../src-renderer/state/filter.ts'
import { groupBy } from '../../../../src-renderer/state/grouping.ts'
import { useLayout } from '../../../../src-renderer/state/layout.ts'
import { formatFilter } from '../../../../src-shared/filter/text.ts'
import { valuesOf } from '../../fake-events.ts'
import { askedOf, showPanel } from '../show-panel.tsx'

const events = 400
const rowsOf = (grid: HTMLElement) => [...grid.querySelectorAll<HTMLElement>('[role="row"][data-index]')]
const cellsOf = (row: HTMLElement) =>
  within(row)
    .getAllByRole('gridcell')
    .map(({ textContent }) => textContent)
const settled = (grid: HTMLElement) => waitFor(() => expect(grid.querySelector('[aria-busy]')).toBe(null))

beforeEach(() => groupBy(null))
afterEach(cleanup)

async function showGrid() {
  const bridge = showPanel(<EventsPanel />, { events })
  const grid = await screen.findByRole('grid', { name: 'Events' })
  await settled(grid)
  return { bridge, grid }
}

test('events are grouped from a title, with counts and when they were seen; Enter shows those of a group', async () => {
  const { grid } = await showGrid()
  fireEvent.contextMenu(within(grid).getByRole('columnheader', { name: 'eventName' }))
  fireEvent.click(within(await screen.findByRole('menu')).getByText('Group by eventName'))
  const groups = await screen.findByRole('grid', { name: 'Groups of events' })
  await settled(groups)
  const counts = new Map<string, number>()
  for (let row = 0; row < events; row++) {
    const name = String(valuesOf(row, events).eventName)
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const shown = rowsOf(groups).map((row) => cellsOf(row).slice(0, 2))
  const expected = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  expect(shown).toEqual(expected.map(([name, count]) => [name, `${count}`]))
  expect(screen.getByText(`${expected.length} groups by eventName`)).toBeTruthy()

  fireEvent.keyDown(groups, { key: 'ArrowDown' })
  fireEvent.keyDown(groups, { key: 'Enter' })
  await screen.findByRole('grid', { name: 'Events' })
  expect(formatFilter(useFilter.getState().filter)).toBe(`eventName=${expected[0]![0]}`)
})

test('groups are put in order by their titles', async () => {
  await showGrid()
  act(() => groupBy('awsRegion'))
  const groups = await screen.findByRole('grid', { name: 'Groups of events' })
  await settled(groups)
  fireEvent.click(within(groups).getByRole('columnheader', { name: 'awsRegion' }))
  await waitFor(() => {
    const names = rowsOf(groups).map((row) => cellsOf(row)[0]!)
    expect(names).toEqual(names.toSorted())
  })
})

test('a path that is typed becomes a column behind the names of events, whose values are read for the rows in view', async () => {
  const { bridge, grid } = await showGrid()
  const path = 'requestParameters.roleName'
  fireEvent.click(screen.getByRole('button', { name: 'Columns' }))
  const search = await screen.findByRole('textbox', { name: /^Search columns/ })
  fireEvent.change(search, { target: { value: 'nonsense.path' } })
  expect(screen.getByText(/^No column has that name/)).toBeTruthy()
  fireEvent.change(search, { target: { value: path } })
  fireEvent.click(screen.getByRole('button', { name: `Add a column of ${path}` }))
  expect(
    useLayout
      .getState()
      .columns.map(({ name }) => name)
      .slice(1, 3),
  ).toEqual(['eventName', path])
  await waitFor(() => expect(cellsOf(rowsOf(grid)[0]!)).toContain(`${path} of 0`))
  expect(askedOf(bridge, 'recordValues')).toMatchObject([{ recordPaths: [path] }])
  expect(askedOf(bridge, 'events').every((asked) => !JSON.stringify(asked).includes(path))).toBe(true)

  // Its cells lead to what those of other columns do.
  fireEvent.contextMenu(within(rowsOf(grid)[0]!).getByText(`${path} of 0`))
  fireEvent.click(within(await screen.findByRole('menu')).getByText('Only events with this value'))
  expect(formatFilter(useFilter.getState().filter)).toBe(`${path}="${path} of 0"`)
})

test('a column is hidden from its title', async () => {
  const { grid } = await showGrid()
  fireEvent.contextMenu(within(grid).getByRole('columnheader', { name: 'awsRegion' }))
  fireEvent.click(within(await screen.findByRole('menu')).getByText('Hide this column'))
  expect(useLayout.getState().columns.some(({ name }) => name === 'awsRegion')).toBe(false)
})
