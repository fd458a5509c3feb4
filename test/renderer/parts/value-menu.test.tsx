// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ValueMenu, valueHandlers } from '../../../src-renderer/parts/value-menu.tsx'
import { setFilter, useFilter } from '../../../src-renderer/state/filter.ts'
import { chooseSection, useLayout } from '../../../src-renderer/state/layout.ts'
import { selectEvent, useSelection } from '../../../src-renderer/state/selection.ts'
import { closeValueMenu } from '../../../src-renderer/state/value-menu.ts'
import type { ColumnValue } from '../../../src-shared/filter/asks.ts'
import { formatFilter, parseFilter } from '../../../src-shared/filter/text.ts'

const filterText = () => formatFilter(useFilter.getState().filter)

function filterBy(text: string) {
  const reading = parseFilter(text)
  if (!reading.ok) throw new Error(reading.message)
  setFilter(reading.value)
}

/** The menu of a value, opened by the menu key on a button beside it. */
async function menuOf(of: ColumnValue) {
  cleanup()
  closeValueMenu()
  render(
    <>
      <div {...valueHandlers(of)}>
        <button type="button">Copy</button>
      </div>
      <ValueMenu />
    </>,
  )
  fireEvent.keyDown(screen.getByRole('button'), { key: 'F10', shiftKey: true })
  const menu = await screen.findByRole('menu')
  return (label: string) => fireEvent.click(within(menu).getByText(label))
}

const before = 'time=2024-03-05T00:00:00Z..2024-03-06T00:00:00Z eventName=A userName=b'
const key = { column: 'accessKeyId', value: 'AKIAIOSFODNN7EXAMPLE' } as const

beforeEach(() => {
  chooseSection('findings')
  filterBy(before)
})
afterEach(cleanup)

test('only a value leaves every other condition behind, the time too, and leads to the events', async () => {
  const choose = await menuOf(key)
  choose('Only events with this value')
  expect(filterText()).toBe('accessKeyId=AKIAIOSFODNN7EXAMPLE')
  expect(useLayout.getState().section).toBe('events')
})

test('a value is added, excluded, and taken back', async () => {
  let choose = await menuOf(key)
  choose('Add this value to the filter')
  expect(filterText()).toBe(`${before} accessKeyId=AKIAIOSFODNN7EXAMPLE`)
  choose = await menuOf(key)
  choose('Exclude this value')
  expect(filterText()).toBe(`${before} accessKeyId!=AKIAIOSFODNN7EXAMPLE`)
  choose = await menuOf(key)
  choose('Stop excluding this value')
  expect(filterText()).toBe(before)
})

test('a value that the filter asks for can be taken out of it', async () => {
  const choose = await menuOf({ column: 'eventName', value: 'A' })
  choose('Take this value out of the filter')
  expect(filterText()).not.toContain('eventName')
})

test('events without a value are found as those with one', async () => {
  let choose = await menuOf({ column: 'errorCode', value: null })
  choose('Only events without errorCode')
  expect(filterText()).toBe('errorCode!=*')
  choose = await menuOf({ column: 'errorCode', value: null })
  choose('Exclude events without errorCode')
  expect(filterText()).toBe('errorCode=*')
})

test('what happened around a time is shown with and without the filter', async () => {
  const of = { column: 'eventTime', value: String(Date.UTC(2024, 2, 5, 12)) } as const
  const around = 'time=2024-03-05T11:55:00Z..2024-03-05T12:05:00.001Z'
  let choose = await menuOf(of)
  choose('Five minutes before and after, within the filter')
  expect(filterText()).toBe(`${around} eventName=A userName=b`)
  choose = await menuOf(of)
  choose('All events five minutes before and after')
  expect(filterText()).toBe(around)
})

test('the event whose value it is stays selected; one that was selected elsewhere does not', async () => {
  selectEvent(7)
  let choose = await menuOf(key)
  choose('Only events with this value')
  expect(useSelection.getState().row).toBe(null)
  selectEvent(7)
  choose = await menuOf(key)
  choose('Only events with this value')
  expect(useSelection.getState().row).toBe(7)
})

test('text that is marked keeps the menu of the browser', () => {
  render(
    <>
      <p {...valueHandlers(key)}>AKIAIOSFODNN7EXAMPLE</p>
      <ValueMenu />
    </>,
  )
  window.getSelection()!.selectAllChildren(screen.getByText(key.value))
  expect(fireEvent.contextMenu(screen.getByText(key.value))).toBe(true)
  expect(screen.queryByRole('menu')).toBe(null)
  window.getSelection()!.removeAllRanges()
  expect(fireEvent.contextMenu(screen.getByText(key.value))).toBe(false)
})
