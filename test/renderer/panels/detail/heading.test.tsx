// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { DetailPanel } from '../../../../src-renderer/panels/detail/panel.tsx'
import { followBookmarks, noteEvent } from '../../../../src-renderer/state/bookmarks.ts'
import { useCase } from '../../../../src-renderer/state/case.ts'
import { setFilter, useFilter } from '../../../../src-renderer/state/filter.ts'
import { selectNeighbour } from '../../../../src-renderer/state/neighbours.ts'
import { selectEvent, useSelection } from '../../../../src-renderer/state/selection.ts'
import { minuteMs } from '../../../../src-shared/base/time.ts'
import { filterOf } from '../../../../src-shared/filter/model.ts'
import { valuesOf } from '../../fake-events.ts'
import { showPanel } from '../show-panel.tsx'

let end = () => {}
afterEach(() => {
  end()
  cleanup()
})

const events = 100
async function show(row: number) {
  const bridge = showPanel(<DetailPanel />, { events })
  end = followBookmarks()
  selectEvent(row)
  await screen.findByRole('button', { name: 'Next event' })
  return bridge
}
const shownRow = () => useSelection.getState().row

test('the events before and after it are one press away, by button and by key, in the order of the grid', async () => {
  await show(7)
  await screen.findByText('8 of 100')
  fireEvent.click(screen.getByRole('button', { name: 'Next event' }))
  expect(shownRow()).toBe(8)
  await selectNeighbour('before')
  await selectNeighbour('before')
  expect(shownRow()).toBe(6)
  useFilter.setState({ sort: { column: 'eventTime', descending: true } })
  await selectNeighbour('after')
  expect(shownRow()).toBe(5)
})

test('a press is not lost while the case is asked anew where the event stands', async () => {
  useFilter.setState({ sort: { column: 'eventTime', descending: false } })
  await show(7)
  await screen.findByText('8 of 100')
  act(() => useCase.setState(({ generation }) => ({ generation: generation + 1 })))
  fireEvent.click(screen.getByRole('button', { name: 'Next event' }))
  await waitFor(() => expect(shownRow()).toBe(8))
})

test('an event that the filter hides says so, and shows itself alone', async () => {
  await show(7)
  const name = String(valuesOf(7, events).eventName)
  setFilter(filterOf([{ column: 'eventName', operator: 'isNot', values: [name] }]))
  expect((await screen.findByText('The filter does not show this event.')).textContent).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Show it alone' }))
  await screen.findByText('1 of 1')
  expect(shownRow()).toBe(7)
  expect(screen.queryByText('The filter does not show this event.')).toBe(null)
})

test('what happened around it sets the conditions in force aside', async () => {
  await show(50)
  setFilter(filterOf([{ column: 'eventName', operator: 'is', values: ['NoSuchName'] }]))
  fireEvent.click(screen.getByRole('button', { name: 'Around this event' }))
  fireEvent.click(await screen.findByRole('button', { name: 'Same address, 5 minutes before and after' }))
  const { eventTime, sourceIPAddress } = valuesOf(50, events)
  const time = Number(eventTime)
  expect(useFilter.getState().filter).toEqual(
    filterOf([{ column: 'sourceIPAddress', operator: 'is', values: [String(sourceIPAddress)] }], {
      from: time - 5 * minuteMs,
      until: time + 5 * minuteMs + 1,
    } as never),
  )
  expect(shownRow()).toBe(50)
})

test('around it may be counted in events', async () => {
  await show(50)
  fireEvent.click(screen.getByRole('button', { name: 'Around this event' }))
  fireEvent.click(await screen.findByRole('button', { name: 'All events, 20 events before and after' }))
  await screen.findByText('21 of 41')
})

test('a bookmark is kept with a note, and removed', async () => {
  const bridge = await show(7)
  fireEvent.click(screen.getByRole('button', { name: 'Bookmark this event' }))
  fireEvent.click(await screen.findByRole('button', { name: 'Add a note' }))
  fireEvent.change(screen.getByRole('textbox', { name: 'Note' }), { target: { value: 'the stolen key ' } })
  fireEvent.click(screen.getByRole('button', { name: 'Save the note' }))
  await screen.findByText('the stolen key')
  expect(bridge.asked.findLast(({ name }) => name === 'keepBookmark')?.input).toMatchObject({
    of: { kind: 'event', ref: { record: 7 } },
    note: 'the stolen key',
  })
  fireEvent.click(screen.getByRole('button', { name: 'Remove the bookmark on this event' }))
  await screen.findByRole('button', { name: 'Bookmark this event' })
  expect(screen.queryByText('the stolen key')).toBe(null)
})

test('one key keeps the event and writes its note, which Enter saves', async () => {
  await show(8)
  await act(() => noteEvent(8))
  const note = await screen.findByRole('textbox', { name: 'Note' })
  expect(document.activeElement).toBe(note)
  fireEvent.change(note, { target: { value: 'the stolen key' } })
  fireEvent.keyDown(note, { key: 'Enter', shiftKey: true })
  expect(screen.getByRole('textbox', { name: 'Note' })).toBe(note)
  fireEvent.keyDown(note, { key: 'Enter' })
  await screen.findByText('the stolen key')
  expect(screen.queryByRole('textbox', { name: 'Note' })).toBe(null)
})

test('why a bookmark was not kept is said', async () => {
  showPanel(<DetailPanel />, { events, answers: { eventRefs: async () => ({ ok: true, value: [null] }) } })
  selectEvent(7)
  fireEvent.click(await screen.findByRole('button', { name: 'Bookmark this event' }))
  expect((await screen.findByRole('alert')).textContent).toContain('the event cannot be kept')
})
