import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePath, sliceJson } from '../../../src-shared/base/json-slice.ts'

type Step = string | number

/** The slow obvious way. */
function valueAt(value: unknown, path: readonly Step[]): unknown {
  for (const step of path) {
    const isThere =
      typeof step === 'number'
        ? Array.isArray(value) && step < value.length
        : typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, step)
    if (!isThere) return undefined
    value = (value as Record<Step, unknown>)[step]
  }
  return value
}

const key = fc.constantFrom('a', 'b', 'ab', 'bucketName', '', 'a.b', 'q"', 'back\\slash', 'näme', '\u2028', '💧', 'a/b')
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false, 0, -1.5, 1e21),
    fc.oneof(key, fc.string({ unit: 'binary' })),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map((members) => ({ members })),
  ),
})).value
const step = fc.oneof(key, fc.integer({ min: 0, max: 3 }))

/** JSON text with keys written twice, odd spaces and needless escapes, which JSON.stringify never writes. */
function write(value: unknown, pick: (most: number) => number): string {
  const space = () => ['', ' ', '\n\t', ' \r\n'][pick(3)]!
  const text = (plain: string) =>
    pick(3) > 0
      ? JSON.stringify(plain)
      : `"${Array.from({ length: plain.length }, (_, i) => `\\u${plain.charCodeAt(i).toString(16).padStart(4, '0')}`).join('')}"`
  if (typeof value === 'string') return text(value)
  if (Array.isArray(value))
    return `[${space()}${value.map((item) => `${write(item, pick)}${space()}`).join(`,${space()}`)}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const { members } = value as { members: [string, unknown][] }
  const written = members.map(([name, item]) => `${text(name)}${space()}:${space()}${write(item, pick)}${space()}`)
  return `{${space()}${written.join(`,${space()}`)}}`
}

test('a sliced value is what JSON.parse finds at the path', () => {
  fc.assert(
    fc.property(json, fc.array(step, { maxLength: 4 }), fc.infiniteStream(fc.nat(3)), (value, path, picks) => {
      const text = write(value, (most) => Math.min(most, picks.next().value))
      const slice = sliceJson(text, path)
      const expected = valueAt(JSON.parse(text), path)
      if (expected === undefined) expect(slice).toBeNull()
      else expect(JSON.parse(slice!)).toEqual(expected)
    }),
    { numRuns: 3000 },
  )
})

test.each([
  ['{"a":1,"a":2}', 'a', '2'],
  ['{"\\u0061":1}', 'a', '1'],
  ['{"b":"\\"a\\":1"}', 'a', null],
  ['{"x":{"a":1}}', 'a', null],
  ['{"a\\nb":1}', '"a\\\\nb"', null],
  ['\ufeff{"a":12345678901234567890}', 'a', '12345678901234567890'],
  ['{"a":"cut off', 'a', '"cut off'],
  ['[[1', '[0][3]', null],
])('%s at %s is %s', (text, path, expected) => {
  expect(sliceJson(text, parsePath(path)!)).toBe(expected)
})
