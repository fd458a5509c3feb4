import { useMemo, useState } from 'react'
import type { TimeSpan } from '../../../src-shared/base/time.ts'
import type { Filter } from '../../../src-shared/filter/model.ts'
import type { ChartUnit } from '../../../src-shared/model/dashboard.ts'
import { dashboardWords } from '../../../src-shared/words/dashboards.ts'
import { Answered } from '../../parts/answered.tsx'
import { showSection } from '../../state/layout.ts'
import { openTab } from '../../state/sql-tabs.ts'
import { Button } from '../../widgets/button.tsx'
import { Empty } from '../../widgets/empty.tsx'
import { Toolbar } from '../../widgets/toolbar.tsx'
import { chartOf, DrawnAnswer } from './drawn-answer.tsx'
import type { ShownWidget } from './shown.ts'
import { useWidget } from './use-widget.ts'

interface WidgetCardProps {
  readonly widget: ShownWidget
  readonly filter: Filter
  /** That times are drawn over, and its steps. */
  readonly span: TimeSpan
  readonly unit: ChartUnit
}

export function WidgetCard({ widget, filter, span, unit }: WidgetCardProps) {
  const { title, why, sql, dialect, problem } = widget
  const { query, stop } = useWidget(widget, filter)
  const [asTable, setAsTable] = useState(false)
  const isUnderway = query.state === 'loading' || (query.state === 'ready' && query.refreshing)
  const answered = query.state === 'ready' ? query.value : null
  const chart = useMemo(() => (answered === null ? widget.chart : chartOf(widget, answered)), [widget, answered])
  const openInSql = (text: string) => {
    openTab({ name: title, text: `${why === null ? '' : `-- ${why}\n`}${text}\n`, dialect })
    showSection('sql')
  }
  return (
    <section className="dashboard-card" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <Toolbar label={title} className="dashboard-card-tools">
          {sql !== null && isUnderway && (
            <Button look="quiet" className="dashboard-stop" onClick={stop}>
              Stop
            </Button>
          )}
          {chart === 'time' && (
            <Button look="quiet" pressed={asTable} onClick={() => setAsTable(!asTable)}>
              As a table
            </Button>
          )}
          {sql !== null && (
            <Button look="quiet" icon="sql" onClick={() => openInSql(sql)}>
              Open in SQL
            </Button>
          )}
        </Toolbar>
      </header>
      {why !== null && <p className="muted">{why}</p>}
      {problem !== null ? (
        <Empty text={problem} />
      ) : query.state === 'failed' && query.failure.code === 'cancelled' ? (
        <Empty text={dashboardWords.stopped}>
          <Button onClick={query.again}>Run it again</Button>
        </Empty>
      ) : (
        <Answered query={query} loading={dashboardWords.loading} later={dashboardWords.later}>
          {(table, isRefreshing) => (
            <div className="dashboard-answer" inert={isRefreshing}>
              <DrawnAnswer widget={widget} table={table} filter={filter} span={span} unit={unit} asTable={asTable} />
            </div>
          )}
        </Answered>
      )}
    </section>
  )
}
