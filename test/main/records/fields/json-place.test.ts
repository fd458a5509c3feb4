import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FieldTexts } from '../../../../src-main/records/fields/field-texts.ts'
import { JsonPlace } from '../../../../src-main/records/fields/json-place.ts'
import { jsonValue, parsePath, sliceJson } from '../../../../src-shared/base/json-slice.ts'
import { fieldKind } from '../../../../src-shared/model/field.ts'

/** The value of a field of JSON text that lies among other bytes, and what it is. */
function fieldOf(json: string, path: string, anyCase = false) {
  const before = Buffer.from('{"a":1},')
  const bytes = Buffer.concat([before, Buffer.from(json), Buffer.from(',{"a":2}')])
  const place = new JsonPlace(parsePath(path)!, { anyCase })
  const texts = new FieldTexts()
  if (!place.find(bytes, before.length, before.length + Buffer.byteLength(json))) return null
  if (texts.codeOf(bytes, place.from, place.until) === 0) return null
  const { entries, illFormed, kinds } = texts.takeFresh()
  expect(entries[0]).toBe(1)
  const text = illFormed.get(1) ?? Buffer.from(entries.buffer, 8, entries[1]).toString()
  const kind = Object.entries(fieldKind).find(([, bit]) => bit === kinds[0])![0]
  return { text, kind }
}

test.each([
  ['{"a":{"b":"x"}}', 'a.b', 'x', 'string'],
  ['{"a":{"b":"\\u0078\\n"}}', '$.a.b', 'x\n', 'string'],
  ['{ "a" : [ 1 , { "b" : [ 2.50 , "]" ] } ] }', 'a[1].b', '[2.50,"]"]', 'array'],
  ['{"a":{"b":{ "c" : "d e" }}}', 'a.b', '{"c":"d e"}', 'object'],
  ['{"a":12345678901234567890}', 'a', '12345678901234567890', 'number'],
  ['{"a":"1"}', 'a', '1', 'string'],
  ['{"a":false}', 'a', 'false', 'boolean'],
  ['{"a":"\\ud800"}', 'a', '\ud800', 'string'],
  ['{"x":{"a":1},"a":"first","a":"last"}', 'a', 'last', 'string'],
  ['{"\\u0061":7}', 'a', '7', 'number'],
  ['{"a.b":{"s3:key":"k"}}', '"a.b".s3:key', 'k', 'string'],
  ['{"a":""}', 'a', '', 'string'],
])('of %s the field %s is %s', (json, path, text, kind) => {
  expect(fieldOf(json, path)).toEqual({ text, kind })
})

test.each([
  ['{"a":null}', 'a'],
  ['{"a":{"b":1}}', 'b'],
  ['{"a":[1]}', 'a[1]'],
  ['{"a":[1]}', 'a.b'],
  ['{"a":"b"}', 'a.b'],
  ['{"A":1}', 'a'],
  ['{"b":"a","c":{"a":1}}', 'a'],
  ['{}', 'a'],
])('%s has no field %s', (json, path) => {
  expect(fieldOf(json, path)).toBeNull()
})

test.each([
  ['{"bucketName":"x"}', 'bucketname', 'x'],
  ['{"requestParameters":{"Bucket\\u004eame":"x"}}', 'requestparameters.BUCKETNAME', 'x'],
])('of %s, in any case of letters, %s is %s', (json, path, text) => {
  expect(fieldOf(json, path, true)?.text).toBe(text)
})

describe('random JSON', () => {
  const name = fc.constantFrom('a', 'b', 'ab', 'a b', 'é', '"', '\\')
  const steps = fc.array(fc.oneof(name, fc.nat(2)), { minLength: 1, maxLength: 4 })
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.oneof(fc.string({ unit: 'binary' }), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null)),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(name, tie('value')),
    ),
  }))

  test('has the field that its text has', () => {
    fc.assert(
      fc.property(value, steps, fc.constantFrom(undefined, 1, '\t'), (value, path, indent) => {
        const json = JSON.stringify(value, null, indent)
        const written = path
          .map((step) => (typeof step === 'number' ? `[${step}]` : `."${step.replace(/["\\]/g, '\\$&')}"`))
          .join('')
        const slice = sliceJson(json, path)
        const expected = slice === null ? null : jsonValue(slice)
        const field = fieldOf(json, `$${written}`)
        const read = field?.kind === 'number' ? jsonValue(field.text) : (field?.text ?? null)
        expect(read).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })
})
