import { expect, test } from 'vitest'
import { ticks } from '../../../src-renderer/parts/time-axis.ts'
import type { TimeSpan, UtcMs } from '../../../src-shared/base/time.ts'
import { utc, zoneOf } from '../../../src-shared/base/zone.ts'

const range = (from: string, until: string): TimeSpan => ({
  from: Date.parse(from) as UtcMs,
  until: Date.parse(until) as UtcMs,
})

test('days of another zone begin at its midnight, on both sides of a change of clocks', () => {
  const made = ticks(range('2024-03-30T00:00:00Z', '2024-04-02T00:00:00Z'), 4, zoneOf('Europe/Berlin')!)
  expect(made.map(({ time, label }) => `${label} ${new Date(time).toISOString().slice(5, 16)}`)).toEqual([
    '31 Mar 03-30T23:00',
    '1 Apr 03-31T22:00',
    '2 Apr 04-01T22:00',
  ])
})

test('parts of a second are written with milliseconds', () => {
  const made = ticks(range('2024-03-05T10:00:00Z', '2024-03-05T10:00:00.100Z'), 3, utc)
  expect(made.map(({ label }) => label)).toEqual(['10:00:00.000', '10:00:00.050'])
})
