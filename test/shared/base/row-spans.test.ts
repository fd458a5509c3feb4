import { expect, test } from 'vitest'
import {
  hasRow,
  noSpans,
  type RowSpans,
  rowsIn,
  spanBetween,
  withRowToggled,
} from '../../../src-shared/base/row-spans.ts'

test('spans hold what a set of rows holds, whatever is toggled in whatever order', () => {
  let spans: RowSpans = noSpans
  const rows = new Set<number>()
  for (let step = 0; step < 2_000; step++) {
    const row = (step * 7919 + (step >> 3)) % 40
    spans = withRowToggled(spans, row)
    if (!rows.delete(row)) rows.add(row)
    expect(Array.from({ length: 40 }, (_, k) => k).filter((k) => hasRow(spans, k))).toEqual(
      [...rows].toSorted((a, b) => a - b),
    )
    expect(rowsIn(spans)).toBe(rows.size)
    for (const [k, { from }] of spans.entries()) expect(k === 0 || spans[k - 1]!.until < from).toBe(true)
  }
})

test('a span goes from the earlier to the later row, both included', () => {
  expect(spanBetween(7, 3)).toEqual({ from: 3, until: 8 })
  expect(rowsIn([spanBetween(5, 5)])).toBe(1)
})
