import { useMemo } from 'react'
import type { TimeSpan } from '../../../src-shared/base/time.ts'
import type { Table } from '../../../src-shared/contract/index.ts'
import type { Filter } from '../../../src-shared/filter/model.ts'
import { eventsOfRow } from '../../../src-shared/filter/of-row.ts'
import { timeOf } from '../../../src-shared/filter/result-column.ts'
import { type ChartKind, type ChartUnit, stepAt } from '../../../src-shared/model/dashboard.ts'
import { dashboardWords } from '../../../src-shared/words/dashboards.ts'
import { showEvents } from '../../state/open.ts'
import { Empty } from '../../widgets/empty.tsx'
import { formatCount, formatCounted } from '../../widgets/format.ts'
import { fittingChart, seriesOf, stepsIn } from './drawn.ts'
import { RowsTable } from './rows-table.tsx'
import type { ShownWidget } from './shown.ts'
import { Timeline } from './timeline.tsx'

interface DrawnAnswerProps {
  readonly widget: ShownWidget
  /** That the answer is of. */
  readonly filter: Filter
  readonly span: TimeSpan
  readonly unit: ChartUnit
  readonly table: Table
  readonly asTable: boolean
}

/** More rows are read in SQL. */
const mostRows = 500

export const chartOf = ({ chart }: Pick<ShownWidget, 'chart'>, table: Table): ChartKind => chart ?? fittingChart(table)

/** An answer as a picture or a table. What it counts leads to the events. */
export function DrawnAnswer({ widget, table, filter, asTable, ...shown }: DrawnAnswerProps) {
  const { title, events } = widget
  const { columns, rows } = table
  const chart = chartOf(widget, table)
  const own = useMemo(() => (widget.chart === null ? stepsIn(table) : null), [widget.chart, table])
  const { unit, span } = own ?? shown
  // An answer that is cut off ends at some time: what follows would be drawn as no events.
  const isDrawn = chart === 'time' && !table.truncated && (own === null || !endsAtLimit(table, widget.sql))
  const series = useMemo(() => (isDrawn ? seriesOf(table, unit, span) : null), [isDrawn, table, unit, span])
  const isTable = series === null || asTable
  if (rows.length === 0) return <Empty text={events === null ? dashboardWords.empty : dashboardWords.noEvents} />
  if (chart === 'number') return <strong className="dashboard-number">{formatCount(Number(rows[0]![0]))}</strong>
  const chooseRow = (at: number) => {
    const row = rows[at]!
    const time = chart === 'time' ? stepAt(timeOf(row[0]!)!, unit) : null
    const of = events === null ? null : eventsOfRow(filter, events, { columns, row }, time)
    if (of !== null) showEvents(of)
  }
  return (
    <>
      {isTable ? (
        <RowsTable
          label={title}
          columns={columns}
          rows={rows.slice(0, mostRows)}
          hasBars={chart === 'bars'}
          onChoose={events === null ? null : chooseRow}
        />
      ) : (
        <Timeline title={title} drawn={series} counted={events} filter={filter} unit={unit} />
      )}
      {isTable && rows.length > mostRows && <p className="muted">{dashboardWords.shownOf(mostRows, rows.length)}</p>}
      <Foot table={table} sql={widget.sql} />
    </>
  )
}

/** What the rows are not. */
function Foot({ table: { rows, truncated }, sql }: { readonly table: Table; readonly sql: string | null }) {
  const shown = formatCounted(rows.length, 'row')
  if (truncated) return <p className="muted">{dashboardWords.cut(shown)}</p>
  return endsAtLimit({ rows }, sql) ? <p className="muted">{dashboardWords.limit(shown)}</p> : null
}

const endsAtLimit = ({ rows }: Pick<Table, 'rows'>, sql: string | null): boolean =>
  Number(/\bLIMIT\s+(\d+)\s*;?\s*$/i.exec(sql ?? '')?.[1]) === rows.length
