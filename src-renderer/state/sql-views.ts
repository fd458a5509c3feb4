import { create } from 'zustand'
import type { Cell } from '../../src-shared/contract/index.ts'
import { useRuns } from './sql.ts'

export interface RowSort {
  /** Position in the row. */
  readonly column: number
  readonly descending: boolean
}

/** Which rows of a result are shown. All of it holds. */
export interface RowFilter {
  /** Found anywhere in a cell, in any case of letters; all rows where it is empty. */
  readonly text: string
  /** The only column that `text` is looked for in, by position; null for all. */
  readonly column: number | null
  readonly values: readonly ValueFilter[]
  /** Only these rows, by number in the order of the query: those of a figure of the summary. Null: not so. */
  readonly only: { readonly rows: readonly number[] } | null
}

/** Rows that have a value in a column, or not. */
export interface ValueFilter {
  readonly column: number
  readonly value: Cell
  readonly isOut: boolean
}

export const chartKinds = ['value', 'bar', 'line'] as const
export type ChartKind = (typeof chartKinds)[number]

/** What is drawn of a result. */
export interface ChartChoice {
  readonly kind: ChartKind
  /** Position of the column that names bars, or gives the times of a line; null for a single value. */
  readonly along: number | null
  /** Position of the column whose numbers are drawn. */
  readonly of: number
}

/** How the rows of one run are looked at. */
export interface ResultView {
  /** Null: in the order of the query. */
  readonly sort: RowSort | null
  readonly filter: RowFilter
  readonly shows: 'table' | 'chart'
  /** Null until one is chosen: the one that fits is drawn. */
  readonly chart: ChartChoice | null
  /** By position of the column. */
  readonly widths: Readonly<Record<number, number>>
  /** Number of the row, in the order of the query. */
  readonly selected: number | null
}

export const allRows: RowFilter = { text: '', column: null, values: [], only: null }

const asGiven: ResultView = {
  sort: null,
  filter: allRows,
  shows: 'table',
  chart: null,
  widths: {},
  selected: null,
}

interface Views {
  readonly byRun: Readonly<Record<string, ResultView>>
  /** The row at the top of the grid. */
  readonly topRows: Readonly<Record<string, number>>
}

/** By id of the run: a look at an event leaves the result as it was. Lives as long as the run is kept. */
export const useViews = create<Views>(() => ({ byRun: {}, topRows: {} }))

export const useResultView = (run: string): ResultView => useViews(({ byRun }) => byRun[run] ?? asGiven)

export const changeView = (run: string, change: Partial<ResultView>) =>
  useViews.setState(({ byRun }) => ({
    byRun: { ...ofKeptRuns(byRun), [run]: { ...(byRun[run] ?? asGiven), ...change } },
  }))

export const topRowOf = (run: string): number => useViews.getState().topRows[run] ?? 0
export const noteTopRow = (run: string, row: number) =>
  useViews.setState(({ topRows }) => ({ topRows: { ...ofKeptRuns(topRows), [run]: row } }))

function ofKeptRuns<T>(byRun: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  const kept = new Set(Object.values(useRuns.getState().byTab).map((run) => ('id' in run ? run.id : null)))
  return Object.fromEntries(Object.entries(byRun).filter(([id]) => kept.has(id)))
}
