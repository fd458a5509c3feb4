import type { ChainedSession, TopValues } from '../../../src-shared/contract/index.ts'
import { withPart } from '../../../src-shared/filter/asks.ts'
import type { FilterColumn } from '../../../src-shared/filter/columns.ts'
import { everything } from '../../../src-shared/filter/model.ts'
import type { Bookmarked } from '../../../src-shared/model/bookmark.ts'
import { exportOf } from '../../../src-shared/words/exporting.ts'
import {
  hopUnproven,
  sessionJoinWords,
  sessionKindWords,
  sessionStartWords,
} from '../../../src-shared/words/sessions.ts'
import { BookmarkButton, KeptNote } from '../../parts/bookmark.tsx'
import { ExportButton } from '../../parts/export-button.tsx'
import { valueHandlers } from '../../parts/value-menu.tsx'
import { VerdictMark } from '../../parts/verdict.tsx'
import { showEvents } from '../../state/open.ts'
import { selectEvent } from '../../state/selection.ts'
import { Button, PlainButton } from '../../widgets/button.tsx'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { formatCount, formatCounted } from '../../widgets/format.ts'
import { MiddleCut } from '../../widgets/middle-cut.tsx'
import { Timestamp } from '../../widgets/timestamp.tsx'

/** What one session of a chain did: how it came about, its counts, where from, and what it wrote. */
export function Hop({ session }: { readonly session: ChainedSession }) {
  const { name, kind, origin, principal, role, account, start, join, events, errors, writes, unprovenEvents } = session
  const { issuedBy, issuedAt, issuedByVerdict, firstSeen, lastSeen, filter } = session
  const kept: Bookmarked = { kind: 'session', name }
  return (
    <article className="hop" aria-label={`Session ${name}`}>
      <header className="hop-head">
        <h4 className="mono">{name}</h4>
        <CopyButton what="session" text={name} />
        <BookmarkButton of={kept} what="session" />
        <ExportButton filter={filter} whose={exportOf.session(name)} disabled={events === 0} />
        <Button icon="events" onClick={() => showEvents(filter)} disabled={events === 0}>
          Show {formatCounted(events, 'event')}
        </Button>
        {issuedBy !== null && (
          <Button
            icon="key"
            onClick={() => {
              showEvents(everything)
              selectEvent(issuedBy)
            }}
          >
            Show the issuing call
          </Button>
        )}
      </header>
      <KeptNote of={kept} />
      <dl className="hop-facts">
        <dt>Kind</dt>
        <dd>{sessionKindWords[kind].doc}</dd>
        <dt>Before</dt>
        <dd>
          {sessionStartWords[start]} {sessionJoinWords[join]}
          {issuedByVerdict !== null && issuedByVerdict !== 'verified' && (
            <span className="hop-unproven">
              <VerdictMark status={issuedByVerdict} /> {hopUnproven}
            </span>
          )}
        </dd>
        <dt>Origin</dt>
        <dd>{origin ?? 'not known'}</dd>
        {role !== null && (
          <>
            <dt>Role</dt>
            <dd>{role}</dd>
          </>
        )}
        {principal !== null && (
          <>
            <dt>Principal</dt>
            <dd>{principal}</dd>
          </>
        )}
        <dt>Account</dt>
        <dd>{account ?? 'not known'}</dd>
        {issuedAt !== null && (
          <>
            <dt>Issued</dt>
            <dd>
              <Timestamp ms={issuedAt} />
            </dd>
          </>
        )}
        <dt>Used</dt>
        <dd>
          {firstSeen === null ? (
            'by no event with a time'
          ) : (
            <>
              <Timestamp ms={firstSeen} /> to <Timestamp ms={lastSeen} />
            </>
          )}
        </dd>
        <dt>Events</dt>
        <dd>
          {formatCount(events)}: {formatCount(errors)} failed, {formatCounted(writes, 'write')},{' '}
          {unprovenEvents === 0
            ? 'all in verified log files'
            : `${formatCount(unprovenEvents)} in log files not proven`}
        </dd>
      </dl>
      <div className="hop-cards">
        <Values title="Resources written" of={session.written} session={session} column={null} />
        <Values title="Operations" of={session.operations} session={session} column="eventName" />
        <Values title="Errors" of={session.errorCodes} session={session} column="errorCode" />
        <Values title="Source addresses" of={session.addresses} session={session} column="sourceIPAddress" />
        <Values title="User agents" of={session.userAgents} session={session} column="userAgent" />
        <Values title="Regions" of={session.regions} session={session} column="awsRegion" />
        {session.accessKeys.distinct > 1 && (
          <Values title="Access keys" of={session.accessKeys} session={session} column="accessKeyId" />
        )}
      </div>
    </article>
  )
}

interface ValuesProps {
  readonly title: string
  readonly of: TopValues
  readonly session: ChainedSession
  /** Null where the value is of no column: a bucket or an ARN that a write names. */
  readonly column: FilterColumn | null
}

function Values({ title, of: { top, distinct }, session, column }: ValuesProps) {
  if (distinct === 0) return null
  return (
    <section className="hop-card" aria-label={title}>
      <h5>{title}</h5>
      <ul>
        {top.map(({ value, events }) => (
          <li key={value} {...(column !== null && valueHandlers({ column, value }))}>
            {value.startsWith('arn:') ? (
              <MiddleCut text={value} tail={26} />
            ) : (
              <span className="hop-text">{value}</span>
            )}
            {column === null ? (
              <span className="hop-count">{formatCount(events)}</span>
            ) : (
              <PlainButton
                className="hop-count"
                aria-label={`Show ${formatCounted(events, 'event')} with ${value}`}
                onClick={() => showEvents(withPart(session.filter, { column, operator: 'is', values: [value] }))}
              >
                {formatCount(events)}
              </PlainButton>
            )}
          </li>
        ))}
      </ul>
      {distinct > top.length && <p className="muted">and {formatCount(distinct - top.length)} more</p>}
    </section>
  )
}
