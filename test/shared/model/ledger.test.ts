import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hourMs, type UtcMs, utcOf } from '../../../src-shared/base/time.ts'
import { deliveredIn, type EventCount, isProven, ledgerStates, packCounts } from '../../../src-shared/model/ledger.ts'

const from = utcOf(2024, 3, 5, 10, 0, 0)!
const after = (ms: number) => (from + ms) as UtcMs

test('an hour of deliveries takes six numbers, its event times in seconds since its start', () => {
  const hour = after(3 * hourMs)
  const eventSpan = { first: (hour - 600_000) as UtcMs, last: (hour + 1_800_000) as UtcMs }
  expect(packCounts(from, [{ hour, logs: 4, uncovered: 1, events: 120, eventSpan }])).toEqual([
    3, 4, 1, 120, -600, 1800,
  ])
})

test('an hour without a time of any event has none afterwards', () => {
  const count = { hour: after(0), logs: 1, uncovered: 0, events: 0, eventSpan: null }
  expect(packCounts(from, [count])).toEqual([0, 1, 0, 0, null, null])
  expect(deliveredIn({ from, delivered: [0, 1, 0, 0, null, null] })).toEqual([count])
})

test('a time within a second is rounded outwards, so that the span loses no event', () => {
  const eventSpan = { first: after(1_999), last: after(2_001) }
  const delivered = packCounts(from, [{ hour: from, logs: 1, uncovered: 0, events: 2, eventSpan }])
  expect(deliveredIn({ from, delivered })[0]!.eventSpan).toEqual({ first: after(1_000), last: after(3_000) })
})

test('what is packed comes out again, hour by hour', () => {
  const count = fc.nat({ max: 1_000_000 })
  const seconds = fc.integer({ min: -31_536_000, max: 31_536_000 })
  const hours = fc.array(
    fc.record({ logs: count, uncovered: count, events: count, span: fc.option(fc.tuple(seconds, seconds)) }),
  )
  fc.assert(
    fc.property(hours, (given) => {
      const counts = given.map(({ span, ...rest }, at): EventCount => {
        const hour = after(at * 7 * hourMs)
        const [first, last] = [...(span ?? [])].sort((a, b) => a - b).map((second) => (hour + second * 1000) as UtcMs)
        return { hour, ...rest, eventSpan: first === undefined ? null : { first, last: last! } }
      })
      expect(deliveredIn({ from, delivered: packCounts(from, counts) })).toEqual(counts)
    }),
  )
})

test('two states prove an hour, and they are the best ones', () => {
  expect(ledgerStates.filter(isProven)).toEqual(ledgerStates.slice(0, 2))
})
