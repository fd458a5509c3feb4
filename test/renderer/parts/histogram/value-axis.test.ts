import { describe, expect, test } from 'vitest'
import { partHeights, shareOf, stepsOf } from '../../../../src-renderer/parts/histogram/value-axis.ts'

describe('lines of the axis', () => {
  test.each<readonly ['linear' | 'log', number, number, readonly number[]]>([
    ['linear', 82, 2, [50]],
    ['linear', 82, 4, [20, 40, 60, 80]],
    ['linear', 3, 4, [1, 2, 3]],
    ['linear', 1, 3, [1]],
    ['linear', 1_000_000, 2, [500_000, 1_000_000]],
    ['log', 8, 3, [1]],
    ['log', 90_000, 3, [1, 100, 10_000]],
    ['log', 90_000, 9, [1, 10, 100, 1000, 10_000]],
    ['linear', 82, 0, []],
  ])('%s up to %d, room for %d', (kind, most, room, steps) => {
    expect(stepsOf({ kind, most }, room)).toEqual(steps)
  })

  test('on a logarithmic axis one event is seen beside a million, and the highest reaches the top', () => {
    const axis = { kind: 'log', most: 1_000_000 } as const
    expect(shareOf(1, axis)).toBeGreaterThan(0.04)
    expect(shareOf(1_000_000, axis)).toBe(1)
    expect(shareOf(0, axis)).toBe(0)
  })
})

describe('the parts of a bar', () => {
  test('share its height, and one event of a thousand is seen', () => {
    const [few, many] = partHeights([1, 999], 100, 2)
    expect(few).toBe(2)
    expect(few! + many!).toBe(100)
  })

  test('without events have no height', () => {
    expect(partHeights([0, 3, 0], 30, 2)).toEqual([0, 30, 0])
    expect(partHeights([0, 0], 30, 2)).toEqual([0, 0])
  })
})
