import { useMemo } from 'react'
import type { Neighbours } from '../../../src-shared/contract/index.ts'
import type { Copy, EventDetail, Row } from '../../../src-shared/model/event.ts'
import { policyTold } from '../../../src-shared/what/policy/told.ts'
import { parseRecord } from '../../../src-shared/what/record-values.ts'
import { summaryOf } from '../../../src-shared/what/summary.ts'
import { addendumWords } from '../../../src-shared/words/addenda.ts'
import { hiddenByFilter } from '../../../src-shared/words/events.ts'
import { useQuery } from '../../ask/use-query.ts'
import { useIsBeingJudged } from '../../ask/waiting.ts'
import { BookmarkNote, EventBookmarkButton } from '../../parts/bookmark.tsx'
import { CompareButton } from '../../parts/compare-button.tsx'
import { Verdict, VerdictToCome } from '../../parts/verdict.tsx'
import { dismissBookmarkProblem, useBookmarks } from '../../state/bookmarks.ts'
import { mostCompared, toggleCompared, useCompare } from '../../state/compare.ts'
import { clearFilter, useFilter } from '../../state/filter.ts'
import { selectNeighbour } from '../../state/neighbours.ts'
import { showAmong } from '../../state/open.ts'
import { clearSelection, onlyEvent, selectEvent } from '../../state/selection.ts'
import { Button, IconButton } from '../../widgets/button.tsx'
import { formatCount } from '../../widgets/format.ts'
import { Icon } from '../../widgets/icon.tsx'
import { Timestamp } from '../../widgets/timestamp.tsx'
import { Toolbar } from '../../widgets/toolbar.tsx'
import { Around } from './around.tsx'
import './heading.css'

/** Which event it is, where it stands among those shown, and what can be done with it. */
export function Heading({ detail }: { readonly detail: EventDetail }) {
  const { values, copies, isError, row } = detail
  const { filter, sort } = useFilter()
  const place = useQuery('neighbours', { filter, sort, row })
  const told = useMemo(() => toldBy(copies[0]), [copies])
  const verdict = copies[0]?.verdict ?? null
  const isBeingJudged = useIsBeingJudged()
  const time = values.eventTime
  const isPlaced = place.state === 'ready' && !place.refreshing
  return (
    <header className="detail-head">
      <Toolbar label="Event" className="detail-bar">
        <Steps place={isPlaced ? place.value : null} isKnown={isPlaced} />
        <span className="panel-space" />
        <EventBookmarkButton row={row} />
        <CompareButtons row={row} />
        <Around detail={detail} />
        <IconButton icon="close" label="Close the detail" onClick={clearSelection} />
      </Toolbar>
      {isPlaced && place.value === null && <Hidden detail={detail} />}
      <div className="detail-what">
        <h2>{values.eventName ?? 'Event without a name'}</h2>
        <p className="muted">
          {values.eventSource} · <Timestamp ms={typeof time === 'number' ? time : null} />
        </p>
        {told.map((sentence) => (
          <p key={sentence} className="detail-summary">
            {sentence}
          </p>
        ))}
        <p className="detail-marks">
          {isBeingJudged ? (
            <VerdictToCome of="Its log file" />
          ) : (
            verdict !== null && <Verdict status={verdict.status} />
          )}
          {isError && <span className="detail-error">{values.errorCode ?? values.errorMessage ?? 'Failure'}</span>}
          {values.addendumReason != null && <AddendumBadge reason={String(values.addendumReason)} />}
        </p>
        <Note row={row} />
      </div>
    </header>
  )
}

function AddendumBadge({ reason }: { readonly reason: string }) {
  const { mark, doc } = addendumWords(reason)
  return (
    <span className="detail-addendum" title={doc}>
      <Icon name="plus" size={12} /> {mark}
    </span>
  )
}

/** What the event did, and what the policy in it allows. Nothing where the record is not there whole. */
function toldBy(copy: Copy | undefined): readonly string[] {
  const record = copy === undefined || copy.isCut || copy.text === null ? null : parseRecord(copy.text)
  return record === null ? [] : [summaryOf(record), policyTold(record)].filter((sentence) => sentence !== null)
}

interface StepsProps {
  /** Null for an event that the filter hides, and until it is known. */
  readonly place: Neighbours | null
  readonly isKnown: boolean
}

/** To the event before and after it, as the grid has them. Until its place is known they can be pressed: a step asks for it. */
function Steps({ place, isKnown }: StepsProps) {
  const step = (which: 'before' | 'after') => {
    const to = place?.[which]
    if (to == null) void selectNeighbour(which)
    else selectEvent(to)
  }
  return (
    <>
      <IconButton
        icon="chevronUp"
        label="Previous event"
        title="Previous event (Alt+↑)"
        disabled={isKnown && place?.before == null}
        onClick={() => step('before')}
      />
      <IconButton
        icon="chevronDown"
        label="Next event"
        title="Next event (Alt+↓)"
        disabled={isKnown && place?.after == null}
        onClick={() => step('after')}
      />
      {place !== null && (
        <span className="muted detail-line">
          {formatCount(place.line + 1)} of {formatCount(place.total)}
        </span>
      )}
    </>
  )
}

/** The pane may show an event that the grid does not. */
function Hidden({ detail: { row, values } }: { readonly detail: EventDetail }) {
  const { eventID } = values
  return (
    <p className="detail-hidden" role="status">
      <Icon name="filter" size={13} />
      <span>{hiddenByFilter}</span>
      {eventID != null && (
        <Button look="quiet" onClick={() => showAmong(onlyEvent(String(eventID)), row)}>
          Show it alone
        </Button>
      )}
      <Button look="quiet" onClick={clearFilter}>
        Clear the filter
      </Button>
    </p>
  )
}

function CompareButtons({ row }: { readonly row: Row }) {
  const rows = useCompare((state) => state.rows)
  const isTaken = rows.includes(row)
  return (
    <>
      <IconButton
        icon="compare"
        label={isTaken ? 'Take this event out of the comparison' : 'Compare this event'}
        title={
          isTaken ? 'Take this event out of the comparison' : `Compare this event with others, up to ${mostCompared}`
        }
        pressed={isTaken}
        disabled={!isTaken && rows.length >= mostCompared}
        onClick={() => toggleCompared(row)}
      />
      <CompareButton />
    </>
  )
}

function Note({ row }: { readonly row: Row }) {
  const bookmark = useBookmarks(({ ofRow }) => ofRow.get(row))
  const problem = useBookmarks((state) => state.problem)
  return (
    <>
      {bookmark !== undefined && <BookmarkNote key={row} bookmark={bookmark} />}
      {problem !== null && (
        <p className="record-problem" role="alert">
          {problem} <IconButton icon="close" label="Dismiss" onClick={dismissBookmarkProblem} />
        </p>
      )}
    </>
  )
}
