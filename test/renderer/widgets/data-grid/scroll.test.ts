import { describe, expect, test } from 'vitest'
import {
  bodyHeight,
  clampOffset,
  type Extent,
  isScaled,
  offsetAt,
  offsetToShow,
  rowsAt,
  scrollTopAt,
} from '../../../../src-renderer/widgets/data-grid/scroll.ts'

const small: Extent = { rows: 1_000, rowHeight: 26, viewport: 520 }
const huge: Extent = { rows: 10_000_000, rowHeight: 26, viewport: 520 }

describe('a grid that fits in the browser', () => {
  test('scrolls pixel by pixel', () => {
    expect(isScaled(small)).toBe(false)
    expect(bodyHeight(small)).toBe(26_000)
    expect(offsetAt(1_234, small)).toBe(1_234)
    expect(scrollTopAt(1_234, small)).toBe(1_234)
  })

  test('draws the rows in view and some more', () => {
    expect(rowsAt(260, small, 0)).toEqual({ first: 10, end: 30 })
    expect(rowsAt(0, small, 8)).toEqual({ first: 0, end: 28 })
    expect(rowsAt(26_000 - 520, small, 8)).toEqual({ first: 972, end: 1_000 })
  })
})

describe('a grid of ten million rows', () => {
  test('stays below what browsers lay out', () => {
    expect(isScaled(huge)).toBe(true)
    expect(bodyHeight(huge)).toBeLessThan(17_000_000)
  })

  test('reaches its first and its last row by the scrollbar', () => {
    expect(rowsAt(offsetAt(0, huge), huge, 0).first).toBe(0)
    const bottom = bodyHeight(huge) - huge.viewport
    expect(rowsAt(offsetAt(bottom, huge), huge, 0).end).toBe(10_000_000)
  })

  test.each([0, 1, 25, 26, 999_999, 130_000_000, 259_999_480])('offset %i and scrollbar agree to a row', (offset) => {
    const scrollTop = scrollTopAt(offset, huge)
    expect(Number.isInteger(scrollTop)).toBe(true)
    // One pixel of the scrollbar stands for less than a row.
    expect(Math.abs(offsetAt(scrollTop, huge) - clampOffset(offset, huge))).toBeLessThan(huge.rowHeight)
  })
})

describe('showing a row', () => {
  test('moves as little as it can', () => {
    expect(offsetToShow(15, 260, small)).toBe(260)
    expect(offsetToShow(5, 260, small)).toBe(130)
    expect(offsetToShow(30, 260, small)).toBe(31 * 26 - 520)
    expect(offsetToShow(9_999_999, 0, huge)).toBe(260_000_000 - 520)
  })

  test('more than a view away, it comes to the middle', () => {
    expect(offsetToShow(500, 0, small)).toBe(500 * 26 - 247)
    expect(offsetToShow(200, 20_000, small)).toBe(200 * 26 - 247)
    expect(offsetToShow(0, 20_000, small)).toBe(0)
  })
})

test('an empty grid has nothing to draw or to scroll', () => {
  const empty: Extent = { rows: 0, rowHeight: 26, viewport: 520 }
  expect(rowsAt(offsetAt(0, empty), empty, 8)).toEqual({ first: 0, end: 0 })
  expect(scrollTopAt(100, empty)).toBe(0)
})
