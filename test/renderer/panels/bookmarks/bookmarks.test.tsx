// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { BookmarksPanel } from '../../../../src-renderer/panels/bookmarks/panel.tsx'
import { followBookmarks } from '../../../../src-renderer/state/bookmarks.ts'
import { useFilter } from '../../../../src-renderer/state/filter.ts'
import { useSelection } from '../../../../src-renderer/state/selection.ts'
import { ok } from '../../../../src-shared/base/result.ts'
import type { UtcMs } from '../../../../src-shared/base/time.ts'
import { formatFilter } from '../../../../src-shared/filter/text.ts'
import type { Bookmarked, CaseBookmark } from '../../../../src-shared/model/bookmark.ts'
import type { Sha256 } from '../../../../src-shared/model/event.ts'
import { findings } from '../../fake-case.ts'
import { showPanel } from '../show-panel.tsx'

let end = () => {}
afterEach(() => {
  end()
  cleanup()
})

const aBookmark = (of: Bookmarked, row: number | null = null, note = '', tags: string[] = []): CaseBookmark => ({
  of,
  note,
  tags,
  keptAt: 0 as UtcMs,
  event: row === null ? null : { row, time: Date.UTC(2024, 2, 5, 10) as UtcMs },
})
const anEvent = (record: number, eventID: string | null = null): Bookmarked => ({
  kind: 'event',
  ref: { eventID, source: 'ab'.repeat(32) as Sha256, record },
})

function show(bookmarks: readonly CaseBookmark[]) {
  showPanel(<BookmarksPanel />, { events: 100, answers: { bookmarks: async () => ok(bookmarks) } })
  end = followBookmarks()
}

test('without any it is said how to keep one', async () => {
  show([])
  expect(await screen.findByText(/^Nothing is bookmarked/)).toBeTruthy()
})

test('events come in order of time, then sessions and findings; each leads to its events', async () => {
  const [finding] = findings
  show([
    aBookmark({ kind: 'session', name: 'ASIAEXAMPLE' }),
    aBookmark(anEvent(9), 9, 'later'),
    aBookmark(anEvent(4), 4, 'earlier'),
    aBookmark({ kind: 'finding', id: finding!.id }),
  ])
  await screen.findByRole('heading', { name: '2 events, 1 session and 1 finding are bookmarked' })
  await screen.findByRole('button', { name: finding!.title })
  const told = screen.getAllByRole('listitem').map((entry) => entry.textContent)
  expect(told.map((text) => /earlier|later|ASIA/.exec(text ?? '')?.[0] ?? 'finding')).toEqual([
    'earlier',
    'later',
    'ASIA',
    'finding',
  ])
  fireEvent.click(screen.getByRole('button', { name: finding!.title }))
  expect(useFilter.getState().filter).toEqual(finding!.filter)
  fireEvent.click(screen.getAllByRole('button', { name: /^Event|by / })[0]!)
  expect(useSelection.getState().row).toBe(4)
})

test('what the case does not hold is told by its name', async () => {
  show([aBookmark(anEvent(3)), aBookmark({ kind: 'finding', id: 'a-rule nobody' })])
  expect(await screen.findByText(/^1 bookmarked event is not in this case/)).toBeTruthy()
  expect(
    screen.getByText(`Event without an ID, record 4 of the file with SHA-256 ${'ab'.repeat(32)}: not in this case`),
  ).toBeTruthy()
  expect(screen.getByText('Finding a-rule nobody: not among those of this case')).toBeTruthy()
})

test('a tag lists what has it, and shows the events of that by their IDs', async () => {
  show([
    aBookmark(anEvent(4, 'id-4'), 4, 'one', ['c2', 'stolen key']),
    aBookmark(anEvent(5, 'id-5'), 5, 'two', ['c2']),
    aBookmark(anEvent(6), 6, 'three', ['stolen key']),
  ])
  await screen.findByRole('heading', { name: '3 events are bookmarked' })
  fireEvent.click(screen.getByRole('button', { name: 'Only those with the tag stolen key: 2 bookmarks' }))
  await screen.findByRole('heading', { name: '2 events are bookmarked' })
  expect(screen.queryByText('two')).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Show the events' }))
  expect(formatFilter(useFilter.getState().filter)).toBe('bookmarked=true eventID=id-4')
  expect(useFilter.getState().notes).toEqual(['1 bookmarked event has no ID and is not among those shown.'])
})

test('tags are typed, taken from those in use and kept with the note', async () => {
  show([aBookmark(anEvent(4), 4, 'one'), aBookmark(anEvent(5), 5, 'two', ['exfiltration'])])
  fireEvent.click((await screen.findAllByRole('button', { name: 'Add tags' }))[0]!)
  const field = screen.getByRole('combobox', { name: 'Tags' })
  fireEvent.change(field, { target: { value: 'Stolen  Key,' } })
  fireEvent.change(field, { target: { value: 'exf' } })
  expect(await screen.findByRole('option', { name: /exfiltration/ })).toBeTruthy()
  fireEvent.change(field, { target: { value: 'c2' } })
  fireEvent.click(screen.getByRole('button', { name: 'Save the note' }))
  const [entry] = await screen
    .findAllByRole('list', { name: 'Tags' })
    .then((lists) => lists.filter((list) => within(list).queryByText('stolen key')))
  expect(entry).toBeTruthy()
  expect(screen.getAllByText('c2').length).toBeGreaterThan(0)
})
