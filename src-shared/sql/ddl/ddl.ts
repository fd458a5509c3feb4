import type { DaySpan, TrailPlace } from '../../model/trail-place.ts'
import { eventRecordsSelect, eventsSelect, resourcesSelect } from './event-views.ts'
import { athenaTable, trinoTable } from './tables.ts'

/** The engines that read log files where they lie in S3. */
export const remoteEngines = ['athena', 'trino'] as const
export type RemoteEngine = (typeof remoteEngines)[number]

export interface Statement {
  readonly creates: string
  readonly sql: string
}

const filesTable = 'cloudtrail_files'
const recordsView = 'event_records'
const eventsView = 'events'
const resourcesView = 'resources'

/** Of the first place, the second, … */
export const tableName = (index: number): string => (index === 0 ? filesTable : `${filesTable}_${index + 1}`)

/**
 * What creates the tables of log files and the views over them, in the order in which to run it. Each statement has no
 * semicolon at its end: Athena runs one at a time. There is at least one place.
 */
export function ddlOf(engine: RemoteEngine, places: readonly TrailPlace[]): readonly Statement[] {
  const tableOf = { athena: athenaTable, trino: trinoTable }[engine]
  const view = (name: string, select: string): Statement => ({
    creates: name,
    sql: `CREATE OR REPLACE VIEW ${name}${engine === 'trino' ? ' SECURITY INVOKER' : ''} AS\n${select}`,
  })
  const tables = places.map((_, index) => tableName(index))
  return [
    ...places.map((place, index) => ({ creates: tables[index]!, sql: tableOf(tables[index]!, place) })),
    view(recordsView, eventRecordsSelect(tables, spanOf(places))),
    view(eventsView, eventsSelect(recordsView)),
    view(resourcesView, resourcesSelect(eventsView)),
  ]
}

/** Notes as comments, then the statements, each with a semicolon. */
export const ddlText = (notes: readonly string[], statements: readonly Statement[]): string =>
  [...notes.map((note) => `-- ${note}\n`), ...statements.map(({ sql }) => `\n${sql};\n`)].join('')

/** From the first to the last day of all places. */
export function spanOf(places: readonly TrailPlace[]): DaySpan {
  // Days in this form sort as text.
  const firsts = places.map(({ days }) => days.first).sort()
  const lasts = places.map(({ days }) => days.last).sort()
  return { first: firsts[0]!, last: lasts.at(-1)! }
}
