import type { Job } from '../../src-shared/model/job.ts'
import { invoke } from '../bridge.ts'

export const searchAgain = (text: string) => void invoke('searchAgain', { text })

/** Hits come ten times a second; a grid that is read need not change that often. */
const every = 400
let lastShown = 0

/** A search found more, or ended: views are to ask again. */
export function takeSearch({ kind, state }: Job, askAgain: () => void) {
  if (kind !== 'search') return
  const now = performance.now()
  if (state === 'running' && now - lastShown < every) return
  lastShown = now
  askAgain()
}
