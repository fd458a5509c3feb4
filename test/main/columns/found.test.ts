import { expect, test } from 'vitest'
import { type Found, foundOf } from '../../../src-main/columns/found.ts'
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

test('where there is no room for all, the first findings have theirs, and each says how many', () => {
  const found = foundOf([aFinding(), aFinding(), aFinding()], query, smallCase.events + 1)
  expect(pairs(found)).toEqual([...everyRow.map((row) => [0, row]), [1, 0]])
  expect([...found.listed]).toEqual([smallCase.events, 1, 0])
})
