import { useMemo } from 'react'
import { bookmarkKey, type CaseBookmark, hasTags, tagsOf } from '../../../src-shared/model/bookmark.ts'
import type { EventLine, Row } from '../../../src-shared/model/event.ts'
import { bookmarksHeadline, howToBookmark, notInCase, withoutID } from '../../../src-shared/words/bookmarks.ts'
import { exportOf } from '../../../src-shared/words/exporting.ts'
import { reportCommands } from '../../../src-shared/words/report/dialog.ts'
import { useQuery } from '../../ask/use-query.ts'
import { ExportButton } from '../../parts/export-button.tsx'
import { keepScroll, restoreScroll } from '../../parts/kept-scroll.ts'
import { TagChoices } from '../../parts/tags.tsx'
import { bookmarkedEvents, dismissBookmarkProblem, eventsOfBookmarks, useBookmarks } from '../../state/bookmarks.ts'
import { showReport } from '../../state/export.ts'
import { showEvents } from '../../state/open.ts'
import { Button, IconButton } from '../../widgets/button.tsx'
import { Empty } from '../../widgets/empty.tsx'
import './bookmarks.css'
import { BookmarkEntry } from './entry.tsx'

/** What the analyst keeps: events in order of time, then sessions and findings. */
export function BookmarksPanel() {
  const { bookmarks, problem, shownTags } = useBookmarks()
  const lines = useLines(bookmarks)
  const findings = useQuery('findings', undefined)
  if (bookmarks.length === 0) return <Empty icon="bookmark" text={problem ?? howToBookmark} />
  const lost = bookmarks.filter(({ of, event }) => of.kind === 'event' && event === null).length
  // A tag that no bookmark has any more hides nothing.
  const asked = shownTags.filter((tag) => tagsOf(bookmarks).has(tag))
  const shown = bookmarks.filter((bookmark) => hasTags(bookmark, asked))
  const isAnyEvent = shown.some(({ event }) => event !== null)
  const events = asked.length === 0 ? bookmarkedEvents : eventsOfBookmarks(shown)
  const nameless = asked.length === 0 ? 0 : shown.filter(hasNoID).length
  return (
    <div className="bookmarks" ref={restoreScroll} onScroll={keepScroll}>
      <header>
        <h1>{bookmarksHeadline(shown)}</h1>
        {isAnyEvent && <ExportButton filter={events} whose={exportOf.bookmarks} />}
        {isAnyEvent && (
          <Button icon="events" onClick={() => showEvents(events, nameless === 0 ? [] : [withoutID(nameless)])}>
            Show the events
          </Button>
        )}
        <Button icon="download" onClick={() => showReport('incident')}>
          {reportCommands.incident}
        </Button>
      </header>
      <TagChoices bookmarks={bookmarks} asked={asked} />
      {nameless > 0 && <p className="muted">{withoutID(nameless)}</p>}
      {lost > 0 && <p className="muted">{notInCase(lost)}</p>}
      {problem !== null && (
        <p className="bookmarks-problem" role="alert">
          {problem} <IconButton icon="close" label="Dismiss" onClick={dismissBookmarkProblem} />
        </p>
      )}
      <ul>
        {inOrder(shown).map((bookmark) => (
          <BookmarkEntry
            key={bookmarkKey(bookmark.of)}
            bookmark={bookmark}
            line={bookmark.event === null ? undefined : lines.get(bookmark.event.row)}
            findings={findings.state === 'ready' ? findings.value : []}
          />
        ))}
      </ul>
    </div>
  )
}

const hasNoID = ({ of, event }: CaseBookmark): boolean =>
  of.kind === 'event' && event !== null && of.ref.eventID === null

const byTime = { column: 'eventTime', descending: false } as const
/** As many as a case has bookmarks. */
const most = 1_000

/** What is shown of bookmarked events, by their rows. Asked for again whenever there are others. */
function useLines(bookmarks: readonly CaseBookmark[]): ReadonlyMap<Row, EventLine> {
  const rows = bookmarks.flatMap(({ event }) => (event === null ? [] : [event.row]))
  const isAny = rows.length > 0
  const query = useQuery(
    'events',
    { filter: bookmarkedEvents, sort: byTime, columns: ['eventName', 'actor', 'logVerdict'], offset: 0, limit: most },
    isAny,
  )
  const lines = query.state === 'ready' ? query.value.lines : null
  return useMemo(() => new Map((lines ?? []).map((line) => [line.row, line])), [lines])
}

/** Events in order of time, those without one and what is no event last, as they were kept. */
const inOrder = (bookmarks: readonly CaseBookmark[]): readonly CaseBookmark[] =>
  bookmarks.toSorted((a, b) => placeOf(a) - placeOf(b) || a.keptAt - b.keptAt)

const placeOf = ({ event }: CaseBookmark): number => event?.row ?? Number.MAX_SAFE_INTEGER
