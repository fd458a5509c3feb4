import { minuteMs } from '../../../src-shared/base/time.ts'

/** How long a host without a window outlives the process that started it. */
const graceMs = 2 * minuteMs

export interface IdleParts {
  /** Windows connected now. */
  clients(): number
  isParentGone(): boolean
  now(): number
}

/**
 * Says when the browser host is left behind: the process that started it is gone and no window was connected for two
 * minutes. While the starter lives the host waits for ever; a page that reloads is back within seconds.
 */
export function createIdleWatch({ clients, isParentGone, now }: IdleParts): { isLeftBehind(): boolean } {
  let lastNeeded = now()
  return {
    isLeftBehind() {
      if (clients() > 0 || !isParentGone()) lastNeeded = now()
      return now() - lastNeeded >= graceMs
    },
  }
}

/** On POSIX an orphan gets another parent. On Windows the number stays, so the process of that number is looked up. */
export function watchParent(parent = process.ppid): () => boolean {
  return () => {
    if (process.ppid !== parent) return true
    try {
      process.kill(parent, 0)
      return false
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ESRCH'
    }
  }
}
