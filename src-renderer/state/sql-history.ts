import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { UtcMs } from '../../src-shared/base/time.ts'
import type { SqlDialect } from '../../src-shared/sql/dialect.ts'
import { keepForNextStart, keptInBrowser } from './kept.ts'

/** A query that was run. */
export interface PastQuery {
  /** As it was typed. */
  readonly sql: string
  readonly dialect: SqlDialect
  readonly at: UtcMs
  readonly tookMs: number
  readonly outcome: 'done' | 'cancelled' | 'failed'
  /** Rows shown; null when it failed or was cancelled. */
  readonly rows: number | null
}

interface History {
  /** Newest first, each text once. */
  readonly queries: readonly PastQuery[]
}

const keptQueries = 200
/** A text that is longer is not remembered: a few of them would leave no room for the others. */
const longestText = 100_000

/** Queries of all cases. Lives longer than the window. */
export const useHistory = create<History>()(
  persist<History>(() => ({ queries: [] }), { name: 'trailproof-sql-history', version: 1, storage: keptInBrowser() }),
)
keepForNextStart(useHistory)

export function rememberQuery(past: PastQuery) {
  if (past.sql.length > longestText) return
  useHistory.setState(({ queries }) => ({
    queries: [past, ...queries.filter(({ sql }) => sql !== past.sql)].slice(0, keptQueries),
  }))
}

export const forgetHistory = () => useHistory.setState({ queries: [] })
