import type { Table } from '../../../src-shared/contract/index.ts'
import type { SqlDialect } from '../../../src-shared/sql/dialect.ts'
import { planSteps } from '../../../src-shared/words/query-plan.ts'
import { useQuery } from '../../ask/use-query.ts'
import { Answered } from '../../parts/answered.tsx'
import { IconButton } from '../../widgets/button.tsx'

export interface Explained {
  /** With the values of its parameters. */
  readonly sql: string
  readonly dialect: SqlDialect
}

interface PlanProps {
  readonly explained: Explained
  readonly onClose: () => void
}

const mostSteps = 1_000

/** How the query would be answered; no row of it is read for that. */
export function Plan({ explained: { sql, dialect }, onClose }: PlanProps) {
  const explain = dialect === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN'
  const plan = useQuery('runSql', { sql: `${explain} ${sql}`, limit: mostSteps, dialect })
  return (
    <section className="sql-plan" aria-label="Query plan">
      <div className="panel-head">
        <h3>How the query is answered</h3>
        <span className="panel-space" />
        <IconButton icon="close" label="Close the plan" onClick={onClose} />
      </div>
      <Answered query={plan} loading="Asking for the plan…">
        {(table) => (dialect === 'sqlite' ? <Steps table={table} /> : <Drawn table={table} />)}
      </Answered>
    </section>
  )
}

function Steps({ table: { rows } }: { readonly table: Table }) {
  const steps = planSteps(
    rows.map(([id, parent, , detail]) => ({ id: Number(id), parent: Number(parent), detail: String(detail) })),
  )
  return (
    <ol className="sql-plan-steps">
      {steps.map(({ depth, words, detail, isCostly }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have no other name, and a plan does not change
        <li key={at} style={{ '--depth': depth }}>
          <span>
            {words}
            {isCostly && <strong className="sql-plan-costly">Compares all pairs of rows: this may take long.</strong>}
          </span>
          <code>{detail}</code>
        </li>
      ))}
    </ol>
  )
}

/** DuckDB draws its plan: the text is in the last column. */
const Drawn = ({ table: { rows } }: { readonly table: Table }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled must be reached by the keyboard
  <pre className="sql-plan-drawn" tabIndex={0}>
    {rows.map((row) => String(row.at(-1))).join('\n')}
  </pre>
)
