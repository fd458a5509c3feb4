import { memo, useMemo } from 'react'
import { everything, type Filter } from '../../../../src-shared/filter/model.ts'
import { formatFilter } from '../../../../src-shared/filter/text.ts'
import { meantBy } from '../../../../src-shared/sql/meaning.ts'
import {
  answeredBy,
  isAllNamedProven,
  namedEventsParts,
  namedEventsSentence,
  namesNoEvents,
} from '../../../../src-shared/words/sql.ts'
import { useQuery } from '../../../ask/use-query.ts'
import { beingJudged } from '../../../ask/waiting.ts'
import { ProvenShare } from '../../../parts/proven-share.tsx'
import { VerdictMark } from '../../../parts/verdict.tsx'
import { useFilter } from '../../../state/filter.ts'
import type { RowsSoFar, Run } from '../../../state/sql.ts'
import { formatCounted } from '../../../widgets/format.ts'
import { RemoteScope } from './remote-scope.tsx'
import type { ResultColumn } from './result-columns.ts'

interface ScopeProps {
  readonly run: Extract<Run, { readonly state: 'running' | 'cancelled' | 'done' }>
  readonly shown: RowsSoFar
  readonly columns: readonly ResultColumn[]
}

/** What the answer is of, how much of that is proven, and how the text was read. */
export const Scope = memo(function Scope({ run, shown, columns }: ScopeProps) {
  return (
    <>
      {run.place !== null && <RemoteScope run={run} />}
      {run.place === null && (
        <div className="sql-scope muted">
          {run.shown === null ? (
            <span>
              Queries ignore the Events filter. Coverage of the case: <ProvenShare filter={everything} of="the case" />
            </span>
          ) : (
            <ShownScope filter={run.shown} />
          )}
          {run.state !== 'running' && shown.rows.length > 0 && <Named shown={shown} columns={columns} />}
        </div>
      )}
      <ReadAs run={run} />
    </>
  )
})

/** Of a query that reads `shown`: what the filter was when it ran. */
function ShownScope({ filter }: { readonly filter: Filter }) {
  const now = useFilter((state) => state.filter)
  const hasChanged = JSON.stringify(now) !== JSON.stringify(filter)
  const text = formatFilter(filter)
  return (
    <span>
      <span className="mono">shown</span> has the events of{' '}
      {text === '' ? 'no filter: all of the case' : <span className="mono sql-filter">{text}</span>}:{' '}
      <ProvenShare filter={filter} of="the shown time" />
      {hasChanged && <strong className="sql-changed"> The filter has changed since: run the query again.</strong>}
    </span>
  )
}

/** What is proven of the events that the rows name. It claims nothing of others that the query rests on. */
function Named({ shown: { rows }, columns }: Pick<ScopeProps, 'shown' | 'columns'>) {
  const ids = useMemo(() => {
    const at = columns.filter(({ isEventId }) => isEventId).map(({ index }) => index)
    return [...new Set(rows.flatMap((row) => at.map((index) => row[index])))].filter((id) => typeof id === 'string')
  }, [rows, columns])
  const query = useQuery('namedEvents', { eventIDs: ids }, ids.length > 0)
  if (ids.length === 0) return <span title={namesNoEvents.noColumn}>No row names an event by eventID</span>
  if (query.state === 'waiting') return <span title={beingJudged}>Verdicts of the events named: not known yet</span>
  if (query.state !== 'ready') return null
  const named = query.value
  const unknown = named.unknown === 0 ? [] : [`${formatCounted(named.unknown, 'eventID')} of no event`]
  return (
    <span className="sql-named" title={namedEventsSentence(named)}>
      Rows name {formatCounted(named.events, 'event')}:{' '}
      <VerdictMark status={isAllNamedProven(named) ? 'verified' : 'unverified'} />{' '}
      {[...namedEventsParts(named), ...unknown].join(', ')}
    </span>
  )
}

/** What of the query was read otherwise than it is written, and what answered it where that is not SQLite. */
function ReadAs({ run }: Pick<ScopeProps, 'run'>) {
  const notes = run.state === 'done' ? run.table.notes : run.dialect === 'sqlite' ? notesOf(run.sql) : []
  const engine = run.state === 'done' && run.table.engine === 'duckdb' ? [answeredBy.duckdb] : []
  const sentences = [...engine, ...notes]
  if (sentences.length === 0) return null
  return (
    <p className="sql-scope" role="note">
      {sentences.join(' ')}
    </p>
  )
}

function notesOf(sql: string): readonly string[] {
  const meant = meantBy(sql)
  return meant.ok ? meant.value.notes : []
}
