import { create } from 'zustand'
import type { UtcMs } from '../../src-shared/base/time.ts'
import type { AnyFailure, SqlRows, Table } from '../../src-shared/contract/index.ts'
import type { Filter } from '../../src-shared/filter/model.ts'
import type { SqlDialect } from '../../src-shared/sql/dialect.ts'
import { namesTable } from '../../src-shared/sql/names-table.ts'
import { invoke, subscribe } from '../bridge.ts'
import { useCase } from './case.ts'
import { useFilter } from './filter.ts'
import { rememberQuery } from './sql-history.ts'

/** Rows that came before the end of a query, in the order of its answer. */
export type RowsSoFar = Pick<Table, 'columns' | 'rows'>

interface Asked {
  /** No two queries have the same. */
  readonly id: string
  /** As it was run, with the values of its parameters. */
  readonly sql: string
  /** As it was typed. */
  readonly typed: string
  readonly dialect: SqlDialect
  readonly caseId: string | null
  /** The filter whose events the view `shown` has; null for a query that does not name it. */
  readonly shown: Filter | null
}

export type Run =
  | { readonly state: 'none' }
  | (Asked & { readonly state: 'running'; readonly startedAt: number; readonly soFar: RowsSoFar | null })
  | (Asked & { readonly state: 'cancelled'; readonly soFar: RowsSoFar | null })
  | (Asked & { readonly state: 'done'; readonly table: Table })
  | (Asked & { readonly state: 'failed'; readonly failure: AnyFailure })

const none: Run = { state: 'none' }

interface Runs {
  readonly byTab: Readonly<Record<string, Run>>
}

/** The query under way or the last one's outcome, by tab: it outlives the panel, so that a look at an event costs no rerun. */
export const useRuns = create<Runs>(() => ({ byTab: {} }))

const runOf = (tab: string): Run => useRuns.getState().byTab[tab] ?? none
const setRun = (tab: string, run: Run) => useRuns.setState(({ byTab }) => ({ byTab: { ...byTab, [tab]: run } }))

export const useRun = (tab: string): Run => useRuns(({ byTab }) => byTab[tab] ?? none)

/** Rows asked for; beyond it the result says so. */
export const rowLimit = 10_000

/** One query of a tab runs at a time, those of several tabs beside each other. */
export async function runSql(tab: string, { sql, typed, dialect }: Pick<Asked, 'sql' | 'typed' | 'dialect'>) {
  const caseId = useCase.getState().summary?.id ?? null
  const before = runOf(tab)
  if (sql.trim() === '' || (before.state === 'running' && before.caseId === caseId)) return
  const shown = namesTable(sql, 'shown') ? useFilter.getState().filter : null
  const asked: Asked = { id: crypto.randomUUID(), sql, typed, dialect, caseId, shown }
  const startedAt = performance.now()
  setRun(tab, { ...asked, state: 'running', startedAt, soFar: null })
  const stop = subscribe('sqlRows', (rows) => takeRows(tab, rows))
  const answer = await invoke('runSql', {
    sql,
    limit: rowLimit,
    id: asked.id,
    dialect,
    ...(shown !== null && { shown }),
  })
  stop()
  rememberQuery({
    sql: typed,
    dialect,
    at: Date.now() as UtcMs,
    tookMs: performance.now() - startedAt,
    outcome: answer.ok ? 'done' : answer.code === 'cancelled' ? 'cancelled' : 'failed',
    rows: answer.ok ? answer.value.rows.length : null,
  })
  const run = runOf(tab)
  // The tab was closed meanwhile, or runs another query in another case.
  if (run.state !== 'running' || run.id !== asked.id) return
  if (answer.ok) setRun(tab, { ...asked, state: 'done', table: answer.value })
  else if (answer.code !== 'cancelled') setRun(tab, { ...asked, state: 'failed', failure: answer })
  else setRun(tab, { ...asked, state: 'cancelled', soFar: run.soFar })
}

/** Other tabs' and other windows' queries are pushed here, too. */
function takeRows(tab: string, { id, columns, from, rows }: SqlRows) {
  const run = runOf(tab)
  if (run.state !== 'running' || run.id !== id) return
  const before = run.soFar?.rows ?? []
  if (from === before.length) setRun(tab, { ...run, soFar: { columns, rows: [...before, ...rows] } })
}

/** Ends the query of this tab, and no other one. */
export function cancelSql(tab: string) {
  const run = runOf(tab)
  if (run.state === 'running') void invoke('cancelSql', { id: run.id })
}

/** Of a tab that is closed: its query ends, and its rows are let go. */
export function forgetRun(tab: string) {
  cancelSql(tab)
  useRuns.setState(({ byTab: { [tab]: _, ...byTab } }) => ({ byTab }))
}
