import type { KeyboardEvent } from 'react'
import type { TimeSpan, UtcMs } from '../../../src-shared/base/time.ts'
import type { ChainedSession } from '../../../src-shared/contract/index.ts'
import { isKnownStart, sessionKindWords, sessionStartWords, unknownHop } from '../../../src-shared/words/sessions.ts'
import { ticks } from '../../parts/time-axis.ts'
import { useZone } from '../../state/zone.ts'
import { classes } from '../../widgets/classes.ts'
import { formatCounted } from '../../widgets/format.ts'
import { useTimeText } from '../../widgets/timestamp.tsx'
import { shortArn } from './short-arn.ts'

interface TracksProps {
  /** Each behind the one that issued it. */
  readonly sessions: readonly ChainedSession[]
  readonly chosen: string
  readonly onChoose: (name: string) => void
}

/** Pixels; in sessions.css, too. */
const trackHeight = 30
const mostTicks = 4

/** One track for each session along a common time: from its first to its last event, with an arrow from what issued it. */
export function Tracks({ sessions, chosen, onChoose }: TracksProps) {
  const span = spanOf(sessions)
  const placeOf = new Map(sessions.map(({ name }, at) => [name, at]))
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const next = sessions[(placeOf.get(chosen) ?? 0) + by]
    if (by === 0 || next === undefined) return
    event.preventDefault()
    onChoose(next.name)
    event.currentTarget.querySelectorAll<HTMLElement>('[role="treeitem"]')[placeOf.get(next.name)!]?.focus()
  }
  return (
    <div className="tracks">
      {span !== null && <Axis span={span} />}
      <div role="tree" aria-label="Sessions of the chain" onKeyDown={onKeyDown}>
        {sessions.map((session, at) => (
          <Track
            key={session.name}
            session={session}
            span={span}
            rowsToParent={session.parent === null ? 0 : at - (placeOf.get(session.parent) ?? at)}
            isChosen={session.name === chosen}
            onChoose={onChoose}
          />
        ))}
      </div>
    </div>
  )
}

interface TrackProps {
  readonly session: ChainedSession
  readonly span: TimeSpan | null
  readonly rowsToParent: number
  readonly isChosen: boolean
  readonly onChoose: (name: string) => void
}

function Track({ session, span, rowsToParent, isChosen, onChoose }: TrackProps) {
  const { name, kind, depth, role, principal, start, firstSeen, lastSeen, issuedAt, events, errors } = session
  const isProven = session.issuedByVerdict === null || session.issuedByVerdict === 'verified'
  const title = role ?? principal ?? name
  const timeText = useTimeText()
  const at = (time: number) => (span === null ? 0 : ((time - span.from) / (span.until - span.from)) * 100)
  return (
    <div
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={isChosen}
      aria-label={`${sessionKindWords[kind].name} ${title}, ${formatCounted(events, 'event')}`}
      tabIndex={isChosen ? 0 : -1}
      className={classes('track', isChosen && 'track-chosen')}
      onClick={() => onChoose(name)}
      onKeyDown={(event) => (event.key === 'Enter' || event.key === ' ') && onChoose(name)}
    >
      <span className="track-name" style={{ paddingLeft: `${Math.min(depth, 12) * 14}px` }} title={`${title}\n${name}`}>
        {!isKnownStart(start) && (
          <span className="track-unknown" title={sessionStartWords[start]}>
            {unknownHop} →
          </span>
        )}
        <strong>{shortArn(title)}</strong>
        <span className="muted">{sessionKindWords[kind].name}</span>
      </span>
      <span className="track-lane">
        {issuedAt !== null && span !== null && rowsToParent > 0 && (
          <span
            className={classes('track-hop', !isProven && 'track-hop-unproven')}
            style={{
              left: `${at(issuedAt)}%`,
              top: `${-rowsToParent * trackHeight + trackHeight / 2}px`,
              height: `${rowsToParent * trackHeight}px`,
            }}
            title={`Issued ${timeText(issuedAt)}`}
          />
        )}
        {firstSeen !== null && lastSeen !== null && (
          <span
            className={classes('track-bar', errors > 0 && 'track-bar-failed')}
            style={{ left: `${at(firstSeen)}%`, width: `${at(lastSeen) - at(firstSeen)}%` }}
            title={`${timeText(firstSeen)} to ${timeText(lastSeen)}: ${formatCounted(events, 'event')}, ${errors} failed`}
          />
        )}
      </span>
      <span className="track-count">{formatCounted(events, 'event')}</span>
    </div>
  )
}

function Axis({ span }: { readonly span: TimeSpan }) {
  const zone = useZone()
  return (
    <div className="tracks-axis" aria-hidden="true">
      <span className="track-lane">
        {ticks(span, mostTicks, zone).map(({ time, label, isMajor }) => (
          <span
            key={time}
            className={classes('tracks-tick', isMajor && 'tracks-tick-major')}
            style={{ left: `${((time - span.from) / (span.until - span.from)) * 100}%` }}
          >
            {label}
          </span>
        ))}
      </span>
    </div>
  )
}

/** From the first issue or event to the last; null where no session has a time. */
function spanOf(sessions: readonly ChainedSession[]): TimeSpan | null {
  const times = sessions.flatMap(({ issuedAt, firstSeen, lastSeen }) =>
    [issuedAt, firstSeen, lastSeen].filter((time) => time !== null),
  )
  if (times.length === 0) return null
  const from = times.reduce((least, time) => (time < least ? time : least))
  const last = times.reduce((most, time) => (time > most ? time : most))
  return { from, until: Math.max(last, from + 1000) as UtcMs }
}
