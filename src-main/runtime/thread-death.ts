/**
 * A worker thread has ended before its work was done: most likely it ran out of memory, or native code ended it. What it
 * was to do has failed; whoever waits for it is told so, and has no bug to report.
 */
export class ThreadDeath extends Error {
  constructor(cause?: unknown) {
    super(cause instanceof Error ? cause.message : 'its thread has ended', { cause })
  }
}
