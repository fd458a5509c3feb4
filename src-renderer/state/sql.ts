import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { UtcMs } from '../../src-shared/base/time.ts'
import type { AnyFailure, SqlRows, Table } from '../../src-shared/contract/index.ts'
import { invoke, subscribe } from '../bridge.ts'
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

/** Rows that came before the end of a query, in the order of its answer. */
export type RowsSoFar = Pick<Table, 'columns' | 'rows'>

interface Asked {
  /** No two queries have the same. */
  readonly id: string
  readonly sql: string
  readonly caseId: string | null
}

export type Run =
  | { readonly state: 'none' }
  | (Asked & { readonly state: 'running'; readonly startedAt: number; readonly soFar: RowsSoFar | null })
  | (Asked & { readonly state: 'cancelled'; readonly soFar: RowsSoFar | null })
  | (Asked & { readonly state: 'done'; readonly table: Table })
  | (Asked & { readonly state: 'failed'; readonly failure: AnyFailure })

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
  const asked: Asked = { id: crypto.randomUUID(), sql, caseId: useCase.getState().summary?.id ?? null }
  useRun.setState({ run: { ...asked, state: 'running', startedAt: performance.now(), soFar: null } })
  const stop = subscribe('sqlRows', takeRows)
  const answer = await invoke('runSql', { sql, limit: rowLimit, id: asked.id })
  stop()
  remember({ sql, at: Date.now() as UtcMs, rows: answer.ok ? answer.value.rows.length : null })
  useRun.setState(({ run }) => {
    if (answer.ok) return { run: { ...asked, state: 'done', table: answer.value } }
    if (answer.code !== 'cancelled') return { run: { ...asked, state: 'failed', failure: answer } }
    return { run: { ...asked, state: 'cancelled', soFar: run.state === 'running' ? run.soFar : null } }
  })
}

/** Other windows' queries are pushed here, too. */
const takeRows = ({ id, columns, from, rows }: SqlRows) =>
  useRun.setState(({ run }) => {
    if (run.state !== 'running' || run.id !== id) return { run }
    const before = run.soFar?.rows ?? []
    return from === before.length ? { run: { ...run, soFar: { columns, rows: [...before, ...rows] } } } : { run }
  })

/** Ends the query of this window, and no other one. */
export function cancelSql() {
  const { run } = useRun.getState()
  if (run.state === 'running') void invoke('cancelSql', { id: run.id })
}
