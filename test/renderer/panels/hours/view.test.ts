import { expect, test } from 'vitest'
import { between, merged, runsOf, worstIn } from '../../../../src-renderer/panels/hours/runs.ts'
import {
  axisHeight, binHoursOf, type Frame, hourAt, panned, placeAt, placeOf, rowHeight, showing, whole, xOfHour, zoomed,
} from '../../../../src-renderer/panels/hours/view.ts' // biome-ignore format: names
import { hourMs, type UtcMs } from '../../../../src-shared/base/time.ts'
import { type Ledger, ledgerStates } from '../../../../src-shared/model/ledger.ts'

const start = Date.UTC(2024, 2, 5) as UtcMs
const at = (hour: number) => (start + hour * hourMs) as UtcMs
const code = (state: (typeof ledgerStates)[number]) => ledgerStates.indexOf(state)
const ledgerOf = (hours: number): Ledger => ({ from: start, until: at(hours), rows: [] })
const year = 365 * 24

test('what no run of a row covers has no evidence', () => {
  const row = { from: at(2), runs: [3, code('proven-complete'), 1, code('gap')] }
  expect(runsOf(row, ledgerOf(8))).toEqual([
    { from: 0, until: 2, state: 'no-evidence' },
    { from: 2, until: 5, state: 'proven-complete' },
    { from: 5, until: 6, state: 'gap' },
    { from: 6, until: 8, state: 'no-evidence' },
  ])
})

test('runs outside the hours asked for are cut off', () => {
  const runs = runsOf({ from: at(0), runs: [5, code('proven-complete'), 5, code('proven-empty')] }, ledgerOf(10))
  expect(between(runs, 4, 6)).toEqual([
    { from: 4, until: 5, state: 'proven-complete' },
    { from: 5, until: 6, state: 'proven-empty' },
  ])
  expect(between(runs, 10, 12)).toEqual([])
})

test('one altered hour of a year is seen at any scale', () => {
  const runs = runsOf(
    {
      from: start,
      runs: [5000, code('proven-complete'), 1, code('log-invalid'), year - 5001, code('proven-complete')],
    },
    ledgerOf(year),
  )
  for (const bin of [1, 2, 7, 24, 720]) {
    const altered = merged(runs, 0, year, bin).filter(({ state }) => state === 'log-invalid')
    const from = Math.floor(5000 / bin) * bin
    expect(altered).toEqual([{ from, until: from + bin, state: 'log-invalid' }])
  }
})

test.each(ledgerStates.map((state, rank) => [state, rank] as const))(
  '%s wins over every better state',
  (state, rank) => {
    for (const better of ledgerStates.slice(0, rank)) {
      const runs = runsOf({ from: start, runs: [3, code(better), 1, code(state), 4, code(better)] }, ledgerOf(8))
      expect(merged(runs, 0, 8, 8).map((run) => run.state)).toEqual([state])
      expect(worstIn(runs, 0, 8)).toEqual({ state, hour: 3 })
    }
  },
)

test('bins stay in place while the map moves, and a proven bin is proven in each of its hours', () => {
  const runs = runsOf(
    { from: start, runs: [12, code('proven-complete'), 1, code('gap'), 11, code('proven-complete')] },
    ledgerOf(24),
  )
  const shown = [0.5, 3, 7.9].map((from) => merged(runs, from, 24, 4).filter(({ state }) => state === 'gap'))
  expect(shown).toEqual(Array(3).fill([{ from: 12, until: 16, state: 'gap' }]))
})

const frame: Frame = { view: { from: 100, hours: 50 }, width: 1000, scrolled: 0, rows: 3, hours: 240 }

test('the hour and row under the pointer', () => {
  expect(placeAt(0, axisHeight, frame)).toEqual({ row: 0, from: 100, until: 101 })
  expect(placeAt(19.9, axisHeight + rowHeight * 2 + 1, frame)).toEqual({ row: 2, from: 100, until: 101 })
  expect(placeAt(20, axisHeight + 1, frame)).toEqual({ row: 0, from: 101, until: 102 })
  expect(placeAt(20, axisHeight + 1, { ...frame, scrolled: rowHeight })).toEqual({ row: 1, from: 101, until: 102 })
})

test('nothing is under the pointer on the axis, below the rows and beside the hours', () => {
  expect(placeAt(10, axisHeight - 1, frame)).toBe(null)
  expect(placeAt(10, axisHeight + 3 * rowHeight, frame)).toBe(null)
  expect(placeAt(-1, axisHeight, { ...frame, view: whole(240) })).toBe(null)
  expect(placeAt(1001, axisHeight, { ...frame, view: whole(240) })).toBe(null)
})

test('hours too narrow to see share a place that ends with the ledger', () => {
  const wide: Frame = { ...frame, view: whole(year), hours: year }
  const bin = binHoursOf(wide)
  expect(bin).toBe(36)
  expect(placeAt(0, axisHeight, wide)).toEqual({ row: 0, from: 0, until: 36 })
  expect(placeOf(0, year - 1, wide)).toEqual({ row: 0, from: 8748, until: year })
})

test('zooming keeps the hour under the pointer where it is', () => {
  const x = 640
  const hour = hourAt(x, frame)
  const view = zoomed(frame.view, 0.5, hour, 240)
  expect(view.hours).toBe(25)
  expect(xOfHour(hour, { ...frame, view })).toBeCloseTo(x)
})

test('the view stays inside the ledger', () => {
  expect(zoomed(frame.view, 1000, 120, 240)).toEqual(whole(240))
  expect(zoomed(frame.view, 0.0001, 120, 240).hours).toBe(6)
  expect(panned(frame.view, 1000, 240)).toEqual({ from: 190, hours: 50 })
  expect(panned(frame.view, -1000, 240)).toEqual({ from: 0, hours: 50 })
  expect(showing(frame.view, { from: 160, until: 161 }, 240)).toEqual({ from: 111, hours: 50 })
  expect(showing(frame.view, { from: 120, until: 121 }, 240)).toBe(frame.view)
})
