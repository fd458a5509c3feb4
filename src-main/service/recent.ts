import { z } from 'zod'
import type { UtcMs } from '../../src-shared/base/time.ts'
import type { CaseSummary, RecentCase } from '../../src-shared/contract/index.ts'
import type { Engine } from '../engine/engine.ts'
import { readKept, readState, type StateFiles } from './state-file.ts'

const most = 12

const isSame = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((path, at) => path === other[at])

const fileForm: z.ZodType<readonly RecentCase[]> = z.array(
  z.object({
    paths: z.array(z.string().min(1)).min(1),
    // What earlier versions wrote has none.
    keyPaths: z.array(z.string().min(1)).default([]),
    acceptsEvidence: z.boolean().default(false),
    openedAt: z.int().transform((value) => value as UtcMs),
    events: z.int().min(0),
  }),
)

/** Cases opened lately, newest first, kept in one small file. */
export interface RecentCases {
  list(): readonly RecentCase[]
  remember(opened: RecentCase): void
  forget(paths: readonly string[]): void
  /** Called after each change. */
  onChange(listener: () => void): void
}

/** While the file cannot be written, nothing is remembered. */
export function createRecentCases(file: string, state: StateFiles): RecentCases {
  const listeners: (() => void)[] = []
  // Read anew each time: another Trailproof may have written meanwhile.
  const list = () => readState(file, fileForm) ?? []
  const change = (cases: readonly RecentCase[]) => {
    if (!state.write(file, cases.slice(0, most))) return
    for (const listener of listeners) listener()
  }
  const without = (paths: readonly string[]) =>
    (readKept(file, fileForm).content ?? []).filter((one) => !isSame(one.paths, paths))
  return {
    list,
    remember: (opened) => change([opened, ...without(opened.paths)]),
    forget: (paths) => change(without(paths)),
    onChange: (listener) => void listeners.push(listener),
  }
}

/**
 * Remembers each case when it is open, except the sample case, which has a button of its own. A case to which folders
 * were added is remembered with all of them, in place of its earlier entry.
 */
export function rememberOpenedCases(engine: Engine, recent: RecentCases, sampleCase: string): () => void {
  let last: Pick<CaseSummary, 'id' | 'paths'> | null = null
  return engine.onCase((summary) => {
    // A case that is still being judged may be cancelled, and a part is not remembered.
    if (summary === null || summary.isBeingJudged || summary.partial || isSame(summary.paths, [sampleCase])) return
    const { id, events, caseFile } = summary
    // A case file knows its sources and keys itself.
    const of = caseFile === undefined ? summary : { paths: [caseFile.path], keyPaths: [], acceptsEvidence: false }
    const { paths, keyPaths, acceptsEvidence } = of
    if (last?.id === id && !isSame(last.paths, paths)) recent.forget(last.paths)
    last = { id, paths }
    recent.remember({ paths, keyPaths, acceptsEvidence, openedAt: Date.now() as UtcMs, events })
  })
}
