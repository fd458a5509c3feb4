import { expect, test } from 'vitest'
import { indentedJson } from '../../../src-shared/base/json.ts'

test('members stand in lines of their own, and every token is as it was spelled', () => {
  const text = '{"a":12345678901234567890,"b":[1, {"c":"x, \\"y\\": {z}"}],"d":{},"e":[ ],"f":1.0e5}'
  expect(indentedJson(text, text.length)).toBe(
    `{
  "a": 12345678901234567890,
  "b": [
    1,
    {
      "c": "x, \\"y\\": {z}"
    }
  ],
  "d": {},
  "e": [],
  "f": 1.0e5
}`,
  )
})

test('what is nested deeper than any stack, or cut off, is laid out all the same', () => {
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
  expect(indentedJson(deep, deep.length).replaceAll(/\s/g, '')).toBe(deep)
  expect(indentedJson('{"a":"beginning of a long text', 12)).toBe('{\n  "a": "beginn')
})
