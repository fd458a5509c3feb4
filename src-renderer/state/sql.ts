import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { AnyFailure, Table } from '../../src-shared/contract.ts'
import type { UtcMs } from '../../src-shared/time.ts'
import { invoke } from '../bridge.ts'
import { useCase } from './case.ts'

export interface PastQuery {
  readonly sql: string
  readonly at: UtcMs
  /** Rows shown; null when it failed or was cancelled. */
  readonly rows: number | null
}

interface Draft {
  /** What stands in the editor. */
  readonly text: string
  /** Newest first, each text once. */
  readonly history: readonly PastQuery[]
}

/** Lives longer than the window, in localStorage. */
export const useDraft = create<Draft>()(
  persist<Draft>(() => ({ text: '', history: [] }), { name: 'trailproof-sql', version: 1 }),
)

export type Run =
  | { readonly state: 'none' }
  | { readonly state: 'running'; readonly sql: string; readonly startedAt: number }
  | { readonly state: 'done'; readonly sql: string; readonly caseId: string | null; readonly table: Table }
  | { readonly state: 'failed'; readonly sql: string; readonly caseId: string | null; readonly failure: AnyFailure }

/** The query under way or the last one's outcome: it outlives the panel, so that a look at an event costs no rerun. */
export const useRun = create<{ readonly run: Run }>(() => ({ run: { state: 'none' } }))

/** Rows asked for; beyond it the result says so. */
export const rowLimit = 10_000
const keptQueries = 100

export const setDraft = (text: string) => useDraft.setState({ text })

const remember = (past: PastQuery) =>
  useDraft.setState(({ history }) => ({
    history: [past, ...history.filter(({ sql }) => sql !== past.sql)].slice(0, keptQueries),
  }))

export const forgetHistory = () => useDraft.setState({ history: [] })

export async function runSql(text: string) {
  const sql = text.trim()
  if (sql === '' || useRun.getState().run.state === 'running') return
  const caseId = useCase.getState().summary?.id ?? null
  useRun.setState({ run: { state: 'running', sql, startedAt: performance.now() } })
  const answer = await invoke('runSql', { sql, limit: rowLimit })
  remember({ sql, at: Date.now() as UtcMs, rows: answer.ok ? answer.value.rows.length : null })
  useRun.setState({
    run: answer.ok
      ? { state: 'done', sql, caseId, table: answer.value }
      : { state: 'failed', sql, caseId, failure: answer },
  })
}

export const cancelSql = () => void invoke('cancelSql', undefined)
