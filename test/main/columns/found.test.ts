import { expect, test } from 'vitest'
import { type Found, foundOf } from '../../../src-main/columns/found.ts'
import { findingShares } from '../../../src-main/columns/profile.ts'
import { ColumnQuery } from '../../../src-main/columns/query.ts'
import { aFinding, someFindings } from '../../fixtures/findings.ts'
import { smallCase } from '../store/small-case.ts'

const query = new ColumnQuery(smallCase)
const pairs = ({ finding, event }: Found) => Array.from(finding, (number, i) => [number, event[i]])
const everyRow = Array.from({ length: smallCase.events }, (_, row) => row)

test('findings have the events that their filters show; a rule that stopped has none', () => {
  const found = foundOf(someFindings, query)
  expect(pairs(found)).toEqual([[0, 2], [0, 7], ...everyRow.map((row) => [1, row])])
  expect([...found.listed]).toEqual([2, smallCase.events, 0])
})

test('a finding is told of the events that it rests on, whichever others it has; one that is not listed whole, as at least', () => {
  const found = foundOf(someFindings, query, 5)
  expect(findingShares(found, Uint32Array.of(1, 2, 6), smallCase.events)).toEqual([
    { id: 'a-rule:AssumeRole', events: 1, isAtLeast: false },
    { id: 'a-rule:alice', events: 2, isAtLeast: true },
  ])
  expect(findingShares(found, null, smallCase.events).map(({ events }) => events)).toEqual([2, 3])
  expect(findingShares(found, new Uint32Array(0), smallCase.events)).toEqual([])
})

test('where there is no room for all, the first findings have theirs, and each says how many', () => {
  const found = foundOf([aFinding(), aFinding(), aFinding()], query, smallCase.events + 1)
  expect(pairs(found)).toEqual([...everyRow.map((row) => [0, row]), [1, 0]])
  expect([...found.listed]).toEqual([smallCase.events, 1, 0])
})
