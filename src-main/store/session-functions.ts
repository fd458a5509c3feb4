import { sessionJoins, sessionKinds, sessionStarts } from '../../src-shared/model/session.ts'
import { textsOf } from '../columns/coded-text.ts'
import { hopsOf, type SessionTable } from '../columns/sessions.ts'
import type { Events, TimeData } from '../columns/snapshot.ts'
import type { ColumnMaker } from './column-functions.ts'
import type { RowFunction } from './functions.ts'
import type { Addition } from './sql-database.ts'

/** The tables sessions and session_hops, and the columns of events that name their session and its origin. */
export function sessionColumns(
  make: ColumnMaker,
  { columns }: Pick<Events, 'columns'>,
  sessions: SessionTable,
): Addition {
  const { parent, issuedBy } = sessions
  const hops = hopsOf(sessions)
  const [names, texts, origins] = [sessions.names, sessions.texts, sessions.origins].map((list) =>
    make.pool(textsOf(list)),
  )
  /** Of a session by its number. */
  const text = (pool: typeof names, codes: ArrayLike<number>): RowFunction => {
    return (context, number) => {
      const code = codes[number]
      if (code !== undefined && code !== 0) pool!.result(context, code)
    }
  }
  const word = (words: readonly string[], codes: Uint8Array): RowFunction => {
    const result = make.coded(words)
    return (context, number) => {
      const code = codes[number]
      if (code !== undefined) result(context, code)
    }
  }
  const own = Uint32Array.from(parent.keys())
  const account = text(texts, sessions.account)
  const times = make.time(columns.eventTime as TimeData)
  const joins = word(
    sessionJoins.map((join) => (join === 'none' ? '' : join)),
    sessions.join,
  )
  /** Rows of the table count from 0, sessions from 1. */
  const ofSession = (result: RowFunction): RowFunction => {
    return (context, row) => result(context, row + 1)
  }
  const ofHop = (result: RowFunction, at: (session: number) => number = (session) => session): RowFunction => {
    return (context, row) => {
      const session = hops[row]
      if (session !== undefined) result(context, at(session))
    }
  }
  const functions = new Map<string, RowFunction>([
    ['event_session', text(names, sessions.session)],
    ['event_origin', text(origins, sessions.origin)],
    ['session_name', ofSession(text(names, own))],
    ['session_kind', ofSession(word(sessionKinds, sessions.kind))],
    ['session_origin', ofSession(text(origins, sessions.originOf))],
    ['session_principal', ofSession(text(texts, sessions.principal))],
    ['session_role', ofSession(text(texts, sessions.role))],
    ['session_account', ofSession(account)],
    ['session_start', ofSession(word(sessionStarts, sessions.start))],
    ['session_parent', ofSession(text(names, parent))],
    ['session_issuedBy', ofSession(make.integer(issuedBy, 1))],
    ['session_firstSeen', ofSession(make.time({ type: 'time', values: sessions.firstSeen }))],
    ['session_lastSeen', ofSession(make.time({ type: 'time', values: sessions.lastSeen }))],
    ['session_events', ofSession(make.integer(sessions.events))],
    ['session_errors', ofSession(make.integer(sessions.errors))],
    ['session_writes', ofSession(make.integer(sessions.writes))],
    ['session_issued', ofSession(make.integer(sessions.issued))],
    ['hop_session', ofHop(text(names, own))],
    ['hop_parent', ofHop(text(names, parent))],
    ['hop_event', ofHop(make.integer(issuedBy, 1))],
    ['hop_join', ofHop(joins)],
    ['hop_parentAccount', ofHop(account, (session) => parent[session]!)],
    ['hop_account', ofHop(account)],
    ['hop_time', ofHop(times, (session) => issuedBy[session]!)],
  ])
  return { functions, tables: { session: parent.length - 1, session_hop: hops.length } }
}
