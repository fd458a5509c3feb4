// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { App } from '../../../src-renderer/app/app.tsx'
import { addPart, clearFilter, zoomTo } from '../../../src-renderer/state/filter.ts'
import { showSection } from '../../../src-renderer/state/layout.ts'
import { clearSelection, selectEvent } from '../../../src-renderer/state/selection.ts'
import { chooseZone } from '../../../src-renderer/state/zone.ts'
import type { UtcMs } from '../../../src-shared/base/time.ts'
import { mount } from '../mount.tsx'

// Half an hour off, so that no hour of UTC looks like one of its own.
beforeEach(() => chooseZone('Asia/Kolkata'))
afterEach(() => {
  cleanup()
  chooseZone('UTC')
  clearFilter()
  clearSelection()
})

/** This document has no clipboard of its own: what is put on it, in order. */
const copied: string[] = []
vi.mock('../../../src-renderer/widgets/copy.ts', () => ({ copyText: async (text: string) => void copied.push(text) }))

/** As the window writes a time; evidence is quoted as it writes its own, `2024-03-05T10:15:00Z`. */
const drawnTime = /\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d| UTC)?/g

/** What is read, said and shown on hover. */
function timesIn(element: Element): readonly string[] {
  const texts = [...element.querySelectorAll('*')].flatMap((each) => [
    each.getAttribute('aria-label') ?? '',
    each.getAttribute('title') ?? '',
    ...(each.children.length === 0 ? [each.textContent] : []),
  ])
  return texts.flatMap((text) => text.match(drawnTime) ?? [])
}

const othersThanKolkata = (times: readonly string[]) => times.filter((time) => !time.endsWith('+05:30'))

// Those that show times of the synthetic case.
test.each(['overview', 'events', 'integrity', 'findings', 'sources'] as const)(
  'times of the section %s are in the zone chosen',
  async (id) => {
    mount(<App />)
    await screen.findByRole('contentinfo')
    act(() => showSection(id))
    const times = await waitFor(() => {
      const drawn = timesIn(screen.getByRole('main'))
      expect(drawn.length).toBeGreaterThan(0)
      return drawn
    })
    expect(othersThanKolkata(times)).toEqual([])
  },
)

test('an hour of the map is told in the zone chosen', async () => {
  mount(<App />)
  await screen.findByRole('contentinfo')
  act(() => showSection('integrity'))
  const map = await screen.findByRole('group', { name: /^Coverage map/ })
  for (const key of ['Home', 'ArrowRight', 'Enter']) fireEvent.keyDown(map, { key })
  const hour = await screen.findByRole('complementary', { name: 'Hour' })
  const told = [...timesIn(hour), ...timesIn(screen.getByRole('main'))]
  expect(told.filter((time) => time.startsWith('2024-03-05 06:30:00')).length).toBeGreaterThan(1)
  expect(othersThanKolkata(told)).toEqual([])
})

test('a chip of the filter and the fields of an event show the zone chosen; what is edited or copied is in UTC', async () => {
  mount(<App />)
  await screen.findByRole('contentinfo')
  act(() => {
    showSection('events')
    zoomTo({ from: Date.UTC(2024, 2, 5, 10) as UtcMs, until: null })
    addPart({ column: 'eventTime', operator: 'atMost', values: ['2024-03-07T09:00:00Z'] })
    selectEvent(3)
  })
  await screen.findByText('2024-03-05 15:30:00+05:30 – …', { exact: false, selector: '.chip-text' })
  const chip = screen.getByRole('button', { name: 'eventTime is at most 2024-03-07 14:30:00+05:30' })
  fireEvent.click(chip)
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Copy as text' }))
  expect(copied.at(-1)).toBe('eventTime<=2024-03-07T09:00:00Z')

  const detail = within(await screen.findByRole('complementary', { name: 'Event detail' }))
  const time = (await detail.findByText('eventTime', { selector: 'dt' })).parentElement!
  expect(timesIn(time)).toEqual(['2024-03-01 07:12:19+05:30'])
  fireEvent.click(within(time).getByRole('button', { name: 'Copy eventTime' }))
  expect(copied.at(-1)).toBe('2024-03-01 01:42:19Z')
})
