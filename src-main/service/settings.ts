import { z } from 'zod'
import { readKept, readState, type StateFiles } from './state-file.ts'

const fileForm = z.record(z.string(), z.string())

/** More than the window has: a setting that an older version kept does no harm. */
const mostSettings = 50

/**
 * What the window keeps from one start to the next, by name, each a text that only the window understands. A browser
 * keeps its own for one address, and the browser host has another port at every start.
 */
export interface Settings {
  all(): Readonly<Record<string, string>>
  /** While the file cannot be written, nothing is kept. */
  keep(name: string, value: string): void
}

export function createSettings(file: string, state: StateFiles): Settings {
  // Read anew each time: another Trailproof may have written meanwhile.
  const all = () => readState(file, fileForm) ?? {}
  return {
    all,
    keep: (name, value) => {
      const { [name]: before, ...others } = readKept(file, fileForm).content ?? {}
      if (before === value) return
      const kept = Object.entries(others).slice(-(mostSettings - 1))
      state.write(file, Object.fromEntries([...kept, [name, value]]))
    },
  }
}
