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
  keepHead(head: LogHead): boolean
  /** While no other program writes to logs. */
  alone<T>(work: () => Promise<T>): Promise<T>
}

type LogsEngine = Pick<Engine, 'recogniseCase' | 'caseLog' | 'appendCaseLog'>

/** Where a case was opened. */
export interface CasePlace {
  /** The first of its paths. */
  readonly path: string
  /** Null where it is kept in none. */
  readonly caseFile: string | null
}

export interface CaseLogs {
  /** The log of the open case, which may have no lines yet. Of a case that is kept in a case file, it lies in that. */
  ofOpenCase(engine: LogsEngine, place: CasePlace): Promise<CaseLog>
}

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const fileForm = z.array(
  z.object({
    id: z.uuid(),
    /** The first path of the case, where it was first opened. */
    path: z.string().min(1),
    sources: z.array(hash.transform((value) => value as Sha256)),
    head: z.object({ n: z.int().min(1), hash }).nullable(),
    /** Of a log that lies in a case file: its path. Of this log, only the head is here. */
    caseFile: z.string().min(1).optional(),
  }),
)
type Known = z.infer<typeof fileForm>[number]

/** In a folder: a file for each log, and one with what cases they are of and how they end. */
export function createCaseLogs(folder: string, state: StateFiles): CaseLogs {
  const index = join(folder, 'logs.json')
  const lock = join(folder, 'lock')
  const all = (): readonly Known[] => readKept(index, fileForm).content ?? []
  const change = (id: string, to: Known): boolean => state.write(index, [...all().filter((one) => one.id !== id), to])

  const headsOf = (known: Known): Pick<CaseLog, 'sources' | 'head' | 'keepHead' | 'alone'> => {
    const now = () => all().find(({ id }) => id === known.id)
    return {
      sources: known.sources,
      head: () => now()?.head ?? null,
      keepHead: (head) => change(known.id, { ...(now() ?? known), head }),
      // Within evidence not even the lock is written, nor is anything appended.
      alone: (work) => (state.mayWrite(lock) ? alone(lock, work) : work()),
    }
  }

  const inFolder = (known: Known): CaseLog => {
    const file = join(folder, `${known.id}.jsonl`)
    return { ...headsOf(known), ...logFile(file, state), file }
  }

  /** A log that begins in a case file begins with the lines of the case that was saved in it. */
  const inCaseFile = (engine: LogsEngine, file: string, known: Known, before: CaseLog): CaseLog => {
    const append = async (line: string) => {
      const appended = await engine.appendCaseLog({ of: file, line })
      if (!appended.ok) throw new Error(appended.message)
    }
    // Of the log that its lines were taken from.
    let begun: LogHead | null = null
    const lines = async () => {
      const answer = await engine.caseLog()
      if (!answer.ok) throw new Error(answer.message)
      if (answer.value.length > 0) return answer.value
      const earlier = await before.lines()
      for (const line of earlier) await append(line)
      begun = before.head()
      return earlier
    }
    const heads = headsOf(known)
    return { ...heads, head: () => heads.head() ?? begun, lines, append, file }
  }

  return {
    ofOpenCase: async (engine, { path, caseFile }) => {
      const inFiles = all().filter((one) => one.caseFile !== undefined)
      const known = all().filter((one) => one.caseFile === undefined)
      const isHere = (one: Known) => one.path === path
      const asked = { known: known.map((one) => ({ isHere: isHere(one), sources: one.sources })) }
      const answer = await engine.recogniseCase(asked)
      // A case that is gone already is known by its place alone.
      const { sources, belongs }: RecognisedCase = answer.ok
        ? answer.value
        : { sources: [], belongs: known.map(isHere) }
      const own = known.filter((_, at) => belongs[at])
      const found = own.find(isHere) ?? own[0]
      const unknown = { id: randomUUID(), path, sources: [...sources], head: null }
      const log = inFolder(found ?? unknown)
      if (caseFile === null) return log
      const ofFile = inFiles.find((one) => one.caseFile === caseFile)
      return inCaseFile(engine, caseFile, ofFile ?? { ...unknown, id: randomUUID(), caseFile }, log)
    },
  }
}
