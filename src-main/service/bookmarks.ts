import { z } from 'zod'
import { fail, ok, type Result } from '../../src-shared/base/result.ts'
import type { UtcMs } from '../../src-shared/base/time.ts'
import type { CaseBookmark } from '../../src-shared/model/bookmark.ts'
import { type Bookmark, type Bookmarked, bookmarkKey } from '../../src-shared/model/bookmark.ts'
import type { Sha256 } from '../../src-shared/model/event.ts'
import { keptAside, notWritten, tooManyBookmarks } from '../../src-shared/words/bookmarks.ts'
import type { Engine } from '../engine/engine.ts'
import { readKept, readState, type StateFiles } from './state-file.ts'

/** Where bookmarks are kept, each case by its first path. */
export interface Bookmarks {
  /** In the order in which they were kept. `unreadable`: the file is no list of them; it was kept aside, and begins anew. */
  list(path: string): Keeping<'unreadable'>
  /** One of the same thing keeps its place and takes the note. Answers with all of the case. */
  keep(path: string, of: Bookmarked, note: string): Keeping<'not-written' | 'too-many'>
  remove(path: string, of: Bookmarked): Keeping<'not-written'>
}

type Keeping<Code extends string> = Result<readonly Bookmark[], Code>

const bookmarked = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('event'),
    ref: z.object({
      eventID: z.string().nullable(),
      source: z.string().transform((hash) => hash as Sha256),
      record: z.int().min(0),
    }),
  }),
  z.object({ kind: z.literal('session'), name: z.string() }),
  z.object({ kind: z.literal('finding'), id: z.string() }),
])
const fileForm = z.array(
  z.object({
    path: z.string().min(1),
    bookmarks: z.array(
      z.object({ of: bookmarked, note: z.string(), keptAt: z.int().transform((value) => value as UtcMs) }),
    ),
  }),
)

/** A page of events. */
const mostOfCase = 1_000

/** In one small file of what the program remembers. */
export function createBookmarks(file: string, state: StateFiles): Bookmarks {
  // Read anew each time: another Trailproof may have written meanwhile.
  const all = () => readKept(file, fileForm).content ?? []
  const ofCase = (path: string) => all().find((one) => one.path === path)?.bookmarks ?? []
  const write = (path: string, bookmarks: readonly Bookmark[]): Keeping<'not-written'> => {
    const others = all().filter((one) => one.path !== path)
    if (state.write(file, bookmarks.length === 0 ? others : [...others, { path, bookmarks }])) return ok(bookmarks)
    return fail('not-written', notWritten(file))
  }
  const isOf = (key: string) => (bookmark: Bookmark) => bookmarkKey(bookmark.of) === key
  return {
    list: (path) => {
      const { aside } = readKept(file, fileForm)
      return aside === null ? ok(ofCase(path)) : fail('unreadable', keptAside(file, aside))
    },
    keep: (path, of, note) => {
      const held = ofCase(path)
      const isSame = isOf(bookmarkKey(of))
      if (held.some(isSame))
        return write(
          path,
          held.map((bookmark) => (isSame(bookmark) ? { ...bookmark, note } : bookmark)),
        )
      if (held.length >= mostOfCase) return fail('too-many', tooManyBookmarks(mostOfCase))
      return write(path, [...held, { of, note, keptAt: Date.now() as UtcMs }])
    },
    remove: (path, of) => {
      const isSame = isOf(bookmarkKey(of))
      return write(
        path,
        ofCase(path).filter((bookmark) => !isSame(bookmark)),
      )
    },
  }
}

/**
 * The same engine. Its cases have their bookmarks from the moment that they are shown: for commands, which have no window that
 * asks for them. A file that cannot be read is left to the window, which tells it.
 */
export function withBookmarks(engine: Engine, file: string): Engine {
  engine.onCase((summary) => {
    const kept = readState(file, fileForm)?.find(({ path }) => path === summary?.paths[0])?.bookmarks ?? []
    if (kept.length > 0) void markedIn(engine, kept)
  })
  return engine
}

/** Tells the engine which events of its case are bookmarked, and the window where they are. */
export async function markedIn(
  engine: Engine,
  bookmarks: readonly Bookmark[],
): Promise<Result<readonly CaseBookmark[], 'no-case'>> {
  const refs = bookmarks.flatMap(({ of }) => (of.kind === 'event' ? [of.ref] : []))
  const events = await engine.markEvents({ refs })
  if (!events.ok) return fail('no-case', events.message)
  const next = events.value.values()
  return ok(
    bookmarks.map((bookmark) => ({
      ...bookmark,
      event: bookmark.of.kind === 'event' ? (next.next().value ?? null) : null,
    })),
  )
}
