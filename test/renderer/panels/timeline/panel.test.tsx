// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { noHistogram } from '../../../../src-main/columns/histogram.ts'
import { TimelinePanel } from '../../../../src-renderer/panels/timeline/panel.tsx'
import { useFilter } from '../../../../src-renderer/state/filter.ts'
import { useTimeline } from '../../../../src-renderer/state/timeline.ts'
import { fail, ok } from '../../../../src-shared/base/result.ts'
import { everything } from '../../../../src-shared/filter/model.ts'
import { askedOf, showPanel } from '../show-panel.tsx'

beforeEach(() => useTimeline.setState(useTimeline.getInitialState()))
afterEach(cleanup)

const legend = () => screen.findByRole('toolbar', { name: 'Parts of the bars' })

test('bars are parted by the column chosen, and a part of the legend filters by its value', async () => {
  const bridge = showPanel(<TimelinePanel />, { events: 400 })
  within(await legend()).getByRole('button', { name: /^failed / })
  fireEvent.click(screen.getByRole('button', { name: 'Bars by outcome' }))
  fireEvent.click(await screen.findByRole('menuitemcheckbox', { name: 'Region' }))
  const part = await within(await legend()).findByRole('button', { name: /^us-east-1 / })
  expect(askedOf(bridge, 'histogram').at(-1)).toMatchObject({ column: 'awsRegion', range: null })
  fireEvent.click(part)
  expect(useFilter.getState().filter.where).toEqual({
    all: [{ column: 'awsRegion', operator: 'is', values: ['us-east-1'] }],
  })
})

test('as a table every bar is told with its counts and proof, and leads to its time', async () => {
  showPanel(<TimelinePanel />, { events: 400 })
  await legend()
  useTimeline.setState({ asTable: true })
  const table = await screen.findByRole('table')
  const [head, first] = within(table).getAllByRole('row')
  expect([...head!.children].map((cell) => cell.textContent)).toEqual([
    'from', 'until', 'events', 'errors', 'writes', 'this time is', 'failed', 'not failed',
  ]) // biome-ignore format: a list
  expect(useFilter.getState().filter.range).toBeNull()
  fireEvent.click(within(first!).getByRole('button'))
  expect(useFilter.getState().filter.range).not.toBeNull()
})

test('the bars of all events are asked for where they are to stand behind those of a filter', async () => {
  const bridge = showPanel(<TimelinePanel />, { events: 400 })
  await legend()
  useTimeline.setState({ showsAll: true })
  useFilter.setState({
    filter: { range: null, where: { all: [{ column: 'eventName', operator: 'isSet', values: [] }] } },
  })
  await screen.findByRole('button', { name: /^not failed / })
  const asked = askedOf(bridge, 'histogram')
  expect(asked.at(-1)).toEqual({ filter: everything, range: null, maxBuckets: 300 })
})

test('keys move and zoom, and Escape shows the whole case', async () => {
  showPanel(<TimelinePanel />, { events: 400 })
  const chart = await screen.findByRole('group', { name: /^Timeline\./ })
  const range = () => useFilter.getState().filter.range
  fireEvent.keyDown(chart, { key: '+' })
  const { from, until } = range()!
  fireEvent.keyDown(chart, { key: 'Home' })
  expect(range()!.from).toBeLessThan(from!)
  expect(range()!.until! - range()!.from!).toBeLessThanOrEqual(until! - from!)
  fireEvent.keyDown(chart, { key: 'End' })
  expect(range()!.until).toBeGreaterThan(until!)
  fireEvent.keyDown(chart, { key: 'Escape' })
  expect(range()).toBeNull()
})

test('where the column cannot be counted, that is said, and another can be chosen', async () => {
  showPanel(<TimelinePanel />, {
    events: 400,
    answers: {
      histogram: async ({ column }) =>
        column === 'actor' ? fail('bug', 'The reading was cancelled.') : ok(noHistogram),
    },
  })
  useTimeline.setState({ column: 'actor' })
  expect(await screen.findByText('The reading was cancelled.')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Bars by actor' }))
  fireEvent.click(await screen.findByRole('menuitemcheckbox', { name: 'outcome' }))
  expect(await screen.findByText('0 events')).toBeTruthy()
})
