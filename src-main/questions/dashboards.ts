import type { Dashboard, Widget } from '../../src-shared/contract/index.ts'
import { parseFilter } from '../../src-shared/filter/text.ts'
import { chartKinds, dashboardIds, dashboardTitles } from '../../src-shared/model/dashboard.ts'
import { readHeader } from '../../src-shared/sql/header.ts'

/** Fields of the comment at the top of a widget's file, in this order. `place` orders its dashboard, from 1. */
const fields = ['place', 'title', 'chart', 'why', 'events'] as const

const files: Readonly<Record<string, string>> = import.meta.glob('./dashboards/*/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** One widget, one file of dashboards/<dashboard>/. */
export const dashboards: readonly Dashboard[] = dashboardIds.map((id) => ({
  id,
  title: dashboardTitles[id],
  widgets: Object.entries(files)
    .filter(([path]) => path.startsWith(`./dashboards/${id}/`))
    .map(([path, sql]) => readWidget(path.slice('./dashboards/'.length, -'.sql'.length), sql))
    .sort((a, b) => a.place - b.place)
    .map(({ place: _, ...widget }) => widget),
}))

function readWidget(id: string, sql: string): Widget & { readonly place: number } {
  const { place, title, chart, why, events } = readHeader(id, sql, fields)
  const kind = chartKinds.find((each) => each === chart)
  if (kind === undefined) throw new Error(`${id}.sql names a chart ${chart}, which there is none of`)
  const counted = parseFilter(events === 'all' ? '' : events)
  if (!counted.ok) throw new Error(`${id}.sql counts events that no filter shows. ${counted.message}`)
  return { id, place: Number(place), title, chart: kind, why, events: counted.value, dialect: 'athena', sql }
}
