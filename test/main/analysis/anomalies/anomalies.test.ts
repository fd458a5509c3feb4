import { expect, test } from 'vitest'
import { anomaliesAt, chartOf } from '../../../../src-main/analysis/anomalies/judge.ts'
import { hourMs, minuteMs, type UtcMs } from '../../../../src-shared/base/time.ts'
import { mostSensitive } from '../../../../src-shared/model/sensitivity.ts'
import type { Values } from '../../../fixtures/snapshot.ts'
import {
  account, anomaliesOf, byHour, calls, days, type hourOf, monday, provenFrom, region, statisticsOf, told,
} from './a-series.ts' // biome-ignore format: a list

const week = 168
/** Ten calls an hour at work, none by night and at weekends. */
const atWork = ({ day, at }: ReturnType<typeof hourOf>) => (day < 5 && at >= 8 && at < 17 ? 10 : 0)
const sundayNight = 5 * week + days(6) + 3

test('a burst in an hour that is always quiet stands out of a busy week', () => {
  const events = [...byHour(6 * week, atWork), ...calls(sundayNight, 60)]
  const statistics = statisticsOf(events, provenFrom(6 * week))
  const [found, ...others] = anomaliesOf(statistics)
  expect(others).toEqual([])
  expect(found).toMatchObject({
    account,
    region,
    eventName: 'UpdateTable',
    from: monday + sundayNight * hourMs,
    until: monday + (sundayNight + 1) * hourMs,
    events: 60,
    proven: 60,
    baseline: 'hour-of-week',
    history: 5,
    learnedFrom: 'verified',
  })
  expect(found!.expected).toBeLessThan(1)
  expect(anomaliesOf(statistics, 'principal-calls')).toMatchObject([{ principal: `arn:aws:iam::${account}:user/anna`, events: 60 }])
}) // biome-ignore format: one line an expectation

const deployed = (hour: number, of: number) => ({ day, at }: ReturnType<typeof hourOf>) => (day === 0 && at === hour ? of : 0) // biome-ignore format: one line

test('what is deployed every Monday at nine is no anomaly, at any sensitivity, and the same on a Tuesday is', () => {
  const proven = provenFrom(7 * week)
  const mondays = byHour(7 * week, deployed(9, 200))
  expect(told(anomaliesOf(statisticsOf(mondays, proven), 'calls', mostSensitive))).toEqual([])
  const tuesday = 6 * week + days(1) + 9
  expect(told(anomaliesOf(statisticsOf([...mondays, ...calls(tuesday, 200)], proven)))).toEqual([[tuesday, 200]])
})

test('where summer time begins, what is deployed comes an hour earlier and is expected all the same', () => {
  const events = byHour(7 * week, (hour) => deployed(hour.week < 5 ? 9 : 8, 200)(hour))
  expect(told(anomaliesOf(statisticsOf(events, provenFrom(7 * week))))).toEqual([])
})

test('a baseline knows nothing of what came later', () => {
  const before = [...byHour(5 * week, atWork), ...calls(4 * week + 3, 60)]
  const later = byHour(8 * week, ({ week: of, at }) => (of >= 5 && at === 3 ? 60 : 0))
  const [first] = anomaliesOf(statisticsOf([...before, ...later], provenFrom(8 * week)))
  expect(first).toEqual(anomaliesOf(statisticsOf(before, provenFrom(8 * week)))[0])
  expect(told([first!])).toEqual([[4 * week + 3, 60]])
})

test('a burst does not make the next one usual', () => {
  const events = [...byHour(6 * week, atWork), ...calls(4 * week + 3, 5_000), ...calls(sundayNight, 60)]
  expect(told(anomaliesOf(statisticsOf(events, provenFrom(6 * week))))).toEqual([[4 * week + 3, 5_000], [sundayNight, 60]])
}) // biome-ignore format: one line an expectation

test('hours that the case does not hold are missing and not empty', () => {
  const steady = (hour: number) => hour < 3 * week || hour >= 4 * week
  const events = byHour(5 * week, () => 20).filter(({ eventTime }) => steady((Number(eventTime) - monday) / hourMs))
  const range = { from: (monday + 4 * week * hourMs) as UtcMs, until: (monday + (4 * week + 24) * hourMs) as UtcMs }
  const lacking = statisticsOf(events, provenFrom(5 * week, steady))
  const [point] = chartOf(lacking, 0, range, 50)!
  expect(point!.band!.expected).toBeCloseTo(20, 0)
  const gone = { from: (monday + 3.5 * week * hourMs) as UtcMs, until: (monday + (3.5 * week + 2) * hourMs) as UtcMs }
  expect(chartOf(lacking, 0, gone, 50)).toMatchObject([{ events: 0, isHeld: false, isAnomaly: false }, { isHeld: false }])
  // Were they empty, half as much would be expected in some hours, and what is usual would be twice that.
  const empty = statisticsOf(events, provenFrom(5 * week))
  expect(chartOf(empty, 0, range, 50)![0]!.band!.expected).toBeLessThan(18)
}) // biome-ignore format: one line an expectation

