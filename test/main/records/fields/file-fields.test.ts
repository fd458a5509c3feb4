import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FieldTexts } from '../../../../src-main/records/fields/field-texts.ts'
import { FieldReading } from '../../../../src-main/records/fields/file-fields.ts'
import { jsonValue, parsePath, sliceJson } from '../../../../src-shared/base/json-slice.ts'

/** The values of a field by record, of a file that holds all of them, and text that is no record between. */
function fieldIn(records: readonly string[], path: string, between = '{"name":"outside"}'): (string | null)[] {
  let text = `{"Records":[`
  const places = records.map((record) => {
    text += `${between},`
    const offset = Buffer.byteLength(text)
    text += `${record},`
    return { offset, length: Buffer.byteLength(record) }
  })
  const codes = new Uint32Array(records.length)
  const texts = new FieldTexts()
  const reading = new FieldReading(parsePath(path)!, texts, codes, { anyCase: false })
  reading.readFile(Buffer.from(`${text}null]}`), 'json', {
    rows: Uint32Array.from(records.keys()),
    offset: Uint32Array.from(places, ({ offset }) => offset),
    length: Uint32Array.from(places, ({ length }) => length),
  })
  const { entries } = texts.takeFresh()
  const byCode: (string | null)[] = [null]
  for (let at = 0; at < entries.length; at += 2 + Math.ceil(entries[at + 1]! / 8) * 2)
    byCode.push(Buffer.from(entries.buffer, (at + 2) * 4, entries[at + 1]).toString())
  return Array.from(codes, (code) => byCode[code]!)
}

test('records with the name elsewhere, twice, escaped or not at all', () => {
  const records = [
    '{"p":{"name":"a"},"q":{"name":"no"}}',
    '{"q":{"name":"no"},"p":{"other":"name"}}',
    '{"p":{"name":"first"},"p":{"name":"last"}}',
    '{"p":{"name":"first"},"p":{"other":1}}',
    '{"p":{"name":"first","x":{"name":2},"name":"last"}}',
    '{"\\u0070":{"n\\u0061me":"escaped"}}',
    '{"p":{"name":"first"},"\\u0070":{"name":"last"}}',
    '{"p":{"name":"first","x":"\\u0041","nam\\u0065":"last"}}',
    '{"x":"\\"name\\":\\"no\\"","p":"name"}',
    '{"name":{"p":1}}',
    '{"p":{"name":"z"}}',
  ]
  const expected = ['a', null, 'last', null, 'last', 'escaped', 'last', 'last', null, null, 'z']
  expect(fieldIn(records, 'p.name')).toEqual(expected)
})

test('random records have what their texts have', () => {
  const names = fc.constantFrom('p', 'name', 'x')
  /** A name as it is, or with an escape. */
  const spelled = fc
    .tuple(names, fc.nat(4))
    .map(([name, way]) => (way > 0 ? `"${name}"` : `"\\u00${name.charCodeAt(0).toString(16)}${name.slice(1)}"`))
  const { object } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('1', '"s"', '"\\u0041"', 'null', '"\\"name\\""'),
      tie('object'),
      tie('list'),
    ),
    list: fc.array(tie('value'), { maxLength: 2 }).map((values) => `[${values.join(',')}]`),
    object: fc
      .array(fc.tuple(spelled, tie('value')), { maxLength: 4 })
      .map((members) => `{${members.map(([name, value]) => `${name}:${value}`).join(',')}}`),
  })) as { object: fc.Arbitrary<string> }
  const paths = fc.constantFrom('p', 'name', 'p.name', 'p[0].name', 'p.p', 'p.name.x', 'x[1]')
  fc.assert(
    fc.property(fc.array(object, { minLength: 1, maxLength: 6 }), paths, (records, path) => {
      const expected = records.map((record) => {
        const slice = sliceJson(record, parsePath(path)!)
        const value = slice === null ? null : jsonValue(slice)
        return value === null ? null : String(value)
      })
      expect(fieldIn(records, path)).toEqual(expected)
    }),
    { numRuns: 1000 },
  )
})
