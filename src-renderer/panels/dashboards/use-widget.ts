import { useEffect, useMemo, useState } from 'react'
import type { Table } from '../../../src-shared/contract/index.ts'
import { layersOfQuestion } from '../../../src-shared/contract/needs.ts'
import type { Filter } from '../../../src-shared/filter/model.ts'
import { namesTable } from '../../../src-shared/sql/names-table.ts'
import { ask } from '../../ask/ask.ts'
import { type Query, useQuery } from '../../ask/use-query.ts'
import { useIsAwaiting } from '../../ask/waiting.ts'
import { rowLimit } from '../../state/sql.ts'
import type { ShownWidget } from './shown.ts'

export interface Answer {
  readonly query: Query<Table>
  /** Ends the query, which says so. */
  readonly stop: () => void
}

/** Runs the query of a widget whenever it or the filter changes; one that nobody waits for any longer is ended. */
export function useWidget({ sql, dialect }: ShownWidget, filter: Filter): Answer {
  const followsFilter = sql !== null && namesTable(sql, 'shown')
  const isAwaiting = useIsAwaiting(followsFilter ? layersOfQuestion({ filter }) : [])
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each question and each attempt has an id of its own
  const id = useMemo(() => crypto.randomUUID(), [sql, dialect, filter, attempt])
  const asked = { id, sql: sql ?? '', dialect, limit: rowLimit, ...(followsFilter && { shown: filter }) }
  const query = useQuery('runSql', asked, sql !== null && !isAwaiting)
  const stop = () => void ask('cancelSql', { id })
  useEffect(() => () => void ask('cancelSql', { id }), [id])
  if (isAwaiting) return { query: { state: 'waiting' }, stop }
  if (query.state !== 'failed') return { query, stop }
  return { query: { ...query, again: () => setAttempt((count) => count + 1) }, stop }
}
