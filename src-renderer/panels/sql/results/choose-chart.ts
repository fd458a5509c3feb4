import type { Table } from '../../../../src-shared/contract/index.ts'
import { timeOf } from '../../../../src-shared/filter/result-column.ts'
import type { ChartChoice, ChartKind } from '../../../state/sql-views.ts'
import type { ResultColumn } from './result-columns.ts'

export const chartWords: Readonly<Record<ChartKind, string>> = {
  value: 'Single value',
  bar: 'Bars',
  line: 'Line over time',
}

/**
 * The chart that fits: one row is a single value, numbers by time are a line, numbers by anything else are bars, named by
 * the column that tells most rows apart. Null where no column has numbers.
 */
export function chooseChart(columns: readonly ResultColumn[], rows: Table['rows']): ChartChoice | null {
  const of = columns.find(({ kind, name }) => kind === 'number' && !isNumberOf(name)) ?? firstNumber(columns)
  if (of === undefined || rows.length === 0) return null
  if (rows.length === 1) return { kind: 'value', along: null, of: of.index }
  const time = columns.find(({ kind }) => kind === 'time')
  if (time !== undefined) return { kind: 'line', along: time.index, of: of.index }
  const names = columns.filter(({ kind }) => kind !== 'number')
  const different = ({ index }: ResultColumn) => new Set(rows.slice(0, mostBars).map((row) => row[index])).size
  const along = names.toSorted((a, b) => different(b) - different(a))[0] ?? firstNumber(columns)
  return along === undefined ? null : { kind: 'bar', along: along.index, of: of.index }
}

const firstNumber = (columns: readonly ResultColumn[]) => columns.find(({ kind }) => kind === 'number')

/** Numbers that name something and measure nothing. */
const isNumberOf = (name: string): boolean => /^(id|.*Id|recordIndex|accountId)$/.test(name)

/** The same choice with another kind, and a column along which that kind can be drawn; null where there is none. */
export function asKind(choice: ChartChoice, kind: ChartKind, columns: readonly ResultColumn[]): ChartChoice | null {
  if (kind === 'value') return { ...choice, kind, along: null }
  const fitting = alongColumns(kind, columns)
  const held = fitting.find(({ index }) => index === choice.along)
  const along = held ?? fitting.find(({ index }) => index !== choice.of) ?? fitting[0]
  return along === undefined ? null : { ...choice, kind, along: along.index }
}

/** Columns that a chart of this kind can be drawn along. */
export const alongColumns = (kind: ChartKind, columns: readonly ResultColumn[]): readonly ResultColumn[] =>
  kind === 'value' ? [] : kind === 'line' ? columns.filter((column) => column.kind === 'time') : columns

export const numberColumns = (columns: readonly ResultColumn[]): readonly ResultColumn[] =>
  columns.filter(({ kind }) => kind === 'number')

export interface ChartPoint {
  /** Of the row, among those shown. */
  readonly row: number
  readonly label: string
  /** UtcMs on a line. */
  readonly time: number | null
  readonly value: number
}

/** What a chart draws of the rows. */
export interface Drawn {
  readonly points: readonly ChartPoint[]
  /** Rows that are not drawn: without a number, without a time on a line, or beyond the most that is drawn. */
  readonly leftOut: { readonly withoutValue: number; readonly beyond: number }
  /** Several rows have one time: no line leads through them. */
  readonly isScattered: boolean
  /** The places, among the points, of those that a line begins at. */
  readonly starts: ReadonlySet<number>
}

export const mostBars = 50
const mostPoints = 10_000

/** Bars stand in the order of the rows, a line in that of time. */
export function drawnOf(rows: Table['rows'], { kind, along, of }: ChartChoice): Drawn {
  const all = rows.flatMap((row, number): ChartPoint[] => {
    const value = row[of]
    const by = along === null ? null : (row[along] ?? null)
    const time = kind === 'line' ? timeOf(by) : null
    if (typeof value !== 'number' || (kind === 'line' && time === null)) return []
    return [{ row: number, label: by === null ? 'NULL' : String(by), time, value }]
  })
  const ordered = kind === 'line' ? all.toSorted((a, b) => a.time! - b.time!) : all
  const points = ordered.slice(0, kind === 'value' ? 1 : kind === 'bar' ? mostBars : mostPoints)
  return {
    points,
    leftOut: { withoutValue: rows.length - all.length, beyond: all.length - points.length },
    isScattered: kind === 'line' && points.some(({ time }, at) => at > 0 && time === points[at - 1]!.time),
    starts: kind === 'line' ? startsOf(points.map(({ time }) => time!)) : new Set(),
  }
}

/**
 * Rows by the hour, or any other even step, have no row for an hour without events: no line leads over it, since it would
 * show values that there are not.
 */
function startsOf(times: readonly number[]): ReadonlySet<number> {
  const steps = times.slice(1).map((time, at) => time - times[at]!)
  const least = Math.min(...steps)
  const isEven = least > 0 && steps.every((step) => step % least === 0)
  return new Set([0, ...(isEven ? steps.flatMap((step, at) => (step > least ? [at + 1] : [])) : [])])
}

/** Round steps of an axis from zero, or below it where values are, to the greatest value: 4 to 8 of them. */
export function axisSteps(values: readonly number[]): readonly number[] {
  const least = Math.min(0, ...values)
  const most = Math.max(0, ...values)
  if (least === most) return [0, 1]
  const rough = (most - least) / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((fitting) => fitting >= rough)!
  const first = Math.floor(least / step)
  const count = Math.ceil(most / step) - first + 1
  return Array.from({ length: count }, (_, k) => Number(((first + k) * step).toPrecision(12)))
}
