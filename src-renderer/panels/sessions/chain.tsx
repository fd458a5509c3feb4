import { useState } from 'react'
import type { ChainedSession, SessionChain } from '../../../src-shared/contract/index.ts'
import { dashedMeans, noSuchSession, sessionsLater } from '../../../src-shared/words/sessions.ts'
import { useQuery } from '../../ask/use-query.ts'
import { Answered } from '../../parts/answered.tsx'
import { IconButton } from '../../widgets/button.tsx'
import { Empty } from '../../widgets/empty.tsx'
import { formatCount, formatCounted } from '../../widgets/format.ts'
import { Hop } from './hop.tsx'
import { Tracks } from './tracks.tsx'

interface ChainProps {
  readonly name: string
  readonly onClose: () => void
}

/** The whole chain that a session belongs to, along time, and what the chosen one of it did. */
export function Chain({ name, onClose }: ChainProps) {
  const query = useQuery('session', { name })
  return (
    <section className="chain" aria-label="Chain of sessions">
      <header className="panel-head">
        <h3>Chain</h3>
        {query.state === 'ready' && query.value !== null && <ChainCounts chain={query.value} />}
        {query.state === 'ready' && query.value?.sessions.some(isUnproven) && (
          <span className="muted">{dashedMeans}</span>
        )}
        <span className="panel-space" />
        <IconButton icon="close" label="Close the chain" onClick={onClose} />
      </header>
      <Answered query={query} loading="Following the chain…" later={sessionsLater}>
        {(chain) => (chain === null ? <Empty icon="session" text={noSuchSession} /> : <Members chain={chain} />)}
      </Answered>
    </section>
  )
}

const isUnproven = ({ issuedByVerdict }: ChainedSession) => issuedByVerdict !== null && issuedByVerdict !== 'verified'

function ChainCounts({ chain: { sessions, left } }: { readonly chain: SessionChain }) {
  const accounts = new Set(sessions.flatMap(({ account }) => account ?? []))
  const events = sessions.reduce((sum, session) => sum + session.events, 0)
  return (
    <span className="muted">
      {formatCounted(sessions.length, 'session')} in {formatCounted(accounts.size, 'account')},{' '}
      {formatCounted(events, 'event')}
      {left > 0 && `; ${formatCount(left)} further sessions of it are not drawn`}
    </span>
  )
}

function Members({ chain: { name, sessions } }: { readonly chain: SessionChain }) {
  const [chosen, choose] = useState(name)
  const shown: ChainedSession = sessions.find((session) => session.name === chosen) ?? sessions[0]!
  return (
    <div className="chain-body">
      <Tracks sessions={sessions} chosen={shown.name} onChoose={choose} />
      <Hop key={shown.name} session={shown} />
    </div>
  )
}
