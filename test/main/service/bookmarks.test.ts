import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { createBookmarks, withBookmarks } from '../../../src-main/service/bookmarks.ts'
import { createStateFiles } from '../../../src-main/service/state-file.ts'
import { ok, type Result } from '../../../src-shared/base/result.ts'
import type { Bookmark, Bookmarked, KeptList } from '../../../src-shared/model/bookmark.ts'
import type { Sha256 } from '../../../src-shared/model/event.ts'
import { createFakeEngine, type FakeEngine } from '../../fixtures/fake-engine.ts'
import { temporaryFolder } from '../../fixtures/trail.ts'

const [first, second, third] = ['a', 'b', 'c'].map((digit) => digit.repeat(64) as Sha256) as [Sha256, Sha256, Sha256]
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
const bookmarks = () => createBookmarks(file, state)

/** An engine whose case holds these sources: a list is of it by its sources, or by its path where it has none. */
async function aCase(path: string, ...held: readonly Sha256[]): Promise<FakeEngine & { readonly told: KeptList[][] }> {
  const told: KeptList[][] = []
  const isOfCase = ({ sources, isHere }: KeptList) =>
    sources.length === 0 ? isHere : sources.some((source) => held.includes(source))
  const engine = createFakeEngine({
    markKept: async ({ lists }) => {
      told.push([...lists])
      return ok({ sources: held, events: lists.map((list) => (isOfCase(list) ? list.refs.map(() => null) : null)) })
    },
  })
  await engine.openCase({ paths: [path] })
  return { ...engine, told }
}

const inShort = (listed: Result<readonly Bookmark[]>) =>
  listed.ok ? listed.value.map(({ of, note }) => [of, note]) : listed.code

test('bookmarks of a case are there again, in their order and with their notes', async () => {
  const one = await aCase('/case/a', first)
  const other = await aCase('/case/b', second)
  await bookmarks().keep(one, event(first, 3), { note: 'the first call of the stolen key' })
  await bookmarks().keep(one, session, { note: '' })
  await bookmarks().keep(other, finding, { note: 'told to the customer' })
  expect(inShort(await bookmarks().list(one))).toEqual([
    [event(first, 3), 'the first call of the stolen key'],
    [session, ''],
  ])
  expect(inShort(await bookmarks().list(other))).toEqual([[finding, 'told to the customer']])
})

test('the same case finds them at another path, and another case at the same path does not', async () => {
  await bookmarks().keep(await aCase('/case/a', first), session, { note: 'stolen' })
  expect(inShort(await bookmarks().list(await aCase('/moved/a', first)))).toEqual([[session, 'stolen']])
  const another = await aCase('/case/a', second)
  expect(inShort(await bookmarks().list(another))).toEqual([])
  await bookmarks().keep(another, session, { note: 'not the same' })
  expect(inShort(await bookmarks().list(await aCase('/case/a', first)))).toEqual([[session, 'stolen']])
})

test('a case that holds two others has the bookmarks of both, and what is kept twice once with both notes', async () => {
  const [january, february] = [await aCase('/case/1', first), await aCase('/case/2', second)]
  const both = await aCase('/case', first, second)
  await bookmarks().keep(january, finding, { note: 'in January' })
  await bookmarks().keep(february, finding, { note: 'in February' })
  await bookmarks().keep(february, session, { note: '' })
  expect(inShort(await bookmarks().list(both))).toEqual([
    [finding, 'in January\n\nin February'],
    [session, ''],
  ])
  // A note that is changed is the only one of the thing; what is removed is removed everywhere.
  expect(inShort(await bookmarks().keep(both, finding, { note: 'all year' }))).toEqual([
    [finding, 'all year'],
    [session, ''],
  ])
  expect(inShort(await bookmarks().list(january))).toEqual([[finding, 'all year']])
  expect(inShort(await bookmarks().remove(both, finding))).toEqual([[session, '']])
  expect(inShort(await bookmarks().list(january))).toEqual([])
})

test('what an earlier version kept by path is bound to the sources of its events, or to the first case at its path', async () => {
  const old = (path: string, ...of: Bookmarked[]) => ({
    path,
    bookmarks: of.map((each) => ({ of: each, note: 'old', keptAt: 1 })),
  })
  writeFileSync(file, JSON.stringify([old('/case/a', event(first, 3), session), old('/case/b', finding)]))
  expect(inShort(await bookmarks().list(await aCase('/moved/a', first)))).toEqual([
    [event(first, 3), 'old'],
    [session, 'old'],
  ])
  expect(inShort(await bookmarks().list(await aCase('/case/b', second)))).toEqual([[finding, 'old']])
  expect(inShort(await bookmarks().list(await aCase('/moved/b', second)))).toEqual([[finding, 'old']])
  expect(inShort(await bookmarks().list(await aCase('/case/b', third)))).toEqual([])
})

