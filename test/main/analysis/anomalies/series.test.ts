import { expect, test } from 'vitest'
import { anomaliesAt } from '../../../../src-main/analysis/anomalies/judge.ts'
import { ColumnQuery } from '../../../../src-main/columns/query.ts'
import { mostSensitive } from '../../../../src-shared/model/sensitivity.ts'
import { randomFrom } from '../../../fixtures/random.ts'
import { snapshotOf, type Values } from '../../../fixtures/snapshot.ts'
import { anomaliesOf, byHour, calls, days, inOrder, statisticsIn, statisticsOf } from './a-series.ts'

const hours = days(18)
const late = days(15) + 4
const denied = { errorCode: 'AccessDenied', readOnly: true, eventName: 'DescribeTable' } as const

test('write management calls are counted by operation; errors of reads and writes by code', () => {
  const quiet = byHour(hours, () => 2)
  const of = (more: Values) => statisticsOf([...quiet, ...calls(late, 60, more)])
  const kinds = (more: Values) => anomaliesAt(of(more), 50).anomalies.map(({ kind }) => kind).sort()
  expect(kinds({})).toEqual(['calls', 'principal-calls'])
  expect(kinds({ readOnly: true })).toEqual(['principal-calls'])
  expect(kinds({ eventCategory: 'Data', managementEvent: false })).toEqual(['principal-calls'])
  expect(kinds({ eventCategory: null, managementEvent: false })).toEqual(['principal-calls'])
  expect(kinds({ eventCategory: null, managementEvent: null })).toEqual(['calls', 'principal-calls'])
  expect(kinds({ eventCategory: 'Insight' })).toEqual([])
  expect(kinds({ userIdentityArn: null })).toEqual(['calls'])
  expect(kinds(denied)).toEqual(['errors', 'principal-calls', 'principal-errors'])
  expect(anomaliesOf(of(denied), 'errors')).toMatchObject([{ errorCode: 'AccessDenied', eventName: 'DescribeTable', events: 60 }])
}) // biome-ignore format: one line an expectation

test('failed sign-ins have no errorCode, and are counted all the same', () => {
  const login = { eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin', readOnly: false, consoleLogin: 'Failure' }
  const found = anomaliesOf(statisticsOf([...byHour(hours, () => 2), ...calls(late, 30, login)]), 'errors')
  expect(found).toMatchObject([{ eventName: 'ConsoleLogin', errorCode: null, events: 30 }])
}) // biome-ignore format: one line a fixture

test('accounts and Regions have series of their own', () => {
  const elsewhere = byHour(hours, () => 60, { awsRegion: 'eu-west-1' })
  const found = anomaliesOf(statisticsOf([...elsewhere, ...byHour(hours, () => 2), ...calls(late, 60)]))
  expect(found).toMatchObject([{ region: 'us-east-1', events: 62 }])
})

test('the filter of each anomaly shows exactly its events, in a case with something of all kinds', () => {
  const random = randomFrom('anomalies of all kinds')
  const some = (hour: number, count: number): Values[] =>
    calls(hour, count, {
      eventName: random.pick(['UpdateTable', 'CreateTable', null]),
      eventCategory: random.pick(['Management', 'Management', 'Data', null]),
      managementEvent: random.pick([true, true, false, null]),
      readOnly: random.pick([true, false, null]),
      errorCode: random.pick([null, null, 'AccessDenied', 'ThrottlingException']),
      awsRegion: random.pick(['us-east-1', 'eu-west-1', null]),
      userIdentityArn: random.pick([null, 'arn:aws:iam::111122223333:user/anna', 'arn:aws:iam::111122223333:user/berta']),
      invokedBy: random.pick([null, 'autoscaling.amazonaws.com']),
      logVerdict: random.pick(['verified', 'verified', 'uncovered']),
      sourceFile: 'log.json',
    })
  const noise = Array.from({ length: hours }, (_, hour) => [some(hour, 1), some(hour, 1)]).flat(2)
  const bursts = Array.from({ length: 20 }, (_, n) => some(late + 3 * n, 60)).flat()
  const failing = calls(late + 1, 70, denied)
  const snapshot = snapshotOf(inOrder([...noise, ...bursts, ...failing, { eventTime: null }]))
  const query = new ColumnQuery(snapshot)
  const statistics = statisticsIn(snapshot)
  const { anomalies } = anomaliesAt(statistics, mostSensitive)
  expect(new Set(anomalies.map(({ kind }) => kind)).size).toBe(4)
  for (const { filter, events, proven, band, from, until } of anomalies) {
    const rows = query.select(filter)!
    expect(rows.length).toBe(events)
    expect([...rows].filter((row) => query.value('logVerdict', row) === 'verified').length).toBe(proven)
    expect([...rows].every((row) => Number(query.value('eventTime', row)) >= from && Number(query.value('eventTime', row)) < until)).toBe(true)
    expect(events).toBeGreaterThan(band.high)
  }
}) // biome-ignore format: one line a fact

test('what is told less readily is told more readily, too, with a narrower band', () => {
  const statistics = statisticsOf([...byHour(hours, () => 3), ...calls(late, 30), ...calls(late + 3, 300)])
  const levels = [0, 25, 50, 75, 100].map((sensitivity) => anomaliesAt(statistics, sensitivity))
  for (const [at, { anomalies }] of levels.slice(1).entries())
    for (const { id, band } of levels[at]!.anomalies) {
      const more = anomalies.find((each) => each.id === id)!
      expect(more.band.high).toBeLessThanOrEqual(band.high)
      expect(more.band.low).toBeGreaterThanOrEqual(band.low)
    }
  expect(levels.map(({ total }) => total)).toEqual(levels.map(({ total }) => total).sort((a, b) => a - b))
})
