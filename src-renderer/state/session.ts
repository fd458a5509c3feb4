import { create } from 'zustand'
import { showSection } from './layout.ts'

interface SessionState {
  /** The session whose chain is shown, by its name or by an access key of its events; null for none. */
  readonly session: string | null
}

/** Lives as long as the case. */
export const useSession = create<SessionState>(() => ({ session: null }))

export const chooseSession = (session: string | null) => useSession.setState({ session })

export function showSession(session: string) {
  chooseSession(session)
  showSection('sessions')
}
