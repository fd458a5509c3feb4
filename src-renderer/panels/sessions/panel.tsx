import { useState } from 'react'
import { setSize, useLayout } from '../../state/layout.ts'
import { chooseSession, useSession } from '../../state/session.ts'
import { Split } from '../../widgets/split.tsx'
import { Chain } from './chain.tsx'
import { type Listed, SessionList } from './list.tsx'
import './sessions.css'

/** The sets of credentials of the case, and the chain of the chosen one. */
export function SessionsPanel() {
  const session = useSession((state) => state.session)
  const size = useLayout((state) => state.sizes.sessionChain)
  const [listed, setListed] = useState<Listed>({ text: '', order: 'firstSeen', descending: false })
  return (
    <Split
      label="Chain"
      direction="column"
      sized="second"
      size={size}
      onSize={(to) => setSize('sessionChain', to)}
      min={180}
      minRest={140}
      first={<SessionList listed={listed} onList={setListed} />}
      second={session === null ? null : <Chain key={session} name={session} onClose={() => chooseSession(null)} />}
    />
  )
}
