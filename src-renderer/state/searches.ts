import type { Job, JobId } from '../../src-shared/model/job.ts'
import { invoke } from '../bridge.ts'
import { cancelJob } from './jobs.ts'

export const searchAgain = (text: string) => void invoke('searchAgain', { text })

/** Searches that no user cancelled. */
const unwanted = new Set<JobId>()

/** Cancels a search that nobody waits for. */
export function endUnwanted(id: JobId) {
  unwanted.add(id)
  cancelJob(id)
}

/** Whether it was cancelled by `endUnwanted`; true once. */
export const wasUnwanted = (id: JobId): boolean => unwanted.delete(id)

/** Hits come ten times a second; a grid that is read need not change that often. */
const every = 400
let lastShown = 0

/** A search found more, or ended: views are to ask again. */
export function takeSearch({ kind, state }: Job, askAgain: () => void) {
  // What could not be read is told. To ask again after a reading that was cancelled would begin it anew.
  if (kind === 'fields' && state === 'done') askAgain()
  if (kind !== 'search') return
  const now = performance.now()
  if (state === 'running' && now - lastShown < every) return
  lastShown = now
  askAgain()
}
