import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonOfStructText } from '../../../../src-main/formats/table/struct-text.ts'

const read = (text: string): unknown => {
  const json = jsonOfStructText(text)
  return json === null ? null : JSON.parse(json)
}

test('a ROW of Athena is an object, with its texts as they are', () => {
  expect(
    read(
      '{type=AssumedRole, arn=arn:aws:sts::111122223333:assumed-role/a,b=c/s, username=null, sessioncontext={attributes={mfaauthenticated=false, creationdate=2024-03-05T09:00:00Z}, webidfederationdata={attributes={}}}}',
    ),
  ).toEqual({
    type: 'AssumedRole',
    arn: 'arn:aws:sts::111122223333:assumed-role/a,b=c/s',
    username: null,
    sessioncontext: {
      attributes: { mfaauthenticated: 'false', creationdate: '2024-03-05T09:00:00Z' },
      webidfederationdata: { attributes: {} },
    },
  })
})

test('an ARRAY is a list, and a MAP may hold JSON text', () => {
  expect(read('[{arn=arn:aws:s3:::b/k, accountid=null}, {arn=x}]')).toEqual([
    { arn: 'arn:aws:s3:::b/k', accountid: null },
    { arn: 'x' },
  ])
  expect(read('[a, b]')).toEqual(['a', 'b'])
  expect(read('{list=[{a=b}], policy={"a":[1]}, nested=[["a"]]}')).toEqual({
    list: [{ a: 'b' }],
    policy: { a: [1] },
    nested: [['a']],
  })
  expect(read('{filterSet={"items":["}, a=b"]}, name=x}')).toEqual({ filterSet: { items: ['}, a=b'] }, name: 'x' })
})

test.each(['', 'x', '{', '{a', '{a=b', '{a=b}}', '{a=b} ', '{=b}', '[a', '{a=b,c=d', `${'{a='.repeat(100_000)}`])(
  '%.20j is none',
  (text) => expect(jsonOfStructText(text)).toBeNull(),
)

test('JSON that never ends is looked for once, however often it seems to begin', () => {
  expect(jsonOfStructText(`[${'["a, b], '.repeat(30_000)}`)).toBeNull()
})

const key = fc.string({ unit: fc.constantFrom('a', 'B', '_', '1'), minLength: 1, maxLength: 4 })
const text = fc.string({
  unit: fc.constantFrom('a', 'é', ':', '/', '-', '"', '\\', ',', '='),
  minLength: 1,
  maxLength: 6,
})
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, text, fc.constant(null), tie('row'), tie('list')),
  row: fc.dictionary(key, tie('value'), { maxKeys: 3 }),
  list: fc.array(tie('value'), { maxLength: 3 }),
}))

/** As Presto writes it. */
function written(of: unknown): string {
  if (Array.isArray(of)) return `[${of.map(written).join(', ')}]`
  if (typeof of !== 'object' || of === null) return String(of)
  return `{${Object.entries(of)
    .map(([name, inner]) => `${name}=${written(inner)}`)
    .join(', ')}}`
}

test('what Presto writes is read', () => {
  fc.assert(
    fc.property(fc.dictionary(key, value, { maxKeys: 4 }), (row) => {
      // A text that begins like JSON is told as JSON, and an empty list element is no text.
      fc.pre(!/[{[] ?"/.test(written(row)))
      expect(read(written(row))).toEqual(JSON.parse(JSON.stringify(row)))
    }),
  )
})
