import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { createBookmarks } from '../../../src-main/service/bookmarks.ts'
import { createStateFiles } from '../../../src-main/service/state-file.ts'
import type { Bookmarked } from '../../../src-shared/model/bookmark.ts'
import type { Sha256 } from '../../../src-shared/model/event.ts'
import { temporaryFolder } from '../../fixtures/trail.ts'

const [first, second] = ['a', 'b'].map((digit) => digit.repeat(64) as Sha256) as [Sha256, Sha256]
const event = (source: Sha256, record: number, eventID: string | null = null): Bookmarked => ({
  kind: 'event',
  ref: { eventID, source, record },
})
const session: Bookmarked = { kind: 'session', name: 'ASIAEXAMPLE' }
const finding: Bookmarked = { kind: 'finding', id: 'root-used 111122223333' }

let file: string
const state = createStateFiles(() => false)
beforeEach(() => {
  file = join(temporaryFolder(), 'bookmarks.json')
})

test('bookmarks of a case are there again, in their order and with their notes', () => {
  const bookmarks = createBookmarks(file, state)
  bookmarks.keep('/case/a', event(first, 3), 'the first call of the stolen key')
  bookmarks.keep('/case/a', session, '')
  bookmarks.keep('/case/b', finding, 'told to the customer')
  const again = createBookmarks(file, state)
  expect(again.list('/case/a').map(({ of, note }) => [of, note])).toEqual([
    [event(first, 3), 'the first call of the stolen key'],
    [session, ''],
  ])
  expect(again.list('/case/b').map(({ of }) => of)).toEqual([finding])
})

test('a bookmark keeps its place when its note changes; what is removed is gone', () => {
  const bookmarks = createBookmarks(file, state)
  bookmarks.keep('/case/a', event(first, 3), '')
  bookmarks.keep('/case/a', event(second, 3), '')
  const kept = bookmarks.keep('/case/a', event(first, 3), 'a note')
  expect(kept).toMatchObject({ value: [{ of: event(first, 3), note: 'a note' }, { of: event(second, 3) }] })
  expect(bookmarks.remove('/case/a', event(first, 3))).toMatchObject({ value: [{ of: event(second, 3) }] })
})

test('an event with a UUID is the same in another copy of its record; one without is not', () => {
  const bookmarks = createBookmarks(file, state)
  const id = 'ABCDEF00-0000-4000-8000-000000000001'
  bookmarks.keep('/case/a', event(first, 3, id), '')
  expect(bookmarks.keep('/case/a', event(second, 9, id.toLowerCase()), 'the same')).toMatchObject({
    value: [{ of: event(first, 3, id), note: 'the same' }],
  })
  bookmarks.keep('/case/b', event(first, 3, 'HIDDEN'), '')
  bookmarks.keep('/case/b', event(first, 4, 'HIDDEN'), '')
  expect(bookmarks.list('/case/b')).toHaveLength(2)
})

test('what cannot be written, as within the evidence, is said and not pretended', () => {
  const bookmarks = createBookmarks(
    file,
    createStateFiles(() => true),
  )
  expect(bookmarks.keep('/case/a', session, '')).toMatchObject({ ok: false, code: 'not-written' })
  expect(existsSync(file)).toBe(false)
  expect(bookmarks.list('/case/a')).toEqual([])
})

test('beyond a thousand a new one is refused, and notes still change; a damaged file is an empty one', () => {
  const bookmarks = createBookmarks(file, state)
  const many = Array.from({ length: 1_000 }, (_, record) => ({ of: event(first, record), note: '', keptAt: 1 }))
  writeFileSync(file, JSON.stringify([{ path: '/case/a', bookmarks: many }]))
  expect(bookmarks.keep('/case/a', session, '')).toMatchObject({ code: 'too-many' })
  expect(bookmarks.keep('/case/a', event(first, 7), 'a note')).toMatchObject({ ok: true })
  writeFileSync(file, '[{')
  expect(bookmarks.list('/case/a')).toEqual([])
})
