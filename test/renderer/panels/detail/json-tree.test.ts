import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type JsonNode, jsonLines, readJsonTree } from '../../../../src-renderer/panels/detail/json-tree.ts'

/** Back to text, to see that nothing was lost. */
function textOf(node: JsonNode): string {
  if ('source' in node) return node.source
  const members = node.members.map((member) => `${member.key === null ? '' : `${member.key}:`}${textOf(member.node)}`)
  return node.kind === 'object' ? `{${members.join(',')}}` : `[${members.join(',')}]`
}

test('keeps any JSON as it is', () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      const compact = JSON.stringify(JSON.parse(json))
      const tree = readJsonTree(compact)
      expect(tree && textOf(tree)).toBe(compact)
      // Space between tokens changes nothing.
      const spaced = readJsonTree(JSON.stringify(JSON.parse(json), null, 2))
      expect(spaced && textOf(spaced)).toBe(compact)
    }),
  )
})

describe('what JSON.parse would change', () => {
  test.each([
    ['digits beyond a double', '{"id":12345678901234567890.10}'],
    ['a key written twice', '{"a":1,"a":2}'],
    ['a key named __proto__', '{"__proto__":{"x":1}}'],
    ['escapes as they were written', '{"a":"\\u0041\\/\\u0000\\ud800"}'],
  ])('%s stays', (_, text) => {
    const tree = readJsonTree(text)
    expect(tree && textOf(tree)).toBe(text)
  })
})

test('reads any depth', () => {
  const depth = 200_000
  expect(readJsonTree('['.repeat(depth) + ']'.repeat(depth))).not.toBeNull()
})

test('reads a string of ten megabytes', () => {
  const text = JSON.stringify({ a: '\\"'.repeat(2_500_000) })
  expect(readJsonTree(text)).not.toBeNull()
})

test.each([
  '',
  '{',
  '{"a"}',
  '{"a":}',
  '[1]]',
  '"open',
  '{"a":1}{',
  'undefined',
  '[01x]',
  '{1:2}',
  '{"a":1]',
  '[1,]',
  '[,1]',
  '[1 2]',
  '{"a":1 "b":2}',
  '{"a":1,}',
  ',',
  '{"a":1,,"b":2}',
])('is null for %j, which is shown as text', (text) => expect(readJsonTree(text)).toBeNull())

test('lines name their place, so that two copies can be compared', () => {
  const tree = readJsonTree('{"a":{"b":[1,{}]},"c":null}')!
  expect(jsonLines(tree, 100)).toEqual([
    { depth: 0, text: '{', path: '' },
    { depth: 1, text: '"a": {', path: '/"a"' },
    { depth: 2, text: '"b": [', path: '/"a"/"b"' },
    { depth: 3, text: '1', path: '/"a"/"b"/0' },
    { depth: 3, text: '{}', path: '/"a"/"b"/1' },
    { depth: 1, text: '"c": null', path: '/"c"' },
  ])
  expect(jsonLines(tree, 2)).toHaveLength(2)
})
