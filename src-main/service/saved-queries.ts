import { z } from 'zod'
import { fail, ok, type Result } from '../../src-shared/base/result.ts'
import type { UtcMs } from '../../src-shared/base/time.ts'
import type { SavedQuery } from '../../src-shared/contract/index.ts'
import { readState, type StateFiles } from './state-file.ts'

const fileForm = z.array(
  z.object({
    path: z.string().min(1),
    queries: z.array(
      z.object({ name: z.string().min(1), sql: z.string(), savedAt: z.int().transform((value) => value as UtcMs) }),
    ),
  }),
)

type Saving<Code extends string> = Result<readonly SavedQuery[], Code>

/** Queries that were saved, by the first path of their case, kept in one small file. */
export interface SavedQueries {
  /** By name. */
  list(path: string): readonly SavedQuery[]
  /** In place of one of the same name. Answers with all of the case. */
  save(path: string, name: string, sql: string): Saving<'not-written' | 'too-many'>
  forget(path: string, name: string): Saving<'not-written'>
}

const mostOfCase = 500

export function createSavedQueries(file: string, state: StateFiles): SavedQueries {
  // Read anew each time: another Trailproof may have written meanwhile.
  const all = () => readState(file, fileForm) ?? []
  const list = (path: string) => all().find((one) => one.path === path)?.queries ?? []
  const write = (path: string, queries: readonly SavedQuery[]): Saving<'not-written'> => {
    const others = all().filter((one) => one.path !== path)
    if (state.write(file, queries.length === 0 ? others : [...others, { path, queries }])) return ok(queries)
    return fail('not-written', `The query was not saved: ${file} cannot be written, or lies within the evidence.`)
  }
  const without = (path: string, name: string) => list(path).filter((query) => query.name !== name)
  return {
    list,
    save: (path, name, sql) => {
      const others = without(path, name)
      if (others.length >= mostOfCase)
        return fail('too-many', `The case has ${mostOfCase} saved queries: delete one that is no longer needed.`)
      const query = { name, sql, savedAt: Date.now() as UtcMs }
      return write(
        path,
        [...others, query].toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
      )
    },
    forget: (path, name) => write(path, without(path, name)),
  }
}
