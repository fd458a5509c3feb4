// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { addPart, setFilter, sortBy, useFilter, zoomTo } from '../../../src-renderer/state/filter.ts'
import { chooseSection, useLayout } from '../../../src-renderer/state/layout.ts'
import {
  canGoBack, canGoForward, followPlaces, forgetPlaces, forgetRows, goBack, goForward, goToPlace, hereOf, noteTopRow,
  useNavigation,
} from '../../../src-renderer/state/navigation.ts' // biome-ignore format: names
import { showEvents } from '../../../src-renderer/state/open.ts'
import { clearSelection, nameSelection, selectEvent, useSelection } from '../../../src-renderer/state/selection.ts'
import type { UtcMs } from '../../../src-shared/base/time.ts'
import { partsOf } from '../../../src-shared/filter/asks.ts'
import { type Condition, everything, filterOf } from '../../../src-shared/filter/model.ts'
import type { Row } from '../../../src-shared/model/event.ts'
import { fakeBridge } from '../fake-bridge.ts'

const now = vi.spyOn(performance, 'now')
let time = 0
let end = () => {}

beforeEach(() => {
  now.mockImplementation(() => time)
  chooseSection('events')
  setFilter(everything)
  useFilter.setState({ sort: { column: 'eventTime', descending: false } })
  clearSelection()
  forgetPlaces()
  end = followPlaces()
})
afterEach(() => end())

/** A step of the analyst's, long after the last one. */
async function after(step: () => void, ms = 10_000) {
  time += ms
  step()
  await Promise.resolve()
}
const is = (value: string): Condition => ({ column: 'eventName', operator: 'is', values: [value] })
const shown = () => ({
  section: useLayout.getState().section,
  conditions: partsOf(useFilter.getState().filter),
  row: useSelection.getState().row,
})
const row = (at: number) => at as Row
const range = (from: number) => ({ from: from as UtcMs, until: (from + 1000) as UtcMs })

test('back restores section, filter and selection, and forward leads there again', async () => {
  await after(() => addPart(is('GetObject')))
  await after(() => selectEvent(row(7)))
  await after(() => chooseSection('findings'))
  await after(() => showEvents(filterOf([is('StopLogging')])))
  expect(shown()).toEqual({ section: 'events', conditions: [is('StopLogging')], row: null })
  goBack()
  expect(shown().section).toBe('findings')
  goBack()
  expect(shown()).toEqual({ section: 'events', conditions: [is('GetObject')], row: row(7) })
  goBack()
  expect(shown()).toEqual({ section: 'events', conditions: [], row: null })
  expect(canGoBack(useNavigation.getState())).toBe(false)
  goForward()
  goForward()
  goForward()
  expect(shown()).toEqual({ section: 'events', conditions: [is('StopLogging')], row: null })
  expect(canGoForward(useNavigation.getState())).toBe(false)
})

test('what is selected is no step, and what is done after going back ends the way forward', async () => {
  await after(() => selectEvent(row(1)))
  await after(() => selectEvent(row(2)))
  expect(canGoBack(useNavigation.getState())).toBe(false)
  await after(() => addPart(is('GetObject')))
  goBack()
  await after(() => chooseSection('sql'))
  expect(canGoForward(useNavigation.getState())).toBe(false)
  goBack()
  expect(shown()).toEqual({ section: 'events', conditions: [], row: row(2) })
})

test('changes of one kind that follow at once are one step: a drag over the timeline', async () => {
  await after(() => zoomTo(range(1)))
  await after(() => zoomTo(range(2)), 100)
  await after(() => zoomTo(range(3)), 400)
  await after(() => addPart(is('GetObject')), 10)
  goBack()
  expect(useFilter.getState().filter).toEqual({ ...everything, range: range(3) })
  goBack()
  expect(useFilter.getState().filter).toEqual(everything)
  expect(canGoBack(useNavigation.getState())).toBe(false)
})

test('going back and then changing the filter at once is a step of its own', async () => {
  await after(() => zoomTo(range(1)))
  await after(() => zoomTo(range(2)))
  goBack()
  await after(() => zoomTo(range(3)), 10)
  goBack()
  expect(useFilter.getState().filter.range).toEqual(range(1))
})

test('the order is restored, and where the grid was; another filter begins at the top', async () => {
  noteTopRow(120.5)
  await after(() => sortBy('eventName'))
  expect(useNavigation.getState().startRow).toBe(null)
  noteTopRow(3)
  await after(() => chooseSection('integrity'))
  await after(() => chooseSection('events'))
  expect(useNavigation.getState().startRow).toBe(3)
  goBack()
  goBack()
  goBack()
  expect(useFilter.getState().sort.column).toBe('eventTime')
  expect(useNavigation.getState().startRow).toBe(120.5)
})

test('in a case that grew an event is found again by its id', async () => {
  const bridge = fakeBridge({ events: 100 })
  Object.defineProperty(window, 'trailproof', { value: bridge, configurable: true })
  await after(() => selectEvent(row(5)))
  await after(() => nameSelection(row(5), 'b7a1c0de-0000-4000-8000-000000000005'))
  await after(() => chooseSection('sources'))
  forgetRows()
  goBack()
  await vi.waitFor(() => expect(bridge.asked.some(({ name }) => name === 'events')).toBe(true))
  expect(bridge.asked.find(({ name }) => name === 'events')?.input).toMatchObject({
    filter: { where: { all: [{ column: 'eventID', values: ['b7a1c0de-0000-4000-8000-000000000005'] }] } },
  })
})

test('a place is found by its id, and of another case there is none', async () => {
  const { id } = hereOf(useNavigation.getState())
  await after(() => chooseSection('sql'))
  expect(goToPlace(id)).toBe(true)
  expect(shown().section).toBe('events')
  forgetPlaces()
  expect(goToPlace(id)).toBe(false)
})
