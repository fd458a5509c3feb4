import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import type { RecognisedCase } from '../../../src-shared/model/bookmark.ts'
import type { Sha256 } from '../../../src-shared/model/event.ts'
import type { LogHead } from '../../../src-shared/model/examiner-log.ts'
import type { Engine } from '../../engine/engine.ts'
import type { LogStore } from '../../examiner/log-store.ts'
import { readKept, type StateFiles } from '../state-file.ts'
import { alone, logFile } from './log-files.ts'

/** The log of one case. */
export interface CaseLog extends LogStore {
  readonly file: string
  /** Of the case when it was last opened: the first line names them. */
  readonly sources: readonly Sha256[]
  /** The end of the log, kept apart from it; null before there is a line. */
  head(): LogHead | null
  /** False where it could not be kept. */
  keepHead(head: LogHead): Promise<boolean>
  /** While no other program writes to logs. */
  alone<T>(work: () => Promise<T>): Promise<T>
}

type LogsEngine = Pick<Engine, 'recogniseCase'>

/** A case that is open. */
export interface OpenedCase {
  /** As long as it is open. */
  readonly id: string
  /** The first of its paths. */
  readonly path: string
}

export interface CaseLogs {
  /** The log of the open case, which may have no lines yet. */
  ofOpenCase(engine: LogsEngine, opened: OpenedCase): Promise<CaseLog>
}

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const fileForm = z.array(
  z.object({
    id: z.uuid(),
    /** The first path of the case, where it was first opened. */
    path: z.string().min(1),
    sources: z.array(hash.transform((value) => value as Sha256)),
    head: z.object({ n: z.int().min(1), hash }).nullable(),
  }),
)
type Known = z.infer<typeof fileForm>[number]

/** In a folder: a file for each log, and one with what cases they are of and how they end. */
export function createCaseLogs(folder: string, state: StateFiles): CaseLogs {
  const index = join(folder, 'logs.json')
  const lock = join(folder, 'lock')
  const all = (): readonly Known[] => readKept(index, fileForm).content ?? []
  const change = (id: string, to: Known): boolean => state.write(index, [...all().filter((one) => one.id !== id), to])

  const logOf = (known: Known): CaseLog => {
    const file = join(folder, `${known.id}.jsonl`)
    const now = () => all().find(({ id }) => id === known.id)
    return {
      ...logFile(file, state),
      file,
      sources: known.sources,
      head: () => now()?.head ?? null,
      keepHead: async (head) => change(known.id, { ...(now() ?? known), head }),
      // Within evidence not even the lock is written, nor is anything appended.
      alone: (work) => (state.mayWrite(lock) ? alone(lock, work) : work()),
    }
  }

  return {
    ofOpenCase: async (engine, { path }) => {
      const known = all()
      const isHere = (one: Known) => one.path === path
      const asked = { known: known.map((one) => ({ isHere: isHere(one), sources: one.sources })) }
      const answer = await engine.recogniseCase(asked)
      // A case that is gone already is known by its place alone.
      const { sources, belongs }: RecognisedCase = answer.ok
        ? answer.value
        : { sources: [], belongs: known.map(isHere) }
      const own = known.filter((_, at) => belongs[at])
      const found = own.find(isHere) ?? own[0]
      return logOf(found ?? { id: randomUUID(), path, sources: [...sources], head: null })
    },
  }
}
