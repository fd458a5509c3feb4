import { setImmediate as turn } from 'node:timers/promises'
import type { Steps } from './steps.ts'

/** About how long a message to this thread may wait for a turn of the work to end. */
const turnMs = 8

/** Does the work in turns with the other work of the thread. Rejects with the signal's reason once it is aborted. */
export async function inTurns<T>(steps: Steps<T>, signal?: AbortSignal): Promise<T> {
  for (;;) {
    await turn()
    signal?.throwIfAborted()
    const end = performance.now() + turnMs
    while (performance.now() < end) {
      const { done, value } = steps.next()
      if (done) return value
    }
  }
}
