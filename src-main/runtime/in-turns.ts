import { setImmediate as turn } from 'node:timers/promises'
import type { Steps } from './steps.ts'

/** How long whoever asks this thread something may wait for the work, about. */
const turnMs = 8

/** Does the work in turns with everything else that the thread has to do. Throws once it is aborted. */
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
