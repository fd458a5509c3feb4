// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { resultColumns } from '../../../../src-renderer/panels/sql/results/result-columns.ts'
import { rowsLeft } from '../../../../src-renderer/panels/sql/results/row-filter.ts'
import { type Part, summaryOf } from '../../../../src-renderer/panels/sql/results/what-rows-say.ts'
import { allRows } from '../../../../src-renderer/state/sql-views.ts'
import type { Cell } from '../../../../src-shared/contract/index.ts'

const said = (columns: string[], rows: Cell[][], isWhole = true) =>
  summaryOf(resultColumns({ columns, rows }), rows, isWhole)
const text = (parts: readonly Part[]) => parts.map((part) => (typeof part === 'string' ? part : part.figure)).join('')
const texts = (columns: string[], rows: Cell[][], isWhole?: boolean) => said(columns, rows, isWhole).map(text)

const principals: Cell[][] = [
  ['alice', 40, 2, '2025-03-11 08:00:00.000'],
  [null, 7, 7, '2025-03-12 10:30:00.000'],
  ['bob', 3, 0, '2025-03-10 00:00:01.000'],
]
const columns = ['userName', 'events', 'errors', 'firstSeen']

test('a result is summed up by its amounts, failures, times and what is missing', () => {
  expect(texts(columns, principals)).toEqual([
    '50 events in all.',
    'The most events: 40, userName alice.',
    '9 errors. Where every call failed: 1 row.',
    'The first time is 2025-03-10 00:00:01.000, the last 2025-03-12 10:30:00.000.',
    '1 row has no userName.',
  ])
})

test('every figure leads to its rows', () => {
  const figures = said(columns, principals).flatMap((parts) => parts.filter((part) => typeof part !== 'string'))
  const rowsOf = Object.fromEntries(figures.map((part) => [part.figure, part.rows]))
  expect(rowsOf).toMatchObject({ 50: [0, 1, 2], 40: [0], 9: [0, 1], '1 row': [1] })
  expect(rowsLeft(principals, { ...allRows, only: { rows: rowsOf['9']! } })).toEqual([0, 1])
  expect(rowsLeft(principals, { ...allRows, text: 'alice', only: { rows: rowsOf['9']! } })).toEqual([0])
})

test('few rows that hold half are told; ties name no winner', () => {
  const rows = Array.from({ length: 12 }, (_, i): Cell[] => [`user${i}`, i < 2 ? 50 : 1])
  expect(texts(['userName', 'events'], rows)).toEqual([
    '110 events in all.',
    'The most events: 50 (2 rows).',
    '2 rows of 12 hold half of the events or more.',
  ])
})

test('numbers that count the same thing in several rows are not added up', () => {
  expect(texts(['eventName', 'principals'], [['GetObject', 4], ['PutObject', 4]])).toEqual([]) // biome-ignore format: rows
})

test('of a part of the rows it is said that it is a part; of one row there is nothing to sum up', () => {
  expect(texts(columns, principals, false)[0]).toBe('Of these 3 rows alone:')
  expect(texts(columns, principals.slice(0, 1))).toEqual([])
})
