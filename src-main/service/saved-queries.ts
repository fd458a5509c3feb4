import { z } from 'zod'
import { fail, ok, type Result } from '../../src-shared/base/result.ts'
import type { UtcMs } from '../../src-shared/base/time.ts'
import type { SavedQuery } from '../../src-shared/contract/index.ts'
import {
  type CaseFileEngine,
  inCaseFile,
  isInCaseFile,
  type KeptIn,
  keptInFile,
  moveIntoCaseFile,
  wasSavedHere,
} from './kept-in.ts'
import { parameterValues } from './schemas/parameter-values.ts'
import type { StateFiles } from './state-file.ts'

const fileForm = z.array(
  z.object({
    path: z.string().min(1),
    queries: z.array(
      z.object({
        name: z.string().min(1),
        sql: z.string(),
        // Earlier versions kept none.
        values: parameterValues.default({}),
        savedAt: z.int().transform((value) => value as UtcMs),
      }),
    ),
  }),
)

type Saving<Code extends string> = Result<readonly SavedQuery[], Code>

/** Queries that were saved, by the first path of their case, kept in one small file. */
export interface SavedQueries {
  /** By name. `unreadable`: the file is no list of queries; it was kept aside, and the list begins anew. */
  list(path: string): Saving<'unreadable'>
  /** In place of one of the same name. Answers with all of the case. */
  save(path: string, query: Omit<SavedQuery, 'savedAt'>): Saving<'not-written' | 'too-many'>
  forget(path: string, name: string): Saving<'not-written'>
}

/** The same of the open case, wherever it keeps them: in its case file, where it has one. */
export interface SavedQueriesOfCase {
  answer<C extends string>(
    engine: CaseFileEngine,
    ask: (saved: SavedQueries, path: string) => Saving<C>,
  ): Promise<Saving<C | 'no-case' | 'not-written'>>
  /** Of a case that has just been given a case file: keeps there what was kept of it until then. */
  moveIn(engine: CaseFileEngine): Promise<void>
}

const caseFilePart = 'queries'
/** In a case file, where there are those of one case alone. */
const onlyPath = 'case'

export function savedQueriesOfCase(file: string, state: StateFiles): SavedQueriesOfCase {
  const inFile = keptInFile(file, fileForm, state)
  const saved = createSavedQueries(file, state)
  const pathOf = (engine: CaseFileEngine) => engine.summary()?.paths[0] ?? null
  const before = async (engine: CaseFileEngine): Promise<QueriesByCase> => {
    const own = wasSavedHere(engine) ? inFile.read().content?.find(({ path }) => path === pathOf(engine)) : undefined
    return own === undefined ? [] : [{ path: onlyPath, queries: own.queries }]
  }
  return {
    answer: async (engine, ask) => {
      if (isInCaseFile(engine))
        return inCaseFile(
          engine,
          caseFilePart,
          fileForm,
          () => before(engine),
          (kept) => ask(queriesIn(kept, file), onlyPath),
        )
      const path = pathOf(engine)
      return path === null ? fail('no-case', 'No case is open') : ask(saved, path)
    },
    moveIn: (engine) => moveIntoCaseFile(engine, caseFilePart, () => before(engine)),
  }
}

const mostOfCase = 500

export const createSavedQueries = (file: string, state: StateFiles): SavedQueries =>
  queriesIn(keptInFile(file, fileForm, state), file)

type QueriesByCase = z.infer<typeof fileForm>

/** `file`: what it is called where it is not written. */
function queriesIn(kept: KeptIn<QueriesByCase>, file: string): SavedQueries {
  const all = () => kept.read().content ?? []
  const ofCase = (path: string) => all().find((one) => one.path === path)?.queries ?? []
  const write = (path: string, queries: readonly SavedQuery[]): Saving<'not-written'> => {
    const others = all().filter((one) => one.path !== path)
    if (kept.write(queries.length === 0 ? others : [...others, { path, queries: [...queries] }])) return ok(queries)
    return fail('not-written', `The query was not saved: ${file} cannot be written, or lies within the evidence.`)
  }
  const without = (path: string, name: string) => ofCase(path).filter((query) => query.name !== name)
  return {
    list: (path) => {
      const { aside } = kept.read()
      return aside === null ? ok(ofCase(path)) : fail('unreadable', `${file} is no list of saved queries. It was kept as ${aside}, and the list is begun anew.`) // biome-ignore format: a sentence
    },
    save: (path, { name, sql, values }) => {
      const others = without(path, name)
      if (others.length >= mostOfCase)
        return fail('too-many', `The case has ${mostOfCase} saved queries: delete one that is no longer needed.`)
      const query = { name, sql, values, savedAt: Date.now() as UtcMs }
      return write(
        path,
        [...others, query].toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
      )
    },
    forget: (path, name) => write(path, without(path, name)),
  }
}
