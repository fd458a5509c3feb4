import { problemOf } from '../ask/problem-of.ts'
import type { Rows } from '../ask/use-rows.ts'
import { DataGrid } from '../widgets/data-grid/data-grid.tsx'
import type { DataGridProps } from '../widgets/data-grid/types.ts'
import { Loading } from '../widgets/empty.tsx'
import { Problem } from '../widgets/problem.tsx'

interface RowsGridProps<Row> extends Omit<DataGridProps<Row>, 'rowCount' | 'rowAt' | 'onRange'> {
  readonly rows: Rows<Row>
  readonly loading?: string
}

/** A grid over paged rows that says every state of them: loading, failed, and its own word for none. */
export function RowsGrid<Row>({ rows, loading, ...grid }: RowsGridProps<Row>) {
  if (rows.state === 'failed' && rows.failure !== null)
    return <Problem {...problemOf(rows.failure)} onRetry={rows.again} />
  if (rows.state === 'loading') return <Loading {...(loading !== undefined && { text: loading })} />
  return <DataGrid {...grid} rowCount={rows.total} rowAt={rows.rowAt} onRange={rows.onRange} />
}
