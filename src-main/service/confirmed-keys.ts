import { z } from 'zod'
import type { Engine } from '../engine/engine.ts'
import { readKept, readState, type StateFiles } from './state-file.ts'

const fileForm: z.ZodType<readonly string[]> = z.array(z.string().regex(/^[0-9a-f]{32}$/))

/** Fingerprints of public keys that the user has compared with AWS, kept in one small file. */
export interface ConfirmedKeys {
  list(): readonly string[]
  /** From now on they count as compared, or no longer do. */
  set(fingerprints: readonly string[], areConfirmed: boolean): void
}

/** Tells an engine that has just been started. */
export const tellConfirmed = (engine: Engine, confirmed: ConfirmedKeys) =>
  engine.vouchForKeys({ fingerprints: confirmed.list() })

/** While the file cannot be written, what was confirmed last counts until this program ends. */
export function createConfirmedKeys(file: string, state: StateFiles): ConfirmedKeys {
  let unwritten: readonly string[] | null = null
  // Read anew each time: another Trailproof may have written meanwhile.
  return {
    list: () => unwritten ?? readState(file, fileForm) ?? [],
    set: (fingerprints, areConfirmed) => {
      const before = unwritten ?? readKept(file, fileForm).content ?? []
      const others = before.filter((each) => !fingerprints.includes(each))
      const next = areConfirmed ? [...new Set([...others, ...fingerprints])] : others
      unwritten = state.write(file, next) ? null : next
    },
  }
}
