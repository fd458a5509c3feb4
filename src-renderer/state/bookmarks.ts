import { create } from 'zustand'
import type { AnyFailure } from '../../src-shared/contract/index.ts'
import { columnsAsked, partsOf } from '../../src-shared/filter/asks.ts'
import { type Filter, filterOf } from '../../src-shared/filter/model.ts'
import { type Bookmarked, bookmarkKey, type CaseBookmark, type Decision } from '../../src-shared/model/bookmark.ts'
import type { Row } from '../../src-shared/model/event.ts'
import { noNameForBookmark } from '../../src-shared/words/bookmarks.ts'
import { invoke } from '../bridge.ts'
import { askAgain, rowsKey, useCase } from './case.ts'
import { useFilter } from './filter.ts'
import { useLayout } from './layout.ts'

interface BookmarkState {
  /** Of the open case, in the order in which they were kept. */
  readonly bookmarks: readonly CaseBookmark[]
  readonly ofRow: ReadonlyMap<Row, CaseBookmark>
  readonly ofKey: ReadonlyMap<string, CaseBookmark>
  /** Why the last change was not made, a sentence. */
  readonly problem: string | null
  /** Key of the bookmark whose note and tags are being written, and which is written first. */
  readonly noted: { readonly key: string; readonly first: 'note' | 'tags' } | null
  /** The list shows bookmarks that have all of these. */
  readonly shownTags: readonly string[]
}

const none: BookmarkState = {
  bookmarks: [],
  ofRow: new Map(),
  ofKey: new Map(),
  problem: null,
  noted: null,
  shownTags: [],
}

/** What the host keeps, as it was last told. Lives as long as the case. */
export const useBookmarks = create<BookmarkState>(() => none)

export const useBookmarkOf = (of: Bookmarked): CaseBookmark | undefined =>
  useBookmarks(({ ofKey }) => ofKey.get(bookmarkKey(of)))

/** Whether the analyst dismissed the finding with this id. */
export function useIsDismissed(): (finding: string) => boolean {
  const ofKey = useBookmarks((state) => state.ofKey)
  return (id) => ofKey.get(bookmarkKey({ kind: 'finding', id }))?.decision === 'dismissed'
}

export const bookmarkedEvents = filterOf([{ column: 'bookmarked', operator: 'is', values: ['true'] }])

type Told = { readonly ok: true; readonly value: readonly CaseBookmark[] } | AnyFailure

/** Whether it was done. */
function take(answer: Told): boolean {
  if (!answer.ok) {
    useBookmarks.setState({ problem: answer.message })
    return false
  }
  const bookmarks = answer.value
  useBookmarks.setState({
    bookmarks,
    ofRow: new Map(bookmarks.flatMap((each) => (each.event === null ? [] : [[each.event.row, each]]))),
    ofKey: new Map(bookmarks.map((each) => [bookmarkKey(each.of), each])),
    problem: null,
  })
  if (areShown()) askAgain()
  return true
}

/** Whether what is shown of events rests on their bookmarks; the marks of the grid are drawn from here. */
function areShown(): boolean {
  const { filter, sort } = useFilter.getState()
  const asked = [...columnsAsked(filter), sort.column, ...useLayout.getState().columns.map(({ name }) => name)]
  return asked.includes('bookmarked')
}

/** Told again whenever another case is open, or this one grew. Returns what ends it. */
export function followBookmarks(): () => void {
  let known: string | null = null
  const follow = () => {
    const key = rowsKey(useCase.getState().summary)
    if (key === known) return
    known = key
    useBookmarks.setState(none)
    if (key !== null) void load(key)
  }
  follow()
  return useCase.subscribe(follow)
}

async function load(key: string) {
  const answer = await invoke('bookmarks', undefined)
  if (rowsKey(useCase.getState().summary) === key) take(answer)
}

/** What is decided about it stays. */
export const keepBookmark = async (of: Bookmarked, note = '', tags: readonly string[] = []): Promise<boolean> =>
  take(await invoke('keepBookmark', { of, note, tags, decision: keptNow(of)?.decision }))

/** What is noted of it stays, and its tags. Nothing decided and nothing said: it is not kept. */
export async function decide(of: Bookmarked, decision: Decision | undefined): Promise<boolean> {
  const { note = '', tags = [] } = keptNow(of) ?? {}
  if (decision === undefined && note === '' && tags.length === 0) return removeBookmark(of)
  return take(await invoke('keepBookmark', { of, note, tags, decision }))
}

const keptNow = (of: Bookmarked) => useBookmarks.getState().ofKey.get(bookmarkKey(of))

export const removeBookmark = async (of: Bookmarked): Promise<boolean> => take(await invoke('removeBookmark', { of }))

export const dismissBookmarkProblem = () => useBookmarks.setState({ problem: null })

/** Keeps the event, or removes the bookmark on it. */
export async function toggleBookmark(row: Row) {
  const held = useBookmarks.getState().ofRow.get(row)
  if (held !== undefined) return removeBookmark(held.of)
  const answer = await invoke('eventRefs', { rows: [row] })
  if (!answer.ok) return take(answer)
  const [ref] = answer.value
  if (ref != null) return keepBookmark({ kind: 'event', ref })
  useBookmarks.setState({ problem: noNameForBookmark })
  return false
}

/** Writes the note and the tags of what is kept; null ends it. */
export const writeNote = (of: Bookmarked | null, first: 'note' | 'tags' = 'note') =>
  useBookmarks.setState({ noted: of === null ? null : { key: bookmarkKey(of), first } })

/** Shows in the list only what has this tag, too; or no longer only that. */
export const toggleShownTag = (tag: string) =>
  useBookmarks.setState(({ shownTags }) => ({
    shownTags: shownTags.includes(tag) ? shownTags.filter((each) => each !== tag) : [...shownTags, tag],
  }))

/** The events of these bookmarks by their IDs. An event without one is not among them. */
export const eventsOfBookmarks = (bookmarks: readonly CaseBookmark[]): Filter => {
  const values = bookmarks.flatMap(({ of, event }) =>
    of.kind === 'event' && event !== null && of.ref.eventID !== null ? [of.ref.eventID] : [],
  )
  return filterOf([...partsOf(bookmarkedEvents), { column: 'eventID', operator: 'is', values }])
}

/** Keeps the event, if it is not kept, and writes its note. */
export async function noteEvent(row: Row) {
  if (!(await bookmarkEvents([row]))) return
  const held = useBookmarks.getState().ofRow.get(row)
  if (held !== undefined) writeNote(held.of)
}

/** Keeps each of these events that is not kept yet; false where one could not be, which is told. */
export async function bookmarkEvents(rows: readonly Row[]): Promise<boolean> {
  for (const row of rows) if (!useBookmarks.getState().ofRow.has(row) && !(await toggleBookmark(row))) return false
  return true
}
