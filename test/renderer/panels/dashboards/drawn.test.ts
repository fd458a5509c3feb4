import { expect, test } from 'vitest'
import { fittingChart, seriesOf, stepsIn } from '../../../../src-renderer/panels/dashboards/drawn.ts'
import type { TimeSpan } from '../../../../src-shared/base/time.ts'
import { stepAt, unitOf } from '../../../../src-shared/model/dashboard.ts'

const span = (from: string, until: string) => ({ from: Date.parse(from), until: Date.parse(until) }) as TimeSpan
const march = span('2024-03-01T12:00:00Z', '2024-03-03T12:00:00Z')

test('the seven most frequent values have a line each, the others one together, and no event is lost', () => {
  const rows = Array.from({ length: 10 }, (_, at) => ['2024-03-02 00:00:00.000', `name-${at}`, at + 1])
  const { times, series } = seriesOf({ columns: ['time', 'eventName', 'events'], rows }, 'day', march)!
  expect(times.map((time) => new Date(time).toISOString().slice(0, 10))).toEqual(['2024-03-01', '2024-03-02', '2024-03-03']) // biome-ignore format: days
  expect(series.map(({ name }) => name)).toEqual(['name-9', 'name-8', 'name-7', 'name-6', 'name-5', 'name-4', 'name-3', '3 others']) // biome-ignore format: names
  expect(series.at(-1)!.counts).toEqual([0, 6, 0])
  expect(series.flatMap(({ counts }) => counts).reduce((sum, count) => sum + count)).toBe(55)
})

test('flags are said in words', () => {
  const rows = [['2024-03-01 00:00:00.000', 'true', 4], ['2024-03-01 00:00:00.000', null, 1]] // biome-ignore format: rows
  const { series } = seriesOf({ columns: ['time', 'readOnly', 'events'], rows }, 'day', march)!
  expect(series.map(({ name }) => name)).toEqual(['reads', 'no value'])
})

test('what lies outside of the span, and a span of too many steps, is not drawn: the table has it', () => {
  const rows = [['2024-04-01 00:00:00.000', 4]]
  expect(seriesOf({ columns: ['time', 'events'], rows }, 'day', march)).toBe(null)
  const long = span('2024-01-01T00:00:00Z', '2024-03-01T00:00:00Z')
  expect(seriesOf({ columns: ['time', 'events'], rows: [] }, 'minute', long)).toBe(null)
})

test('a month ends where the next begins', () => {
  const { from, until } = stepAt(Date.parse('2024-01-31T23:59:59Z') as TimeSpan['from'], 'month')
  expect([from, until].map((time) => new Date(time).toISOString())).toEqual(['2024-01-01T00:00:00.000Z', '2024-02-01T00:00:00.000Z']) // biome-ignore format: times
})

test('the unit keeps an answer below the rows that are asked for', () => {
  expect(unitOf(span('2024-03-01T00:00:00Z', '2024-03-01T03:00:00Z'))).toBe('minute')
  expect(unitOf(march)).toBe('hour')
  expect(unitOf(span('2014-03-01T00:00:00Z', '2024-03-01T00:00:00Z'))).toBe('day')
  expect(unitOf(span('1970-01-01T00:00:00Z', '2024-03-01T00:00:00Z'))).toBe('month')
})

test('a saved query is drawn as its answer fits', () => {
  expect(fittingChart({ columns: ['n'], rows: [[4]] })).toBe('number')
  expect(fittingChart({ columns: ['eventName', 'n'], rows: [['GetObject', 4]] })).toBe('bars')
  expect(fittingChart({ columns: ['eventName', 'n', 'm'], rows: [['GetObject', 4, 5]] })).toBe('table')
  expect(fittingChart({ columns: ['eventName', 'n'], rows: [] })).toBe('table')
})

test('counts along time of a saved query are drawn by the longest unit that its times begin, over its own span', () => {
  const rowsAt = (...times: string[]) => ({ columns: ['day', 'count(*)'], rows: times.map((time) => [time, 2]) })
  const told = (...times: string[]) => {
    const steps = stepsIn(rowsAt(...times))
    return steps === null ? null : [steps.unit, ...[steps.span.from, steps.span.until].map((time) => new Date(time).toISOString())]
  }
  expect(fittingChart(rowsAt('2024-03-01', '2024-03-03'))).toBe('time')
  expect(told('2024-03-03', '2024-03-01')).toEqual(['day', '2024-03-01T00:00:00.000Z', '2024-03-04T00:00:00.000Z'])
  expect(told('2024-03-01T10', '2024-03-01T12')).toEqual(['hour', '2024-03-01T10:00:00.000Z', '2024-03-01T13:00:00.000Z'])
  expect(told('2024-03-01', '2024-02-01')).toEqual(['month', '2024-02-01T00:00:00.000Z', '2024-04-01T00:00:00.000Z'])
  expect(told('2024-03-01T10:00:01Z', '2024-03-01T12:00:00Z')).toBe(null)
  expect(told('2024-03-01')).toBe(null)
}) // biome-ignore format: one line an expectation

test('what is no count along time is not drawn along time: a step without a row is not 0', () => {
  const times = ['2024-03-01', '2024-03-02']
  const kindOf = (columns: readonly string[], ...more: (string | number | null)[]) =>
    fittingChart({ columns, rows: times.map((time) => [time, ...more]) })
  expect(kindOf(['day', 'eventName', 'n'], 'GetObject', 4)).toBe('time')
  expect(kindOf(['day', 'n', 'errors'], 4, 1)).toBe('table')
  expect(kindOf(['day', 'avg(size)'], 1.5)).toBe('bars')
  expect(fittingChart({ columns: ['day', 'n'], rows: [['2024-03-01', 1], [null, 2]] })).toBe('bars')
}) // biome-ignore format: one line an expectation
