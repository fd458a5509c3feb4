import { answeredBy, resultCut } from '../../../../src-shared/words/sql.ts'
import { type Answered, type Run, rowLimit } from '../../../state/sql.ts'
import { formatCount, formatCounted } from '../../../widgets/format.ts'

interface HowManyProps {
  readonly run: Extract<Run, { readonly state: 'running' | 'cancelled' | 'done' }>
  readonly rows: number
  /** After the filter of rows. */
  readonly shown: number
  /** Whether they are in another order than the query's. */
  readonly isSorted: boolean
}

/** How many rows there are, how many are shown, and whether that is all. */
export function HowMany({ run, rows, shown, isSorted }: HowManyProps) {
  const among = shown === rows ? null : <span>{formatCount(shown)} shown</span>
  switch (run.state) {
    // No status: it would be read aloud with every row that comes.
    case 'running':
      return (
        <>
          <span>{formatCounted(rows, 'row')} so far</span>
          {among}
        </>
      )
    case 'cancelled':
      return (
        <>
          <span className="sql-truncated" role="status">
            Cancelled after {formatCounted(rows, 'row')}: not the whole answer
          </span>
          {among}
        </>
      )
    case 'done':
      return (
        <>
          <span role="status" title={answeredBy[run.table.engine]}>
            {formatCounted(rows, 'row')} in {formatElapsed(run.table.elapsedMs)}
          </span>
          {among}
          {run.table.truncated && <Cut table={run.table} isArranged={isSorted || shown !== rows} />}
        </>
      )
  }
}

interface CutProps {
  readonly table: Answered
  /** Filtered, or in another order than the query's. */
  readonly isArranged: boolean
}

const Cut = ({ table: { rows }, isArranged }: CutProps) => (
  <span className="sql-truncated">
    {resultCut(rows.length, rows.length === rowLimit)}
    {isArranged && '. Order and filter are of these rows alone'}
  </span>
)

const formatElapsed = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`)
