import { expect, test } from 'vitest'
import { align } from '../../../../src-renderer/panels/detail/align.ts'
import { jsonLines, readJsonTree } from '../../../../src-renderer/panels/detail/json-tree.ts'

const lines = (value: unknown) => jsonLines(readJsonTree(JSON.stringify(value))!, 100)
const compare = (left: unknown, right: unknown) =>
  align(lines(left), lines(right)).map((pair) => [pair.left?.text ?? null, pair.right?.text ?? null])

test('the same place stands beside the same place', () => {
  expect(compare({ a: 1, b: 2 }, { a: 1, b: 3 })).toEqual([
    ['{', '{'],
    ['"a": 1', '"a": 1'],
    ['"b": 2', '"b": 3'],
  ])
})

test('what one copy lacks leaves an empty place', () => {
  expect(compare({ a: 1, b: 2, c: 3 }, { a: 1, c: 3, d: 4 })).toEqual([
    ['{', '{'],
    ['"a": 1', '"a": 1'],
    ['"b": 2', null],
    ['"c": 3', '"c": 3'],
    [null, '"d": 4'],
  ])
})

test('members in another order are all shown, none of them twice', () => {
  expect(compare({ a: 1, b: 2 }, { b: 2, a: 1 })).toEqual([
    ['{', '{'],
    [null, '"b": 2'],
    ['"a": 1', '"a": 1'],
    ['"b": 2', null],
  ])
})
