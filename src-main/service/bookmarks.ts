import { z } from 'zod'
import { fail, ok, type Result } from '../../src-shared/base/result.ts'
import type { UtcMs } from '../../src-shared/base/time.ts'
import {
  type Bookmark,
  type Bookmarked,
  bookmarkKey,
  type CaseBookmark,
  decisions,
  type KeptMarks,
} from '../../src-shared/model/bookmark.ts'
import type { EventRef, Sha256 } from '../../src-shared/model/event.ts'
import { keptAside, notWritten, tooManyBookmarks } from '../../src-shared/words/bookmarks.ts'
import type { Engine } from '../engine/engine.ts'
import { inCaseFile, isInCaseFile, type KeptIn, keptInFile, moveIntoCaseFile, wasSavedHere } from './kept-in.ts'
import { readState, type StateFiles } from './state-file.ts'

/**
 * The bookmarks of the open case, in the order in which they were kept. The case is known by what it holds, wherever its
 * files lie. The engine is told which of its events are bookmarked.
 */
export interface Bookmarks {
  /** `unreadable`: the file is no list of them; it was kept aside, and begins anew. */
  list(engine: MarkingEngine): Keeping<'unreadable'>
  /** One of the same thing keeps its place and takes what is said of it. Answers with all of the case. */
  keep(engine: MarkingEngine, of: Bookmarked, said: Said): Keeping<'not-written' | 'too-many'>
  remove(engine: MarkingEngine, of: Bookmarked): Keeping<'not-written'>
  /** Of a case that has just been given a case file: keeps there what was kept of it until then. */
  moveIn(engine: MarkingEngine): Promise<void>
}

/** What the analyst says of it. */
type Said = Pick<Bookmark, 'note' | 'tags' | 'decision'>

type MarkingEngine = Pick<Engine, 'markKept' | 'summary' | 'caseWork' | 'keepCaseWork'>
type Keeping<Code extends string> = Promise<Result<readonly CaseBookmark[], Code | 'no-case'>>

/** What was kept of one case. */
interface Kept {
  /** The first path of the case, where it lay when it was first kept. */
  readonly path: string
  /** Some of the sources that it held: see `KeptMarks`. None where only its path is known. */
  readonly sources: readonly Sha256[]
  readonly bookmarks: readonly Bookmark[]
}

const sha256 = z.string().transform((hash) => hash as Sha256)
const bookmarked = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('event'),
    ref: z.object({ eventID: z.string().nullable(), source: sha256, record: z.int().min(0) }),
  }),
  z.object({ kind: z.literal('session'), name: z.string() }),
  z.object({ kind: z.literal('finding'), id: z.string() }),
])
const fileForm = z.array(
  z
    .object({
      path: z.string().min(1),
      sources: z.array(sha256).optional(),
      bookmarks: z.array(
        z.object({
          of: bookmarked,
          note: z.string(),
          tags: z.array(z.string()).optional(),
          decision: z.enum(decisions).optional(),
          keptAt: z.int().transform((value) => value as UtcMs),
        }),
      ),
    })
    // Earlier versions wrote none. Those of the bookmarked events are some of what the case held.
    .transform(({ sources, ...kept }): Kept => ({ ...kept, sources: sources ?? sourcesOf(kept.bookmarks) })),
)

const refsOf = (bookmarks: readonly Bookmark[]): readonly EventRef[] =>
  bookmarks.flatMap(({ of }) => (of.kind === 'event' ? [of.ref] : []))

const sourcesOf = (bookmarks: readonly Bookmark[]): readonly Sha256[] => [
  ...new Set(refsOf(bookmarks).map(({ source }) => source)),
]

/** A page of events. */
const mostOfCase = 1_000

