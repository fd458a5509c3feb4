import type { Session } from '../../../src-shared/model/session.ts'
import { isKnownStart, sessionKindWords, sessionStartWords, unknownHop } from '../../../src-shared/words/sessions.ts'
import type { GridColumn } from '../../widgets/data-grid/types.ts'
import { formatCount, takenTime } from '../../widgets/format.ts'
import { MiddleCut } from '../../widgets/middle-cut.tsx'
import { Timestamp } from '../../widgets/timestamp.tsx'
import { shortArn } from './short-arn.ts'

const time = (id: 'firstSeen' | 'lastSeen' | 'issuedAt', title: string, doc: string): GridColumn<Session> => ({
  id,
  title,
  doc,
  width: 168,
  render: (session) => <Timestamp ms={session[id]} />,
  text: (session) => takenTime(session[id]),
})

const count = (
  id: 'events' | 'errors' | 'writes' | 'issued',
  title: string,
  doc: string,
  width = 72,
): GridColumn<Session> => ({
  id,
  title,
  doc,
  width,
  align: 'end',
  render: (session) => (session[id] === 0 ? <span className="muted">0</span> : formatCount(session[id])),
  text: (session) => `${session[id]}`,
})

const name = (text: string | null) =>
  text === null ? <span className="muted">—</span> : <span title={text}>{shortArn(text)}</span>

/** The columns whose id is an order of sessions are sorted by it. */
export const sessionColumns: readonly GridColumn<Session>[] = [
  time('firstSeen', 'First event', 'Time of its first event'),
  {
    id: 'origin',
    title: 'Origin',
    doc: 'The human or workload at the start of its chain, where the case tells it',
    width: 190,
    render: ({ origin, start }) =>
      origin === null ? (
        <span className="session-unknown" title={isKnownStart(start) ? undefined : sessionStartWords[start]}>
          {unknownHop}
        </span>
      ) : (
        name(origin)
      ),
    text: ({ origin }) => origin ?? '',
  },
  {
    id: 'kind',
    title: 'Kind',
    doc: 'How its credentials were made',
    width: 110,
    sortable: false,
    render: ({ kind }) => <span title={sessionKindWords[kind].doc}>{sessionKindWords[kind].name}</span>,
    text: ({ kind }) => sessionKindWords[kind].name,
  },
  {
    id: 'role',
    title: 'Role or principal',
    doc: 'ARN of the role, or of the principal where it is of no role',
    width: 210,
    render: ({ role, principal }) => name(role ?? principal),
    text: ({ role, principal }) => role ?? principal ?? '',
  },
  {
    id: 'account',
    title: 'Account',
    width: 112,
    sortable: false,
    render: ({ account }) => account ?? <span className="muted">—</span>,
    text: ({ account }) => account ?? '',
  },
  time('lastSeen', 'Last event', 'Time of its last event'),
  count('events', 'Events', 'Events made with its credentials'),
  count('errors', 'Failed', 'Of them, calls that failed'),
  count('writes', 'Writes', 'Of them, calls that do not only read'),
  count('issued', 'Issued', 'Sessions that it issued credentials for'),
  time('issuedAt', 'Issued at', 'Time of the call that issued its credentials, where the case has it'),
  {
    id: 'name',
    title: 'Session',
    doc: 'Its access key, or principal and creation date without one',
    width: 220,
    sortable: false,
    render: ({ name: text }) => <MiddleCut text={text} />,
    text: ({ name: text }) => text,
  },
]
