import type { TimeSpan, UtcMs } from '../../../src-shared/base/time.ts'
import type { Table } from '../../../src-shared/contract/index.ts'
import { timeOf } from '../../../src-shared/filter/result-column.ts'
import { type ChartKind, type ChartUnit, chartUnits, stepAt } from '../../../src-shared/model/dashboard.ts'
import { cellWords, othersOf } from '../../../src-shared/words/dashboards.ts'
import type { TimeSeries } from '../../widgets/time-chart.tsx'

export type Rows = Pick<Table, 'columns' | 'rows'>

export interface DrawnSeries {
  /** Every step of the span. */
  readonly times: readonly UtcMs[]
  readonly series: readonly TimeSeries[]
}

const mostSeries = 7
/** More steps than a drawing has room for, and few enough to be made at once: a clock that was wrong may span centuries. */
const mostSteps = 20_000

/**
 * Counts by time, and by the value beside it where there is one: the most frequent values each a line, the others
 * together. A step without rows has no events. Null where a row has no time in the span, or where that is too long to be drawn.
 */
export function seriesOf({ columns, rows }: Rows, unit: ChartUnit, span: TimeSpan): DrawnSeries | null {
  const times = stepsOf(span, unit)
  if (times === null) return null
  const places = new Map<number | null, number>(times.map((time, at) => [time, at]))
  const byName = new Map<string, number[]>()
  for (const row of rows) {
    const at = places.get(timeOf(row[0] ?? null))
    if (at === undefined) return null
    const name = columns.length > 2 ? cellWords(columns[1]!, row[1] ?? null) : columns.at(-1)!
    const counts = byName.get(name) ?? new Array<number>(times.length).fill(0)
    counts[at]! += Number(row.at(-1))
    byName.set(name, counts)
  }
  return { times, series: coloured(byName, times.length) }
}

function stepsOf({ from, until }: TimeSpan, unit: ChartUnit): readonly UtcMs[] | null {
  const steps: UtcMs[] = []
  for (let time = stepAt(from, unit).from; time < until; time = stepAt(time, unit).until)
    if (steps.push(time) > mostSteps) return null
  return steps.length === 0 ? null : steps
}

const sum = (counts: readonly number[]): number => counts.reduce((whole, count) => whole + count, 0)

function coloured(byName: ReadonlyMap<string, readonly number[]>, steps: number): readonly TimeSeries[] {
  const ordered = [...byName].toSorted(([, a], [, b]) => sum(b) - sum(a))
  const [shown, others] = [ordered.slice(0, mostSeries), ordered.slice(mostSeries)]
  const lines = shown.map(([name, counts], at): TimeSeries => ({ name, counts, colour: `--series-${at + 1}` }))
  if (others.length === 0) return lines
  const counts = Array.from({ length: steps }, (_, at) => sum(others.map(([, each]) => each[at]!)))
  return [...lines, { name: othersOf(others.length), counts, colour: '--series-others' }]
}

/** Columns that count: a step without a row has none. */
const countName = /^(events|calls|errors|count|n)$|^count\(/i

/** The steps of counts along time, where all rows are such: the longest unit that all times begin, from the first to the last. */
export function stepsIn({ columns, rows }: Rows): { readonly unit: ChartUnit; readonly span: TimeSpan } | null {
  if (columns.length < 2 || columns.length > 3 || !countName.test(columns.at(-1)!)) return null
  const times: UtcMs[] = []
  for (const row of rows) {
    const time = timeOf(row[0] ?? null)
    if (time === null || typeof row.at(-1) !== 'number' || (columns.length > 2 && typeof row[1] === 'number'))
      return null
    times.push(time)
  }
  const unit = chartUnits.findLast((each) => times.every((time) => stepAt(time, each).from === time))
  const first = times.reduce((least, time) => (time < least ? time : least), times[0]!)
  const last = times.reduce((most, time) => (time > most ? time : most), times[0]!)
  if (unit === undefined || first === last) return null
  return { unit, span: { from: first, until: stepAt(last, unit).until } }
}

/**
 * The chart that an answer fits, where its query does not say: counts along time, one number, names with a number each, or a
 * table of all else.
 */
export function fittingChart({ columns, rows }: Rows): ChartKind {
  const [first] = rows
  if (first === undefined) return 'table'
  const isNumber = (at: number) => rows.every((row) => typeof row[at] === 'number')
  if (rows.length === 1 && columns.length === 1 && isNumber(0)) return 'number'
  if (stepsIn({ columns, rows }) !== null) return 'time'
  return columns.length === 2 && isNumber(1) && !isNumber(0) ? 'bars' : 'table'
}
