import { useEffect, useMemo, useState } from 'react'
import type { TimeSpan, UtcMs } from '../../../src-shared/base/time.ts'
import type { OwnDashboard } from '../../../src-shared/contract/case-view.ts'
import type { Dashboard } from '../../../src-shared/contract/index.ts'
import { isEverything } from '../../../src-shared/filter/asks.ts'
import type { Filter } from '../../../src-shared/filter/model.ts'
import { formatFilter } from '../../../src-shared/filter/text.ts'
import { type ChartUnit, chartUnits, unitOf } from '../../../src-shared/model/dashboard.ts'
import { useQuery } from '../../ask/use-query.ts'
import { Answered } from '../../parts/answered.tsx'
import { useCase } from '../../state/case.ts'
import { chooseDashboard, forgetDashboard, useDashboards, useOwnDashboards } from '../../state/dashboards.ts'
import { clearFilter, useFilter } from '../../state/filter.ts'
import { loadSaved, useSaved } from '../../state/saved-queries.ts'
import { Button } from '../../widgets/button.tsx'
import { OwnDialog } from './own-dialog.tsx'
import { widgetsOf, widgetsOfOwn } from './shown.ts'
import { WidgetCard } from './widget-card.tsx'
import './dashboards.css'

/** The widgets of one dashboard, about the events that the filter shows. */
export function DashboardsPanel() {
  const query = useQuery('dashboards', undefined)
  const caseKey = useCase((state) => state.summary?.paths[0])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another case has other saved queries
  useEffect(() => void loadSaved(), [caseKey])
  return (
    <div className="dashboards">
      <Answered query={query} loading="Reading the dashboards…">
        {(dashboards) => <Chosen dashboards={dashboards} />}
      </Answered>
    </div>
  )
}

function Chosen({ dashboards }: { readonly dashboards: readonly Dashboard[] }) {
  const chosen = useDashboards((state) => state.chosen)
  const own = useOwnDashboards()
  const ownChosen = own.find(({ id }) => id === chosen)
  const dashboard = dashboards.find(({ id }) => id === chosen) ?? dashboards[0]!
  const filter = useFilter((state) => state.filter)
  const span = useSpan(filter)
  const [unitChosen, chooseUnit] = useState<ChartUnit | null>(null)
  const unit = unitChosen ?? unitOf(span)
  const saved = useSaved((state) => state.queries)
  const widgets = useMemo(
    () => (ownChosen === undefined ? widgetsOf(dashboard, unit) : widgetsOfOwn(ownChosen, saved)),
    [ownChosen, dashboard, unit, saved],
  )
  return (
    <>
      <header className="dashboards-header">
        <h1>{ownChosen?.name ?? dashboard.title}</h1>
        <Bar dashboards={dashboards} own={own} chosen={ownChosen?.id ?? dashboard.id} ownChosen={ownChosen ?? null} />
        {widgets.some(({ chart }) => chart === 'time') && (
          <UnitChoice fitting={unitOf(span)} chosen={unitChosen} onChoose={chooseUnit} />
        )}
        <FilterLine filter={filter} />
      </header>
      <div className="dashboards-grid">
        {widgets.map((widget) => (
          <WidgetCard key={widget.id} widget={widget} filter={filter} span={span} unit={unit} />
        ))}
      </div>
    </>
  )
}

/** From the first to the last event of the case, as far as the filter shows it. */
function useSpan({ range }: Filter): TimeSpan {
  const first = useCase((state) => state.summary?.firstEventTime ?? 0)
  const last = useCase((state) => state.summary?.lastEventTime ?? 0)
  const from = Math.max(range?.from ?? first, first) as UtcMs
  const until = Math.min(range?.until ?? last + 1, last + 1) as UtcMs
  return useMemo(() => ({ from, until }), [from, until])
}

interface BarProps {
  readonly dashboards: readonly Dashboard[]
  readonly own: readonly OwnDashboard[]
  readonly chosen: string
  readonly ownChosen: OwnDashboard | null
}

function Bar({ dashboards, own, chosen, ownChosen }: BarProps) {
  const [edited, edit] = useState<OwnDashboard | null>(null)
  return (
    <div className="dashboards-bar">
      <label>
        <span>Dashboard</span>
        <select value={chosen} onChange={({ target }) => chooseDashboard(target.value)}>
          <optgroup label="Of CloudTrail Lake">
            {dashboards.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </optgroup>
          {own.length > 0 && (
            <optgroup label="Own">
              {own.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </optgroup>
          )}
        </select>
      </label>
      {ownChosen !== null && (
        <>
          <Button onClick={() => edit(ownChosen)}>Change…</Button>
          <Button look="danger" onClick={() => forgetDashboard(ownChosen.id)}>
            Remove
          </Button>
        </>
      )}
      <Button icon="plus" onClick={() => edit({ id: crypto.randomUUID(), name: '', queries: [] })}>
        Of saved queries…
      </Button>
      <Button onClick={() => window.print()}>Print…</Button>
      {edited !== null && (
        <OwnDialog
          title={edited.queries.length === 0 ? 'Dashboard of saved queries' : 'Change the dashboard'}
          dashboard={edited}
          onClose={() => edit(null)}
        />
      )}
    </div>
  )
}

interface UnitChoiceProps {
  readonly fitting: ChartUnit
  /** Null: the fitting one. */
  readonly chosen: ChartUnit | null
  readonly onChoose: (unit: ChartUnit | null) => void
}

const UnitChoice = ({ fitting, chosen, onChoose }: UnitChoiceProps) => (
  <div className="dashboards-bar">
    <label>
      <span>Steps of time</span>
      <select
        value={chosen ?? ''}
        onChange={({ target }) => onChoose(chartUnits.find((unit) => unit === target.value) ?? null)}
      >
        <option value="">{`fitting: ${fitting}`}</option>
        {chartUnits.map((unit) => (
          <option key={unit}>{unit}</option>
        ))}
      </select>
    </label>
  </div>
)

const FilterLine = ({ filter }: { readonly filter: Filter }) =>
  isEverything(filter) ? (
    <p className="muted">All events of the case. A filter set in Events applies here, too.</p>
  ) : (
    <p className="muted dashboards-filter">
      Only events that the filter shows: <code>{formatFilter(filter)}</code>
      <Button look="link" onClick={clearFilter}>
        Show all events
      </Button>
    </p>
  )