test('the first days are not judged, and how many counts that are is told', () => {
  const events = [...byHour(4 * week, () => 2), ...calls(50, 500)]
  const { judged, unjudged, judgedFrom, anomalies } = anomaliesAt(
    statisticsOf(events, provenFrom(4 * week)),
    mostSensitive,
  )
  expect(judgedFrom).toBe(monday + week * hourMs)
  // Two series: of the operation, and of the principal.
  expect([judged, unjudged]).toEqual([2 * 3 * week, 2 * week])
  expect(anomalies).toEqual([])
})

test('small counts are no anomaly, however seldom they are', () => {
  const events = [...byHour(6 * week, atWork, { eventName: 'PutItem' }), ...calls(sundayNight, 4)]
  expect(anomaliesOf(statisticsOf(events, provenFrom(6 * week)))).toEqual([])
})

test('one event, no event, and ten years with one event a month', () => {
  for (const events of [[], calls(0, 1), Array.from({ length: 120 }, (_, month) => calls(Math.floor(month * 730.5), 1)).flat()]) {
    const { judged, unjudged, judgedFrom, total } = anomaliesAt(statisticsOf(events), mostSensitive)
    expect([judged, unjudged, judgedFrom, total]).toEqual([0, 2 * events.length, null, 0])
  }
}) // biome-ignore format: one line a story

test('clocks that run in the future change nothing of the present', () => {
  const events = [...byHour(6 * week, atWork), ...calls(sundayNight, 60)]
  const ahead = calls(75 * 8766, 40)
  const present = anomaliesOf(statisticsOf(events))
  expect(told(present)).toEqual([[sundayNight, 60]])
  expect(anomaliesOf(statisticsOf([...events, ...ahead]))).toEqual(present)
})

test('events without a time are not counted', () => {
  const untimed = calls(0, 3, { eventTime: null })
  const { judged, unjudged } = anomaliesAt(statisticsOf([...calls(0, 1), ...untimed]), mostSensitive)
  expect(judged + unjudged).toBe(2)
})

/** In the very hour of the burst, in each week before it, and in files that nothing proves. */
const planted = byHour(5 * week, ({ day, at }) => (day === 6 && at === 3 ? 60 : 0), { logVerdict: 'uncovered' })

test('planted events that nothing proves do not make a burst usual', () => {
  const events = [...byHour(6 * week, atWork), ...calls(sundayNight, 60)]
  for (const proven of [provenFrom(6 * week), []]) {
    const clean = anomaliesOf(statisticsOf(events, proven)).at(-1)
    const { expected, band, score } = anomaliesOf(statisticsOf([...events, ...planted], proven)).at(-1)!
    expect({ expected, band, score }).toEqual({ expected: clean!.expected, band: clean!.band, score: clean!.score })
  }
})

test('they are themselves told, and that none of them is proven', () => {
  const found = anomaliesOf(statisticsOf([...byHour(6 * week, atWork), ...planted], provenFrom(6 * week)))
  expect(found.map(({ events, proven }) => [events, proven])).toContainEqual([60, 0])
})

test('where nothing is verified, all log files are learned from, and that is told', () => {
  const all = (events: readonly Values[]) => events.map((event) => ({ ...event, logVerdict: 'uncovered' }))
  const events = all([...byHour(6 * week, atWork), ...calls(sundayNight, 60)])
  expect(anomaliesOf(statisticsOf(events))).toMatchObject([{ events: 60, proven: 0, learnedFrom: 'all' }])
})

test('buckets side by side are one anomaly', () => {
  const events = [...byHour(6 * week, atWork), ...[0, 1, 2].flatMap((hour) => calls(sundayNight + hour, 100)), ...calls(sundayNight + 4, 100)]
  const found = anomaliesOf(statisticsOf(events, provenFrom(6 * week)))
  expect(told(found)).toEqual([[sundayNight, 300], [sundayNight + 4, 100]])
  expect(found[0]!.until).toBe(monday + (sundayNight + 3) * hourMs)
}) // biome-ignore format: one line an expectation

test('a case of some hours is counted by five minutes', () => {
  const events = [...byHour(20, () => 12), ...calls(15, 0), ...Array.from({ length: 40 }, (_, n) => calls(15, 1, { eventTime: monday + 15 * hourMs + n * 1000 })).flat()]
  const statistics = statisticsOf(events)
  expect(statistics.bucketMs).toBe(5 * minuteMs)
  expect(anomaliesOf(statistics)).toMatchObject([{ from: monday + 15 * hourMs, events: 41, baseline: 'before' }])
}) // biome-ignore format: one line a story

test('of log files that are known to be altered, nothing is learned', () => {
  const altered = byHour(5 * week, ({ day, at }) => (day === 6 && at === 3 ? 60 : 0), { logVerdict: 'invalid' })
  const events = [...byHour(6 * week, atWork), ...calls(sundayNight, 60)].map((event) => ({
    ...event,
    logVerdict: null,
  }))
  expect(told(anomaliesOf(statisticsOf([...events, ...altered]))).at(-1)).toEqual([sundayNight, 60])
})
