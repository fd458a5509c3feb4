import type { Finding } from '../../../src-shared/contract/findings.ts'
import type { CaseBookmark } from '../../../src-shared/model/bookmark.ts'
import type { EventLine } from '../../../src-shared/model/event.ts'
import { eventNotInCase, findingNotInCase } from '../../../src-shared/words/bookmarks.ts'
import { useEventDeed } from '../../ask/event-deeds.ts'
import { BookmarkButton, BookmarkNote, EventBookmarkButton } from '../../parts/bookmark.tsx'
import { bookmarkedEvents } from '../../state/bookmarks.ts'
import { showAmong, showEvents } from '../../state/open.ts'
import { showSession } from '../../state/session.ts'
import { Icon, type IconName } from '../../widgets/icon.tsx'
import { MiddleCut } from '../../widgets/middle-cut.tsx'
import { Timestamp } from '../../widgets/timestamp.tsx'

interface EntryProps {
  readonly bookmark: CaseBookmark
  /** Of an event of the case, once it is known. */
  readonly line: EventLine | undefined
  /** Of the case, once they are known. */
  readonly findings: readonly Finding[]
}

const icons: Readonly<Record<CaseBookmark['of']['kind'], IconName>> = {
  event: 'events',
  session: 'key',
  finding: 'finding',
}

/** What is kept, which leads to its events, and what the analyst wrote about it. */
export function BookmarkEntry({ bookmark, line, findings }: EntryProps) {
  const { of, event } = bookmark
  return (
    <li className="bookmarks-entry">
      <Icon name={icons[of.kind]} size={14} />
      <div>
        <Kept bookmark={bookmark} line={line} findings={findings} />
        <BookmarkNote bookmark={bookmark} />
      </div>
      {event === null ? <BookmarkButton of={of} what={of.kind} /> : <EventBookmarkButton row={event.row} />}
    </li>
  )
}

function Kept({ bookmark: { of, event, decision }, line, findings }: EntryProps) {
  if (of.kind === 'session') {
    return (
      <Link onClick={() => showSession(of.name)}>
        Session <MiddleCut text={of.name} />
      </Link>
    )
  }
  if (of.kind === 'finding') {
    const finding = findings.find(({ id }) => id === of.id)
    if (finding === undefined) return <p className="muted">{findingNotInCase(of.id)}</p>
    return (
      <>
        <Link onClick={() => showEvents(finding.filter)}>{finding.title}</Link>
        {decision !== undefined && <p className="muted">{decision}</p>}
      </>
    )
  }
  if (event === null) return <p className="muted">{eventNotInCase(of.ref)}</p>
  return (
    <>
      <Link onClick={() => showAmong(bookmarkedEvents, event.row)}>
        {line?.values.eventName ?? 'Event'}
        {line?.values.actor != null && ` by ${line.values.actor}`}
      </Link>
      <p className="muted">
        <Timestamp ms={event.time} />
      </p>
      <Deed row={event.row} />
    </>
  )
}

function Link({ onClick, children }: { readonly onClick: () => void; readonly children: React.ReactNode }) {
  return (
    <button type="button" className="panel-link" onClick={onClick}>
      {children}
    </button>
  )
}

function Deed({ row }: { readonly row: number }) {
  const deed = useEventDeed(row)
  return deed?.summary == null ? null : <p>{deed.summary}</p>
}
