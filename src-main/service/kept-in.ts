import type { z } from 'zod'
import { type Failure, fail, type Result } from '../../src-shared/base/result.ts'
import type { Engine } from '../engine/engine.ts'
import { readKept, type StateFiles } from './state-file.ts'

/** Where something that the analyst made is kept. */
export interface KeptIn<T> {
  /** `aside`: see readKept. */
  read(): { readonly content: T | null; readonly aside: string | null }
  write(value: T): boolean
}

/** In a file of what the program remembers. It is read anew each time: another Trailproof may have written meanwhile. */
export const keptInFile = <T>(file: string, form: z.ZodType<T>, state: StateFiles): KeptIn<T> => ({
  read: () => readKept(file, form),
  write: (value) => state.write(file, value),
})

export type CaseFileEngine = Pick<Engine, 'summary' | 'caseWork' | 'keepCaseWork'>

/** Whether the open case has a case file, which then keeps what the analyst makes of it. */
export const isInCaseFile = (engine: Pick<Engine, 'summary'>): boolean => engine.summary()?.caseFile !== undefined

/**
 * Works on a part of the case file: what `work` writes is in the file before it is answered. `before`: what is kept of the
 * case where the file has no such part yet.
 */
export async function inCaseFile<T, A extends Result<unknown>>(
  engine: CaseFileEngine,
  part: string,
  form: z.ZodType<T>,
  before: () => Promise<T>,
  work: (kept: KeptIn<T>) => Promise<A> | A,
): Promise<A | Failure<'no-case' | 'not-written'>> {
  const of = caseFileOf(engine)
  const answer = await engine.caseWork()
  if (!answer.ok) return fail('no-case', answer.message)
  const text = answer.value[part]
  let content = text === undefined ? await before() : parsed(text, form)
  let isChanged = false
  const given = await work({
    read: () => ({ content, aside: null }),
    write: (value) => {
      content = value
      isChanged = true
      return true
    },
  })
  if (!isChanged) return given
  const kept = await engine.keepCaseWork({ of, part, value: JSON.stringify(content) })
  return kept.ok ? given : fail('not-written', kept.message)
}

/** Writes a part that the case file does not have yet. */
export async function moveIntoCaseFile<T>(
  engine: CaseFileEngine,
  part: string,
  value: () => Promise<T>,
): Promise<void> {
  const of = caseFileOf(engine)
  const answer = await engine.caseWork()
  if (!answer.ok || answer.value[part] !== undefined) return
  await engine.keepCaseWork({ of, part, value: JSON.stringify(await value()) })
}

/** Named before anything is asked: what is kept of one case must not come into the next. */
const caseFileOf = (engine: Pick<Engine, 'summary'>): string => engine.summary()?.caseFile?.path ?? 'none'

/** Null where another program, or a later version, wrote something else. */
export function parsed<T>(text: string, form: z.ZodType<T>): T | null {
  try {
    const read = form.safeParse(JSON.parse(text))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

/** Whether the case was saved by this process: what is kept of it on this machine is of who saved it. */
export const wasSavedHere = (engine: Pick<Engine, 'summary'>): boolean =>
  engine.summary()?.caseFile?.check.state === 'not-needed'

/** Keeps in a case file, as soon as a case was saved in one, what was kept of the case until then. */
export function moveIntoCaseFiles(engine: Engine, all: readonly { moveIn(engine: Engine): Promise<unknown> }[]): void {
  let last: string | null = null
  engine.onCase((summary) => {
    const path = summary?.caseFile?.path ?? null
    const isNew = path !== null && path !== last
    last = path
    if (isNew && wasSavedHere(engine)) for (const one of all) void one.moveIn(engine)
  })
}
