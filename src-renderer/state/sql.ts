import { create } from 'zustand'
import type { Result } from '../../src-shared/base/result.ts'
import type { UtcMs } from '../../src-shared/base/time.ts'
import type {
  AnyFailure,
  Code,
  Pushed,
  RemoteTable,
  SqlEngine,
  SqlRows,
  Table,
} from '../../src-shared/contract/index.ts'
import type { Filter } from '../../src-shared/filter/model.ts'
import type { RemotePlace, RemoteProgress } from '../../src-shared/model/remote.ts'
import type { DaySpan } from '../../src-shared/model/trail-place.ts'
import type { RemoteEngine } from '../../src-shared/sql/ddl/ddl.ts'
import type { SqlDialect } from '../../src-shared/sql/dialect.ts'
import { namesTable } from '../../src-shared/sql/names-table.ts'
import { invoke, subscribe } from '../bridge.ts'
import { useCase } from './case.ts'
import { useFilter } from './filter.ts'
import { rememberQuery } from './sql-history.ts'

/** The answer of an engine here, or of one that reads the trail in S3. */
export type Answered = Omit<Table, 'engine'> & { readonly engine: SqlEngine | RemoteEngine }

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
  /** The engine elsewhere that it was sent to; null: it runs here. */
  readonly place: RemotePlace | null
}

export type Run =
  | { readonly state: 'none' }
  | (Asked & {
      readonly state: 'running'
      readonly startedAt: number
      readonly soFar: RowsSoFar | null
      /** As the engine elsewhere tells it. */
      readonly progress: RemoteProgress | null
    })
  /** `said`: what the engine elsewhere answered to that. */
  | (Asked & { readonly state: 'cancelled'; readonly soFar: RowsSoFar | null; readonly said: string | null })
  | (Asked & { readonly state: 'done'; readonly table: Answered; readonly remote: RemoteTable | null })
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

type Typed = Pick<Asked, 'sql' | 'typed' | 'dialect'>
interface Ended {
  readonly table: Answered
  readonly remote: RemoteTable | null
}

/** One query of a tab runs at a time, those of several tabs beside each other. */
export function runSql(tab: string, query: Typed) {
  const shown = namesTable(query.sql, 'shown') ? useFilter.getState().filter : null
  return run(tab, { ...query, shown, place: null }, async ({ id, sql, dialect }) => {
    const answer = await invoke('runSql', { sql, limit: rowLimit, id, dialect, ...(shown !== null && { shown }) })
    return answer.ok ? { ok: true, value: { table: answer.value, remote: null } } : answer
  })
}

/** The same on an engine that reads the trail in S3. */
export function runRemote(tab: string, query: Typed, place: RemotePlace, days: DaySpan | null) {
  return run(tab, { ...query, shown: null, place }, async ({ id, sql }) => {
    const answer = await invoke('runRemote', { id, sql, place, days, limit: rowLimit })
    return answer.ok
      ? { ok: true, value: { table: tableOf(answer.value, place.engine), remote: answer.value } }
      : answer
  })
}

const tableOf = ({ answer, rows }: RemoteTable, engine: RemoteEngine): Answered => ({
  columns: answer.columns.map(({ name }) => name),
  rows,
  truncated: answer.isCut,
  elapsedMs: answer.elapsedMs ?? 0,
  engine,
  notes: [],
})

async function run(
  tab: string,
  query: Omit<Asked, 'id' | 'caseId'>,
  answerOf: (asked: Asked) => Promise<Result<Ended, Code<'runSql' | 'runRemote'>>>,
) {
  const caseId = useCase.getState().summary?.id ?? null
  const before = runOf(tab)
  if (query.sql.trim() === '' || (before.state === 'running' && before.caseId === caseId)) return
  const asked: Asked = { ...query, id: crypto.randomUUID(), caseId }
  const startedAt = performance.now()
  setRun(tab, { ...asked, state: 'running', startedAt, soFar: null, progress: null })
  const stops = [
    subscribe('sqlRows', (rows) => takeRows(tab, rows)),
    subscribe('remoteProgress', (progress) => takeProgress(tab, progress)),
  ]
  const answer = await answerOf(asked)
  for (const stop of stops) stop()
  const isCancelled = !answer.ok && (answer.code === 'cancelled' || answer.code === 'interrupted')
  rememberQuery({
    sql: asked.typed,
    dialect: asked.dialect,
    at: Date.now() as UtcMs,
    tookMs: performance.now() - startedAt,
    outcome: answer.ok ? 'done' : isCancelled ? 'cancelled' : 'failed',
    rows: answer.ok ? answer.value.table.rows.length : null,
  })
  const current = runOf(tab)
  // The tab was closed meanwhile, or runs another query in another case.
  if (current.state !== 'running' || current.id !== asked.id) return
  if (answer.ok) setRun(tab, { ...asked, state: 'done', ...answer.value })
  else if (isCancelled)
    setRun(tab, {
      ...asked,
      state: 'cancelled',
      soFar: current.soFar,
      said: asked.place === null ? null : answer.message,
    })
  else setRun(tab, { ...asked, state: 'failed', failure: answer })
}

/** Other tabs' and other windows' queries are pushed here, too. */
function takeRows(tab: string, { id, columns, from, rows }: SqlRows) {
  const run = runOf(tab)
  if (run.state !== 'running' || run.id !== id) return
  const before = run.soFar?.rows ?? []
  if (from === before.length) setRun(tab, { ...run, soFar: { columns, rows: [...before, ...rows] } })
}

function takeProgress(tab: string, { id, ...progress }: Pushed<'remoteProgress'>) {
  const run = runOf(tab)
  if (run.state === 'running' && run.id === id) setRun(tab, { ...run, progress })
}

/** Ends the query of this tab, and no other one; one that runs elsewhere is cancelled there. */
export function cancelSql(tab: string) {
  const run = runOf(tab)
  if (run.state === 'running') void invoke(run.place === null ? 'cancelSql' : 'cancelRemote', { id: run.id })
}

/** Of a tab that is closed: its query ends, and its rows are let go. */
export function forgetRun(tab: string) {
  cancelSql(tab)
  useRuns.setState(({ byTab: { [tab]: _, ...byTab } }) => ({ byTab }))
}
