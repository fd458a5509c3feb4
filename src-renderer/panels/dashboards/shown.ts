import type { OwnDashboard } from '../../../src-shared/contract/case-view.ts'
import type { Dashboard, SavedQuery, Widget } from '../../../src-shared/contract/index.ts'
import type { Filter } from '../../../src-shared/filter/model.ts'
import { type ChartKind, type ChartUnit, unitParameter } from '../../../src-shared/model/dashboard.ts'
import type { SqlDialect } from '../../../src-shared/sql/dialect.ts'
import { dialectOf } from '../../../src-shared/sql/dialects/dialect-of.ts'
import { withoutHeader } from '../../../src-shared/sql/header.ts'
import { withTexts, withValues } from '../../../src-shared/sql/parameters.ts'
import { dashboardWords } from '../../../src-shared/words/dashboards.ts'

/** A widget as it is shown: of a dashboard of CloudTrail Lake, or a saved query. */
export interface ShownWidget {
  readonly id: string
  readonly title: string
  readonly why: string | null
  /** Null: as its answer fits. */
  readonly chart: ChartKind | null
  /** The events that it counts; null where that is not told. */
  readonly events: Filter | null
  readonly dialect: SqlDialect
  /** Without header, its parameters filled in; null where that is not possible. */
  readonly sql: string | null
  /** Why it has no query, a sentence. */
  readonly problem: string | null
}

export const widgetsOf = ({ widgets }: Dashboard, unit: ChartUnit): readonly ShownWidget[] =>
  widgets.map((widget) => shownWidget(widget, unit))

function shownWidget({ sql, ...widget }: Widget, unit: ChartUnit): ShownWidget {
  const filled = withTexts(withoutHeader(sql), { [unitParameter]: unit })
  return filled.ok
    ? { ...widget, sql: filled.value.sql.trim(), problem: null }
    : { ...widget, sql: null, problem: filled.message }
}

/** A query that is no longer saved is named all the same. */
export const widgetsOfOwn = ({ queries }: OwnDashboard, saved: readonly SavedQuery[]): readonly ShownWidget[] =>
  queries.map((name) =>
    savedWidget(
      name,
      saved.find((query) => query.name === name),
    ),
  )

function savedWidget(name: string, query: SavedQuery | undefined): ShownWidget {
  const widget = { id: `saved ${name}`, title: name, why: null, chart: null, events: null, dialect: 'sqlite' } as const
  if (query === undefined) return { ...widget, sql: null, problem: dashboardWords.noSuchQuery(name) }
  const { dialect } = dialectOf(query.sql)
  const filled = withValues(query.sql, query.values)
  return filled.ok
    ? { ...widget, dialect, sql: filled.value.sql, problem: null }
    : { ...widget, dialect, sql: null, problem: filled.message }
}
