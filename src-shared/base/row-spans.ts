/** Rows side by side; `until` is not included. */
export interface RowSpan {
  readonly from: number
  readonly until: number
}

/** Rows of a grid, be they millions: spans in order, which neither touch nor overlap. */
export type RowSpans = readonly RowSpan[]

export const noSpans: RowSpans = []

/** Both rows and all between them, whichever comes first. */
export const spanBetween = (a: number, b: number): RowSpan => ({ from: Math.min(a, b), until: Math.max(a, b) + 1 })

export const rowsIn = (spans: RowSpans): number => spans.reduce((sum, { from, until }) => sum + until - from, 0)

export const hasRow = (spans: RowSpans, row: number): boolean =>
  spans.some(({ from, until }) => row >= from && row < until)

/** With the row, or without it where it is among them. */
export function withRowToggled(spans: RowSpans, row: number): RowSpans {
  const held = spans.find(({ from, until }) => row >= from && row < until)
  if (held === undefined) return joined([...spans, { from: row, until: row + 1 }])
  const left = [
    { from: held.from, until: row },
    { from: row + 1, until: held.until },
  ].filter(({ from, until }) => from < until)
  return spans.flatMap((span) => (span === held ? left : [span]))
}

/** Of rows in any order. */
export const spansOf = (rows: readonly number[]): RowSpans => joined(rows.map((row) => ({ from: row, until: row + 1 })))

function joined(spans: RowSpans): RowSpans {
  const result: RowSpan[] = []
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1)
    if (last === undefined || last.until < span.from) result.push(span)
    else result[result.length - 1] = { from: last.from, until: Math.max(last.until, span.until) }
  }
  return result
}
