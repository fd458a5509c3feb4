import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { type Bookmarks, createBookmarks, withBookmarks } from '../../../src-main/service/bookmarks.ts'
import { createStateFiles } from '../../../src-main/service/state-file.ts'
import { ok } from '../../../src-shared/base/result.ts'
import type { Bookmarked } from '../../../src-shared/model/bookmark.ts'
import type { Sha256 } from '../../../src-shared/model/event.ts'
import { createFakeEngine } from '../../fixtures/fake-engine.ts'
import { temporaryFolder } from '../../fixtures/trail.ts'

const [first, second] = ['a', 'b'].map((digit) => digit.repeat(64) as Sha256) as [Sha256, Sha256]
const event = (source: Sha256, record: number, eventID: string | null = null): Bookmarked => ({
  kind: 'event',
  ref: { eventID, source, record },
})
const session: Bookmarked = { kind: 'session', name: 'ASIAEXAMPLE' }
const finding: Bookmarked = { kind: 'finding', id: 'root-used 111122223333' }

/** Those of a case, which can be read. */
function of(bookmarks: Bookmarks, path: string) {
  const listed = bookmarks.list(path)
  return listed.ok ? listed.value : []
}

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
  expect(of(again, '/case/a').map(({ of, note }) => [of, note])).toEqual([
    [event(first, 3), 'the first call of the stolen key'],
    [session, ''],
  ])
  expect(of(again, '/case/b').map((bookmark) => bookmark.of)).toEqual([finding])
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
  expect(of(bookmarks, '/case/b')).toHaveLength(2)
})

test('what cannot be written, as within the evidence, is said and not pretended', () => {
  const bookmarks = createBookmarks(
    file,
    createStateFiles(() => true),
  )
  expect(bookmarks.keep('/case/a', session, '')).toMatchObject({ ok: false, code: 'not-written' })
  expect(existsSync(file)).toBe(false)
  expect(bookmarks.list('/case/a')).toEqual(ok([]))
})

test('beyond a thousand a new one is refused, and notes still change', () => {
  const bookmarks = createBookmarks(file, state)
  const many = Array.from({ length: 1_000 }, (_, record) => ({ of: event(first, record), note: '', keptAt: 1 }))
  writeFileSync(file, JSON.stringify([{ path: '/case/a', bookmarks: many }]))
  expect(bookmarks.keep('/case/a', session, '')).toMatchObject({ code: 'too-many' })
  expect(bookmarks.keep('/case/a', event(first, 7), 'a note')).toMatchObject({ ok: true })
})

test('a file that cannot be read is kept aside, which is told once', () => {
  const bookmarks = createBookmarks(file, state)
  writeFileSync(file, '[{')
  const listed = bookmarks.list('/case/a')
  expect(listed).toMatchObject({ ok: false, code: 'unreadable' })
  const [aside] = readdirSync(dirname(file))
  expect(listed).toMatchObject({ message: expect.stringContaining(aside!) })
  expect(readFileSync(join(dirname(file), aside!), 'utf8')).toBe('[{')
  expect(bookmarks.list('/case/a')).toEqual(ok([]))
})

test('the cases of a command have their bookmarks as soon as they are shown', async () => {
  createBookmarks(file, state).keep('/case/a', event(first, 3), '')
  createBookmarks(file, state).keep('/case/a', session, '')
  const marked: unknown[] = []
  const engine = withBookmarks(
    createFakeEngine({
      markEvents: async ({ refs }) => {
        marked.push(refs)
        return ok(refs.map(() => null))
      },
    }),
    file,
  )
  await engine.openCase({ paths: ['/case/b'] })
  expect(marked).toEqual([])
  await engine.openCase({ paths: ['/case/a'] })
  expect(marked[0]).toEqual([{ eventID: null, source: first, record: 3 }])
})