/** In one small file of what the program remembers, or in the case file of the open case. */
export function createBookmarks(file: string, state: StateFiles): Bookmarks {
  const inFile = keptInFile(file, fileForm, state)
  const before = async (engine: MarkingEngine) =>
    wasSavedHere(engine) ? ofOpenCase(engine, inFile.read().content ?? []) : []
  const on = <A extends Result<unknown>>(engine: MarkingEngine, ask: (of: Asked) => Promise<A>) =>
    isInCaseFile(engine)
      ? inCaseFile(
          engine,
          caseFilePart,
          fileForm,
          () => before(engine),
          (kept) => ask(bookmarksIn(kept, file)),
        )
      : ask(bookmarksIn(inFile, file))
  return {
    list: (engine) => on(engine, (of) => of.list(engine)) as ReturnType<Bookmarks['list']>,
    keep: (engine, ...said) => on(engine, (of) => of.keep(engine, ...said)),
    remove: (engine, of) => on(engine, (all) => all.remove(engine, of)),
    moveIn: (engine) => moveIntoCaseFile(engine, caseFilePart, () => before(engine)),
  }
}

type Asked = Omit<Bookmarks, 'moveIn'>

const caseFilePart = 'bookmarks'

/** Of lists of many cases, those of the open one. */
async function ofOpenCase(engine: MarkingEngine, kept: readonly Kept[]): Promise<readonly Kept[]> {
  const open = await openCase(engine, kept)
  return open.ok ? kept.filter(open.value.isOf) : []
}

/** `file`: what it is called where it is not written. */
function bookmarksIn(kept: KeptIn<readonly Kept[]>, file: string): Asked {
  const all = (): readonly Kept[] => kept.read().content ?? []

  async function change<Code extends string>(
    engine: MarkingEngine,
    make: (kept: readonly Kept[], open: OpenCase) => Result<readonly Kept[], Code>,
  ): Keeping<Code | 'not-written'> {
    const open = await openCase(engine, all())
    if (!open.ok) return open
    const made = make(all(), open.value)
    if (!made.ok) return made
    const lists = made.value.filter(({ bookmarks }) => bookmarks.length > 0)
    return kept.write(lists) ? shown(await openCase(engine, lists)) : fail('not-written', notWritten(file))
  }

  return {
    list: async (engine) => {
      const { content, aside } = kept.read()
      const open = await openCase(engine, content ?? [])
      if (aside !== null) return fail('unreadable', keptAside(file, aside))
      if (open.ok && open.value.kept.some(isUnnamed(open.value))) kept.write(all().map(named(open.value)))
      return shown(open)
    },
    keep: (engine, of, said) => change(engine, (kept, open) => withBookmark(kept, open, of, said)),
    remove: (engine, of) =>
      change(engine, (kept, { isOf }) =>
        ok(kept.map((one) => (isOf(one) ? { ...one, bookmarks: without(one.bookmarks, of) } : one))),
      ),
  }
}

/**
 * The same engine. Its cases have their bookmarks from the moment that they are shown: for commands, which have no window that
 * asks for them. A file that cannot be read is left to the window, which tells it.
 */
export function withBookmarks(engine: Engine, file: string): Engine {
  engine.onCase((summary) => {
    if (summary?.caseFile !== undefined) {
      void markFromCaseFile(engine)
      return
    }
    const kept = summary === null ? [] : (readState(file, fileForm) ?? [])
    // The engine is asked at once: before it is asked anything else of the case.
    if (kept.length > 0) void openCase(engine, kept)
  })
  return engine
}

const markFromCaseFile = (engine: Engine) =>
  inCaseFile(
    engine,
    caseFilePart,
    fileForm,
    async () => [],
    (kept) => openCase(engine, kept.read().content ?? []),
  )

/** Of all that is kept, what belongs to the open case. */
interface OpenCase {
  readonly path: string
  readonly kept: readonly Kept[]
  readonly marks: KeptMarks
  isOf(kept: Kept): boolean
}

async function openCase(engine: MarkingEngine, kept: readonly Kept[]): Promise<Result<OpenCase, 'no-case'>> {
  const path = engine.summary()?.paths[0]
  if (path === undefined) return fail('no-case', 'No case is open')
  const lists = kept.map((one) => ({ isHere: one.path === path, sources: one.sources, refs: refsOf(one.bookmarks) }))
  const marks = await engine.markKept({ lists })
  if (!marks.ok) return fail('no-case', marks.message)
  const names = new Set(kept.filter((_, at) => marks.value.events[at] !== null).map(nameOf))
  return ok({ path, kept, marks: marks.value, isOf: (one) => names.has(nameOf(one)) })
}

