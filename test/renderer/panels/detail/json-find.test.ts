import { expect, test } from 'vitest'
import { findIn, piecesOf } from '../../../../src-renderer/panels/detail/json-find.ts'
import { type JsonNode, readJsonTree } from '../../../../src-renderer/panels/detail/json-tree.ts'

const treeOf = (value: unknown): JsonNode => readJsonTree(JSON.stringify(value))!

test('keys and values are found in any case of letters, and what holds them is told', () => {
  const tree = treeOf({ roleName: 'x', deep: [{ name: 'ADMINrole' }], other: [1] })
  const find = findIn(tree, 'Role')!
  expect(find.hits).toBe(2)
  expect(find.holders.size).toBe(3)
  expect(findIn(tree, 'nowhere')).toMatchObject({ hits: 0 })
  expect(findIn(tree, '')).toBeNull()
})

test('a record nested a hundred thousand deep is searched', () => {
  const deep = `${'['.repeat(100_000)}"needle"${']'.repeat(100_000)}`
  expect(findIn(readJsonTree(deep)!, 'needle')).toMatchObject({ hits: 1 })
})

test('pieces are the whole text, every second one what is looked for', () => {
  expect(piecesOf('a role, a ROLE', 'role')).toEqual(['a ', 'role', ', a ', 'ROLE', ''])
  expect(piecesOf('none', 'role')).toEqual(['none'])
  // İ is two letters in lower case: nothing is marked rather than the wrong letters.
  expect(piecesOf('İ role', 'role').join('')).toBe('İ role')
})
