import { describe, expect, test } from 'vitest'
import {
  bucketAt,
  clamped,
  panned,
  snapped,
  timeAt,
  xOf,
  zoomed,
} from '../../../../src-renderer/parts/histogram/scale.ts'
import { ticks } from '../../../../src-renderer/parts/time-axis.ts'
import type { TimeSpan, UtcMs } from '../../../../src-shared/base/time.ts'
import { utc } from '../../../../src-shared/base/zone.ts'
import type { Histogram } from '../../../../src-shared/contract/index.ts'

const at = (text: string) => Date.parse(text) as UtcMs
const range = (from: string, until: string): TimeSpan => ({ from: at(from), until: at(until) })
const march = range('2024-03-01T00:00:00Z', '2024-03-15T00:00:00Z')
const hour = 3_600_000

const histogram: Histogram = {
  from: at('2024-03-05T00:00:00Z'),
  width: hour,
  total: [1, 2, 3],
  errors: [0, 0, 0],
  writes: [0, 0, 0],
  stack: null,
}

describe('the scale', () => {
  test('lays time along the width, both ways', () => {
    const scale = { range: range('2024-03-05T00:00:00Z', '2024-03-05T03:00:00Z'), width: 300 }
    expect(xOf(at('2024-03-05T01:00:00Z'), scale)).toBe(100)
    expect(timeAt(100, scale)).toBe(at('2024-03-05T01:00:00Z'))
  })

  test('knows the bar at a time, and where there is none', () => {
    expect(bucketAt(at('2024-03-05T02:59:59Z'), histogram)).toBe(2)
    expect(bucketAt(at('2024-03-05T03:00:00Z'), histogram)).toBeNull()
    expect(bucketAt(at('2024-03-04T23:59:59Z'), histogram)).toBeNull()
  })

  test('widens a brush to whole bars', () => {
    expect(snapped(range('2024-03-05T00:40:00Z', '2024-03-05T01:10:00Z'), histogram)).toEqual(
      range('2024-03-05T00:00:00Z', '2024-03-05T02:00:00Z'),
    )
  })
})

describe('moving and zooming', () => {
  const day = range('2024-03-14T00:00:00Z', '2024-03-15T00:00:00Z')

  test('stops at the ends of the case and keeps its length', () => {
    expect(panned(day, 0.5, march)).toEqual(day)
    expect(panned(day, -0.5, march)).toEqual(range('2024-03-13T12:00:00Z', '2024-03-14T12:00:00Z'))
  })

  test('ends in the whole case', () => {
    expect(zoomed(range('2024-03-02T00:00:00Z', '2024-03-12T00:00:00Z'), 2, march)).toBeNull()
  })

  test('leaves the time under the pointer where it is', () => {
    const around = at('2024-03-14T06:00:00Z')
    expect(zoomed(day, 0.5, march, around)).toEqual(range('2024-03-14T03:00:00Z', '2024-03-14T15:00:00Z'))
  })

  test('never gets shorter than ten milliseconds', () => {
    const least = range('2024-03-05T00:00:00.000Z', '2024-03-05T00:00:00.010Z')
    expect(zoomed(least, 0.5, march)).toEqual(least)
  })

  test('a range with an open end is the part the case has', () => {
    expect(clamped({ from: null, until: at('2024-03-02T00:00:00Z') }, march)).toEqual(
      range('2024-03-01T00:00:00Z', '2024-03-02T00:00:00Z'),
    )
  })
})

describe('the axis', () => {
  test('marks days in two weeks', () => {
    const labels = ticks(march, 18, utc).map(({ label }) => label)
    expect(labels).toHaveLength(14)
    expect(labels.slice(0, 2)).toEqual(['1 Mar', '2 Mar'])
  })

  test('names the day where it changes', () => {
    expect(ticks(range('2024-03-04T18:00:00Z', '2024-03-05T07:00:00Z'), 6, utc)).toEqual([
      { time: at('2024-03-04T18:00:00Z'), label: '18:00', isMajor: false },
      { time: at('2024-03-04T21:00:00Z'), label: '21:00', isMajor: false },
      { time: at('2024-03-05T00:00:00Z'), label: '5 Mar', isMajor: true },
      { time: at('2024-03-05T03:00:00Z'), label: '03:00', isMajor: false },
      { time: at('2024-03-05T06:00:00Z'), label: '06:00', isMajor: false },
    ])
  })

  test('writes seconds within a minute', () => {
    expect(ticks(range('2024-03-05T10:00:00Z', '2024-03-05T10:00:20Z'), 5, utc).map(({ label }) => label)).toEqual([
      '10:00:00',
      '10:00:05',
      '10:00:10',
      '10:00:15',
    ])
  })

  test('begins months at their first day and years at January', () => {
    expect(ticks(range('2023-11-10T00:00:00Z', '2024-03-10T00:00:00Z'), 5, utc)).toEqual([
      { time: at('2023-12-01T00:00:00Z'), label: 'Dec 2023', isMajor: false },
      { time: at('2024-01-01T00:00:00Z'), label: '2024', isMajor: true },
      { time: at('2024-02-01T00:00:00Z'), label: 'Feb 2024', isMajor: false },
      { time: at('2024-03-01T00:00:00Z'), label: 'Mar 2024', isMajor: false },
    ])
  })

  test.each([1, 60, 3_600, 86_400, 86_400 * 400, 86_400 * 4_000, 86_400 * 365 * 7_900])(
    'has room for its marks over %i seconds',
    (seconds) => {
      const shown = { from: march.from, until: (march.from + seconds * 1000) as UtcMs }
      expect(ticks(shown, 10, utc).length).toBeLessThanOrEqual(11)
    },
  )
})