test('a bookmark keeps its place when its note changes; what is removed is gone', async () => {
  const engine = await aCase('/case/a', first)
  await bookmarks().keep(engine, event(first, 3), { note: '' })
  await bookmarks().keep(engine, event(second, 3), { note: '' })
  expect(inShort(await bookmarks().keep(engine, event(first, 3), { note: 'a note' }))).toEqual([
    [event(first, 3), 'a note'],
    [event(second, 3), ''],
  ])
  expect(inShort(await bookmarks().remove(engine, event(first, 3)))).toEqual([[event(second, 3), '']])
})

test('an event with a UUID is the same in another copy of its record; one without is not', async () => {
  const engine = await aCase('/case/a', first)
  const id = 'ABCDEF00-0000-4000-8000-000000000001'
  await bookmarks().keep(engine, event(first, 3, id), { note: '' })
  expect(inShort(await bookmarks().keep(engine, event(second, 9, id.toLowerCase()), { note: 'the same' }))).toEqual([
    [event(first, 3, id), 'the same'],
  ])
  const other = await aCase('/case/b', third)
  await bookmarks().keep(other, event(first, 3, 'HIDDEN'), { note: '' })
  await bookmarks().keep(other, event(first, 4, 'HIDDEN'), { note: '' })
  expect(inShort(await bookmarks().list(other))).toHaveLength(2)
})

test('what cannot be written, as within the evidence, is said and not pretended', async () => {
  const engine = await aCase('/case/a', first)
  const withinEvidence = createBookmarks(
    file,
    createStateFiles(() => true),
  )
  expect(await withinEvidence.keep(engine, session, { note: '' })).toMatchObject({ ok: false, code: 'not-written' })
  expect(existsSync(file)).toBe(false)
  expect(await withinEvidence.list(engine)).toEqual(ok([]))
})

test('beyond a thousand a new one is refused, and notes still change', async () => {
  const engine = await aCase('/case/a', first)
  const many = Array.from({ length: 1_000 }, (_, record) => ({ of: event(first, record), note: '', keptAt: 1 }))
  writeFileSync(file, JSON.stringify([{ path: '/case/a', sources: [first], bookmarks: many }]))
  expect(await bookmarks().keep(engine, session, { note: '' })).toMatchObject({ code: 'too-many' })
  expect(await bookmarks().keep(engine, event(first, 7), { note: 'a note' })).toMatchObject({ ok: true })
})

test('a file that cannot be read is kept aside, which is told once', async () => {
  const engine = await aCase('/case/a', first)
  writeFileSync(file, '[{')
  const listed = await bookmarks().list(engine)
  expect(listed).toMatchObject({ ok: false, code: 'unreadable' })
  const [aside] = readdirSync(dirname(file))
  expect(listed).toMatchObject({ message: expect.stringContaining(aside!) })
  expect(readFileSync(join(dirname(file), aside!), 'utf8')).toBe('[{')
  expect(await bookmarks().list(engine)).toEqual(ok([]))
})

test('without a case there is nothing to keep bookmarks of', async () => {
  expect(await bookmarks().list(createFakeEngine())).toMatchObject({ code: 'no-case' })
})

test('the cases of a command have their bookmarks as soon as they are shown', async () => {
  const engine = await aCase('/case/a', first)
  await bookmarks().keep(engine, event(first, 3), { note: '' })
  await bookmarks().keep(engine, session, { note: '' })
  engine.told.length = 0
  withBookmarks(engine, file)
  await engine.openCase({ paths: ['/moved/a'] })
  expect(engine.told).toEqual([
    [{ isHere: false, sources: [first], refs: [{ eventID: null, source: first, record: 3 }] }],
  ])
})

test('tags are kept with the note, together where a bookmark is kept twice, and gone when they are left out', async () => {
  const [january, february] = [await aCase('/case/1', first), await aCase('/case/2', second)]
  await bookmarks().keep(january, finding, { note: '', tags: ['c2', 'stolen key'] })
  await bookmarks().keep(february, finding, { note: 'again', tags: ['c2', 'persistence'] })
  expect(await bookmarks().list(await aCase('/case', first, second))).toMatchObject({
    value: [{ of: finding, note: 'again', tags: ['c2', 'stolen key', 'persistence'] }],
  })
  await bookmarks().keep(january, finding, { note: 'no tag' })
  expect(JSON.parse(readFileSync(file, 'utf8'))[0].bookmarks[0]).not.toHaveProperty('tags')
})

test('a decision is kept with its note, and taken back', async () => {
  const one = await aCase('/case/a', first)
  await bookmarks().keep(one, finding, { note: 'the red team', decision: 'dismissed' })
  const listed = await bookmarks().list(one)
  expect(listed).toMatchObject({ ok: true, value: [{ of: finding, note: 'the red team', decision: 'dismissed' }] })
  await bookmarks().keep(one, finding, { note: 'not the red team', decision: undefined })
  expect(JSON.parse(readFileSync(file, 'utf8'))[0].bookmarks[0]).not.toHaveProperty('decision')
})
