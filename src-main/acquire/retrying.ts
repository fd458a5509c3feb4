import { setTimeout as wait } from 'node:timers/promises'
import { isWorthRetrying } from './errors.ts'

/** How often a request is made, and how long is waited in between. */
export interface Patience {
  readonly attempts: number
  readonly firstDelayMs: number
  readonly mostDelayMs: number
}

export const usualPatience: Patience = { attempts: 8, firstDelayMs: 200, mostDelayMs: 20_000 }

/**
 * Does the work until it succeeds, fails for good, or was tried often enough. Waits for a random part of a time that
 * doubles, so that requests that were refused together do not come back together (AWS Architecture Blog, "Exponential
 * Backoff And Jitter"). The SDK's own retries are switched off: they end where the body of an answer begins.
 */
export async function retrying<T>(
  work: () => Promise<T>,
  patience: Patience,
  signal: AbortSignal,
  isWorthIt = isWorthRetrying,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt >= patience.attempts || signal.aborted || !isWorthIt(error)) throw error
    }
    const longest = Math.min(patience.mostDelayMs, patience.firstDelayMs * 2 ** (attempt - 1))
    await wait(Math.random() * longest, undefined, { signal })
  }
}
