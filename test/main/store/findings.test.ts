import { afterAll, expect, test } from 'vitest'
import { foundOf } from '../../../src-main/columns/found.ts'
import { ColumnQuery } from '../../../src-main/columns/query.ts'
import { someFindings } from '../../fixtures/findings.ts'
import { aStore } from './a-store.ts'
import { smallCase } from './small-case.ts'

const store = aStore(smallCase)
afterAll(() => store.close())

test('findings are empty until they are there, and then joined to events from either side', () => {
  const ofEvents = `SELECT e.id, group_concat(f.name, ', ' ORDER BY f.id) FROM events e
    LEFT JOIN finding_events x ON x.event = e.id LEFT JOIN findings f ON f.id = x.finding
    WHERE e.eventName IN ('AssumeRole', 'StopLogging') GROUP BY e.id ORDER BY e.id`
  expect(store.rows(ofEvents)).toEqual([
    [3, null],
    [8, null],
    [10, null],
  ])

  store.find(foundOf(someFindings, new ColumnQuery(smallCase)))
  expect(store.rows(ofEvents)).toEqual([
    [3, 'a-rule:AssumeRole, a-rule:alice'],
    [8, 'a-rule:AssumeRole, a-rule:alice'],
    [10, 'a-rule:alice'],
  ])
  const ofFindings = `SELECT f.id, f.events, f.listed, count(e.id), min(e.id) FROM findings f
    LEFT JOIN finding_events x ON x.finding = f.id LEFT JOIN events e ON e.id = x.event GROUP BY f.id ORDER BY f.id`
  expect(store.rows(ofFindings)).toEqual([
    [1, 2, 2, 2, 3],
    [2, 11, 11, 11, 1],
    [3, 11, 0, 0, null],
  ])
})

test('times, flags and filters are told as SQL has them elsewhere', () => {
  const rows = store.rows('SELECT firstSeen, lastSeen, isRest, hasFailed, filter FROM findings')
  expect(rows).toEqual([
    ['2024-03-05T09:00:00Z', '2024-03-05T10:30:00.005Z', 0, 0, 'eventName=AssumeRole'],
    [null, null, 1, 0, ''],
    [null, null, 0, 1, ''],
  ])
})