/** The same for a case that holds the same. */
const nameOf = ({ path, sources }: Pick<Kept, 'path' | 'sources'>): string =>
  sources.length === 0 ? path : sources.join(' ')

/** What an earlier version kept of sessions and findings only is of the first case that is opened at its path. */
const isUnnamed =
  ({ isOf }: OpenCase) =>
  (kept: Kept): boolean =>
    kept.sources.length === 0 && isOf(kept)

const named =
  (open: OpenCase) =>
  (kept: Kept): Kept =>
    isUnnamed(open)(kept) ? { ...kept, sources: open.marks.sources } : kept

/** In order of time. What was kept twice, of a case and of a larger one that holds it, is shown once, with both notes and all tags. */
function shown(open: Result<OpenCase, 'no-case'>): Result<readonly CaseBookmark[], 'no-case'> {
  if (!open.ok) return open
  const { kept, marks } = open.value
  const bookmarks = kept.flatMap((one, at) => {
    const events = marks.events[at]?.values()
    if (events === undefined) return []
    return one.bookmarks.map((bookmark): CaseBookmark => {
      const event = bookmark.of.kind === 'event' ? (events.next().value ?? null) : null
      return { ...bookmark, event }
    })
  })
  const once = new Map<string, CaseBookmark>()
  for (const bookmark of bookmarks.toSorted((a, b) => a.keptAt - b.keptAt)) {
    const key = bookmarkKey(bookmark.of)
    const before = once.get(key)
    once.set(key, before === undefined ? bookmark : { ...before, ...saidOfBoth(before, bookmark) })
  }
  return ok([...once.values()])
}

function saidOfBoth(one: Bookmark, other: Bookmark): Pick<Bookmark, 'note' | 'tags'> {
  const tags = new Set([...(one.tags ?? []), ...(other.tags ?? [])])
  const notes = new Set([one.note, other.note].filter((note) => note !== ''))
  return { note: [...notes].join('\n\n'), ...(tags.size > 0 && { tags: [...tags] }) }
}

function withBookmark(
  kept: readonly Kept[],
  { path, marks: { sources }, isOf }: OpenCase,
  of: Bookmarked,
  said: Said,
): Result<readonly Kept[], 'too-many'> {
  const isSame = isOn(of)
  const first = kept.find((one) => isOf(one) && one.bookmarks.some(isSame))
  if (first !== undefined) {
    const noted = first.bookmarks.map((bookmark) =>
      isSame(bookmark) ? { of: bookmark.of, ...said, keptAt: bookmark.keptAt } : bookmark,
    )
    const change = (one: Kept) => (one === first ? noted : without(one.bookmarks, of))
    return ok(kept.map((one) => (isOf(one) ? { ...one, bookmarks: change(one) } : one)))
  }
  const held = kept.filter(isOf).reduce((sum, { bookmarks }) => sum + bookmarks.length, 0)
  if (held >= mostOfCase) return fail('too-many', tooManyBookmarks(mostOfCase))
  const name = nameOf({ path, sources })
  const own = kept.find((one) => nameOf(one) === name) ?? { path, sources, bookmarks: [] }
  const added = { ...own, bookmarks: [...own.bookmarks, { of, ...said, keptAt: Date.now() as UtcMs }] }
  return ok([...kept.filter((one) => one !== own), added])
}

const isOn = (of: Bookmarked) => {
  const key = bookmarkKey(of)
  return (bookmark: Bookmark): boolean => bookmarkKey(bookmark.of) === key
}

function without(bookmarks: readonly Bookmark[], of: Bookmarked): readonly Bookmark[] {
  const isSame = isOn(of)
  return bookmarks.filter((bookmark) => !isSame(bookmark))
}
