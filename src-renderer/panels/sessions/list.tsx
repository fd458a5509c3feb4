import { useCallback } from 'react'
import { ok } from '../../../src-shared/base/result.ts'
import { type SessionOrder, sessionOrders } from '../../../src-shared/contract/session-order.ts'
import type { Session } from '../../../src-shared/model/session.ts'
import {
  noSessionHolds,
  noSessions,
  readingSessions,
  sessionSearch,
  sessionsLater,
  sessionsMean,
} from '../../../src-shared/words/sessions.ts'
import { ask } from '../../ask/ask.ts'
import { useRows } from '../../ask/use-rows.ts'
import { beingJudged, useIsAwaiting } from '../../ask/waiting.ts'
import { NotReadMark } from '../../parts/not-read.tsx'
import { RowsGrid } from '../../parts/rows-grid.tsx'
import { chooseSession, useSession } from '../../state/session.ts'
import { Empty, Waiting } from '../../widgets/empty.tsx'
import { formatCounted } from '../../widgets/format.ts'
import { SearchInput } from '../../widgets/search-input.tsx'
import { sessionColumns } from './session-columns.tsx'

export interface Listed {
  readonly text: string
  readonly order: SessionOrder
  readonly descending: boolean
}

interface SessionListProps {
  readonly listed: Listed
  readonly onList: (listed: Listed) => void
}

/** Every session; those whose order is not known come last. */
export function SessionList(props: SessionListProps) {
  const isAwaiting = useIsAwaiting(['sessions'])
  if (isAwaiting) return <Waiting text={`${beingJudged} ${sessionsLater}`} />
  return <List {...props} />
}

function List({ listed, onList }: SessionListProps) {
  const chosen = useSession((state) => state.session)
  const { text, order, descending } = listed
  const key = JSON.stringify(listed)
  const fetch = useCallback(
    async (offset: number, limit: number) => {
      const answer = await ask('sessions', { text, order, descending, offset, limit })
      return answer.ok ? ok({ total: answer.value.total, rows: answer.value.sessions }) : answer
    },
    [text, order, descending],
  )
  const rows = useRows<Session>(key, fetch)
  const selected = chosen === null ? null : placeOf(rows, chosen)
  const select = (index: number) => {
    const session = rows.rowAt(index)
    if (session !== undefined) chooseSession(session.name)
  }
  return (
    <section className="sessions" aria-label="Sessions" aria-busy={rows.refreshing}>
      <header className="panel-head">
        <h3 title={sessionsMean}>
          {rows.state === 'ready' && !rows.answersOther ? formatCounted(rows.total, 'session') : 'Sessions'}
        </h3>
        <NotReadMark />
        <span className="panel-space" />
        <SearchInput label={sessionSearch} value={text} onChange={(to) => onList({ ...listed, text: to })} />
      </header>
      <div className="sessions-grid">
        <RowsGrid
          rows={rows}
          label="Sessions"
          loading={readingSessions}
          columns={sessionColumns}
          selected={selected}
          onSelect={select}
          sort={{ column: order, descending }}
          onSort={(column) => {
            if (isOrder(column)) onList({ text, order: column, descending: column === order ? !descending : false })
          }}
          resetKey={key}
          empty={<Empty icon="session" text={text === '' ? noSessions : noSessionHolds} />}
        />
      </div>
    </section>
  )
}

const isOrder = (column: string): column is SessionOrder => (sessionOrders as readonly string[]).includes(column)

/** Among the rows that are here; null where the chosen one is not, as when a key opened it. */
function placeOf({ rowAt, total }: { rowAt: (index: number) => Session | undefined; total: number }, name: string) {
  for (let index = 0; index < Math.min(total, searched); index++) if (rowAt(index)?.name === name) return index
  return null
}
const searched = 12_000
