import { useMemo, useRef } from 'react'
import type { TimeSpan } from '../../../src-shared/base/time.ts'
import type { Finding } from '../../../src-shared/contract/findings.ts'
import { marksWords } from '../../../src-shared/words/timeline.ts'
import { SeverityBadge } from '../../parts/severity.tsx'
import { bookmarkedEvents, useBookmarks } from '../../state/bookmarks.ts'
import { showAmong, showEvents } from '../../state/open.ts'
import { Button, PlainButton } from '../../widgets/button.tsx'
import { formatCounted } from '../../widgets/format.ts'
import { Icon } from '../../widgets/icon.tsx'
import { Popover } from '../../widgets/popover.tsx'
import { Timestamp } from '../../widgets/timestamp.tsx'
import { Toolbar } from '../../widgets/toolbar.tsx'
import { useSize } from '../../widgets/use-size.ts'
import { type Cluster, clustersOf, type Mark, marksOf } from './clusters.ts'

interface MarkersProps {
  readonly findings: readonly Finding[]
  readonly shown: TimeSpan
}

/** Flags over the bars where findings begin and where bookmarked events are; each opens what it stands for. */
export function Markers({ findings, shown }: MarkersProps) {
  const box = useRef<HTMLDivElement>(null)
  const { width } = useSize(box)
  const bookmarks = useBookmarks((state) => state.bookmarks)
  const marks = useMemo(() => marksOf(findings, bookmarks), [findings, bookmarks])
  const clusters = width === 0 ? [] : clustersOf(marks, { range: shown, width })
  return (
    <div ref={box} className="timeline-markers">
      {clusters.length > 0 && (
        <Toolbar label="Findings and bookmarks over time">
          {clusters.map((cluster) => (
            <Marker key={cluster.marks[0]!.id} cluster={cluster} />
          ))}
        </Toolbar>
      )}
    </div>
  )
}

function Marker({ cluster: { x, marks, worst } }: { readonly cluster: Cluster }) {
  const findings = marks.filter(({ kind }) => kind === 'finding').length
  const label = marksWords({ findings, bookmarks: marks.length - findings, worst })
  const button = (
    <PlainButton
      className={`timeline-marker severity-${worst ?? 'none'}`}
      style={{ left: x }}
      aria-label={label}
      hint={label}
    >
      {marks.length > findings && <Icon name="bookmark" size={12} />}
      {findings > 0 && <Icon name="finding" size={12} />}
      {marks.length > 1 && <span>{marks.length}</span>}
    </PlainButton>
  )
  return (
    <Popover label={label} button={button} className="timeline-marks">
      {(close) => (
        <ul>
          {marks.map((mark) => (
            <MarkEntry key={mark.id} mark={mark} onLeave={close} />
          ))}
        </ul>
      )}
    </Popover>
  )
}

function MarkEntry({ mark, onLeave }: { readonly mark: Mark; readonly onLeave: () => void }) {
  const isFinding = mark.kind === 'finding'
  const show = () => {
    onLeave()
    if (isFinding) showEvents(mark.finding.filter)
    else showAmong(bookmarkedEvents, mark.bookmark.event!.row)
  }
  return (
    <li>
      {isFinding ? <SeverityBadge severity={mark.finding.severity} /> : <Icon name="bookmark" size={14} />}
      <div>
        <strong>{isFinding ? mark.finding.title : 'Bookmarked event'}</strong>
        <span className="muted">
          <Timestamp ms={mark.time} />
        </span>
        <p>{isFinding ? mark.finding.sentence : mark.bookmark.note}</p>
      </div>
      <Button icon="events" disabled={isFinding && mark.finding.events === 0} onClick={show}>
        {isFinding ? formatCounted(mark.finding.events, 'event') : 'Show'}
      </Button>
    </li>
  )
}
