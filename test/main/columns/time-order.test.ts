import fc from 'fast-check'
import { expect, test } from 'vitest'
import { timeOrder } from '../../../src-main/columns/time-order.ts'

/** The order that a stable sort with NaN last gives. */
function slowly(times: readonly number[]): number[] {
  const place = (time: number) => (Number.isNaN(time) ? Number.POSITIVE_INFINITY : time)
  const order = [...times.keys()]
  return order.sort((a, b) => (place(times[a]!) === place(times[b]!) ? a - b : place(times[a]!) - place(times[b]!)))
}

const orderOf = (times: readonly number[]) => {
  const order = timeOrder(Float64Array.from(times), times.length)
  return order === null ? [...times.keys()] : [...order]
}

const second = 1000
const hour = 3600 * second
const day = 24 * hour
const noon = Date.parse('2024-03-05T12:00:00Z')

test.each<[string, number[]]>([
  ['none', []],
  ['one without a time', [Number.NaN]],
  ['equal times keep their order', [noon, noon - 1, noon, noon - 1]],
  ['those without a time come last', [Number.NaN, noon, Number.NaN, noon - second]],
  ['whole seconds within a minute', [noon + 59 * second, noon, noon + 30 * second]],
  ['whole seconds across months', [noon + 90 * day, noon, noon + 45 * day, noon + second]],
  ['milliseconds among seconds', [noon + second, noon + 999, noon + 1001, noon]],
  ['milliseconds across more than 2^32 of them', [noon + 50 * day + 1, noon + 50 * day, noon, noon + 1]],
  ['from the first year to the last', [Date.UTC(9999, 11, 31), -62_135_596_800_000, noon, 0]],
  ['more than 2^32 seconds', [Date.UTC(9999, 11, 31), -62_135_596_800_000, Number.NaN, 0]],
  ['numbers below zero, as for a descending sort', [-1, -3, 0, -2, Number.NaN, -3]],
])('%s', (_, times) => {
  expect(orderOf(times)).toEqual(slowly(times))
})

test('times that are in order need none', () => {
  expect(timeOrder(Float64Array.of(noon, noon, noon + 1, Number.NaN, Number.NaN), 5)).toBeNull()
})

test('any times', () => {
  const time = fc.oneof(
    fc.integer({ min: 0, max: 100 }).map((seconds) => noon + seconds * second),
    fc.integer({ min: -100_000_000, max: 100_000_000 }).map((seconds) => noon + seconds * second),
    fc.integer({ min: -10_000, max: 10_000 }).map((ms) => noon + ms),
    fc.constant(Number.NaN),
  )
  const times = fc.oneof(
    fc.array(time),
    fc.array(
      fc.integer({ min: 0, max: 10_000_000 }).map((seconds) => noon + seconds * second),
      { maxLength: 500 },
    ),
  )
  fc.assert(
    fc.property(times, (some) => {
      expect(orderOf(some)).toEqual(slowly(some))
    }),
  )
})
