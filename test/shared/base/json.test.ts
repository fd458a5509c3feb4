import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compactJson } from '../../../src-shared/base/json.ts'

test.each([
  ['{ "a" : 1 }', '{"a":1}'],
  ['[\n\t1 ,\r\n 2\n]\n', '[1,2]'],
  ['"a b\\" c"', '"a b\\" c"'],
  ['{"path": "C:\\\\", "next": " x "}', '{"path":"C:\\\\","next":" x "}'],
  ['{"a":1}', '{"a":1}'],
])('%j becomes %j', (text, compact) => expect(compactJson(text)).toBe(compact))

test('numbers, escapes and doubled names stay as they were spelled', () => {
  const spelled = '{ "n": 1.0e+2, "n": 12345678901234567890, "t": "\\u0041\\/" }'
  expect(compactJson(spelled)).toBe('{"n":1.0e+2,"n":12345678901234567890,"t":"\\u0041\\/"}')
})

test('of a text that JSON.stringify indents, what it writes without indent', () => {
  const indents = fc.constantFrom(' ', '  ', '\t', '\n')
  fc.assert(
    fc.property(fc.jsonValue(), indents, (value, indent) => {
      expect(compactJson(JSON.stringify(value, null, indent))).toBe(JSON.stringify(value))
    }),
  )
})
