import { z } from 'zod'
import type { RecentCase } from '../src-shared/contract.ts'
import type { UtcMs } from '../src-shared/time.ts'
import type { Engine } from './engine/engine.ts'
import { readState, writeState } from './state-file.ts'

const most = 12

const fileForm: z.ZodType<readonly RecentCase[]> = z.array(
  z.object({
    path: z.string().min(1),
    openedAt: z.int().transform((value) => value as UtcMs),
    events: z.int().min(0),
  }),
)

/** Cases opened lately, newest first, kept in one small file. */
export interface RecentCases {
  list(): readonly RecentCase[]
  remember(opened: RecentCase): void
  forget(path: string): void
  /** Called after each change. */
  onChange(listener: () => void): void
}

export function createRecentCases(file: string): RecentCases {
  const listeners: (() => void)[] = []
  // Read anew each time: another Trailproof may have written meanwhile.
  const list = () => readState(file, fileForm) ?? []
  const change = (cases: readonly RecentCase[]) => {
    writeState(file, cases.slice(0, most))
    for (const listener of listeners) listener()
  }
  const without = (path: string) => list().filter((one) => one.path !== path)
  return {
    list,
    remember: (opened) => change([opened, ...without(opened.path)]),
    forget: (path) => change(without(path)),
    onChange: (listener) => void listeners.push(listener),
  }
}

/** Remembers each case of one path when it is open, the sample case excepted: it has a button of its own. */
export function rememberOpenedCases(engine: Engine, recent: RecentCases, sampleCase: string): () => void {
  return engine.onCase((summary) => {
    if (summary === null || summary.partial) return
    const [path, ...others] = summary.paths
    if (path === undefined || others.length > 0 || path === sampleCase) return
    recent.remember({ path, openedAt: Date.now() as UtcMs, events: summary.events })
  })
}
