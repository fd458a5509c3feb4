import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  asWildcards,
  hasWildcard,
  longestPattern,
  readRegex,
  readWildcards,
} from '../../../../src-shared/base/regex/regex.ts'
import { expectEqual } from '../../../fixtures/expect-equal.ts'
import { randomFrom } from '../../../fixtures/random.ts'

function regex(pattern: string): (text: string) => boolean {
  const read = readRegex(pattern)
  if (!read.ok) throw new Error(read.message)
  return read.value
}
function wildcards(pattern: string): (text: string) => boolean {
  const read = readWildcards(pattern)
  if (!read.ok) throw new Error(read.message)
  return read.value
}
const problem = (pattern: string): string | null => {
  const read = readRegex(pattern)
  return read.ok ? null : read.message
}

/** Patterns over few characters, so that they often match and often nearly. */
const sign = fc.constantFrom('a', 'B', '.', '\\d', '\\w', '\\W', '\\s', '[ab]', '[^a]', '[a-c1]', '[^\\w-]', '-', '1', ' ', '^', '$', '\\b', '\\B') // biome-ignore format: a list
const count = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,}', '{0,2}', '*?', '+?')
const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 4 },
    fc.tuple(sign, count).map(([part, times]) => (/^(\^|\$|\\b|\\B)$/.test(part) ? part : part + times)),
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => a + b),
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `${a}|${b}`),
    fc.tuple(tie('pattern'), count).map(([a, times]) => `(${a})${times}`),
    tie('pattern').map((a) => `(?:${a})`),
  ),
}))
const text = fc.string({ unit: fc.constantFrom('a', 'A', 'b', 'c', '1', '-', ' ', '\n'), maxLength: 8 })

test('a regular expression matches what it matches in JavaScript', () => {
  fc.assert(
    fc.property(pattern, fc.array(text, { minLength: 5, maxLength: 20 }), (pattern, texts) => {
      const matches = regex(pattern)
      const judge = new RegExp(pattern, 'i')
      expectEqual([pattern, ...texts.map(matches)], [pattern, ...texts.map((text) => judge.test(text))])
    }),
    { numRuns: 2_000 },
  )
})

test('flags before a regular expression mean what they mean in JavaScript', () => {
  const flags = fc.tuple(fc.constantFrom('', 'm'), fc.constantFrom('', 's'), fc.boolean())
  fc.assert(
    fc.property(pattern, flags, fc.array(text, { minLength: 5, maxLength: 20 }), (pattern, [m, s, ignores], texts) => {
      const flagged = `(?${m}${s}${ignores ? 'i' : '-i'})${pattern}`
      const matches = regex(flagged)
      const judge = new RegExp(pattern, `${m}${s}${ignores ? 'i' : ''}`)
      expectEqual([flagged, ...texts.map(matches)], [flagged, ...texts.map((text) => judge.test(text))])
    }),
    { numRuns: 500 },
  )
})

describe('a regular expression', () => {
  test.each([
    ['^Get(Object|Bucket.*)$', ['GetObject', 'getobject', 'GetBucketAcl'], ['GetObjectAcl', 'xGetObject']],
    ['\\x41\\u0042\\.', ['ab.', 'xAB.'], ['abc']],
    ['[\\]\\-x]', [']', '-', 'X'], ['y']],
    ['a{2,}', ['aa', 'xaaay'], ['a']],
    ['{"a"}', ['{"A"}'], ['a']],
    ['(?<role>admin)', ['Administrator'], ['x']],
    ['', ['', 'x'], []],
    ['straße', ['STRAßE'], ['STRASSE']],
    ['(?-i)^Get[A-Z]', ['GetObject'], ['getobject', 'Getobject']],
    ['(?m)^b$', ['a\nB\nc'], ['ab']],
    ['(?s)a.b', ['a\nB'], ['ab']],
  ])('%s', (pattern, matched, others) => {
    expect(matched.filter(regex(pattern))).toEqual(matched)
    expect(others.filter(regex(pattern))).toEqual([])
  })

  test('that makes others go back and forth without end is answered', () => {
    expect(regex('^(a+)+$')(`${'a'.repeat(100_000)}!`)).toBe(false)
    expect(regex('(x+x+)+y')('x'.repeat(100_000))).toBe(false)
    expect(regex('(.*)*(.*)*(.*)*=')('y'.repeat(100_000))).toBe(false)
  })

  test('whose states are too many to be kept is answered', () => {
    const matches = regex('a[ab]{25}c')
    const { int } = randomFrom('states')
    const text = Array.from({ length: 40_000 }, () => 'ab'[int(2)]).join('')
    expect(matches(text)).toBe(false)
    expect(matches(`${text}a${'b'.repeat(25)}c`)).toBe(true)
  })

  test.each([
    ['(a', '“(a” is no regular expression: at its character 1, this group is not closed'],
    ['a)', '“a)” is no regular expression: at its character 2, this parenthesis closes no group'],
    ['x[a', '“x[a” is no regular expression: at its character 2, this bracket is not closed'],
    ['*a', '“*a” is no regular expression: at its character 1, there is nothing to repeat'],
    ['a**', '“a**” is no regular expression: at its character 3, there is nothing to repeat'],
    ['[z-a]', '“[z-a]” is no regular expression: at its character 2, this range is out of order'],
    ['a{3,2}', '“a{3,2}” is no regular expression: at its character 2, these numbers are out of order'],
    ['a\\', '“a\\” is no regular expression: at its character 2, a sign is missing behind \\'],
    ['(a)\\1', '“(a)\\1” is no regular expression: at its character 4, \\1 is not known here'],
    ['\\p{L}', '“\\p{L}” is no regular expression: at its character 1, \\p is not known here'],
    ['(?=a)', '“(?=a)” is no regular expression: at its character 1, only (…), (?:…) and (?<name>…) are groups here, and none looks ahead or behind'],
    ['(a{100}){100}', '“(a{100}){100}” repeats too much: written out, it has more than 1000 steps'],
    ['a'.repeat(longestPattern + 1), 'A regular expression has at most 1000 characters, this one 1001'],
  ])('%s is refused', (pattern, sentence) => expect(problem(pattern)).toBe(sentence)) // biome-ignore format: a table

  test('any text is read or refused in a sentence', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'()[]{}|*+?^$\\-,.:=<>!aAdwsbBux019'), maxLength: 12 }),
        (text) => {
          expect(problem(text) ?? '“').toMatch(/^“/)
        },
      ),
      { numRuns: 5_000 },
    )
  })
})

describe('a pattern with wildcards', () => {
  test.each([
    ['Get*', ['Get', 'GetObject', 'getobject'], ['xGet', '']],
    ['*Login', ['ConsoleLogin'], ['ConsoleLogins']],
    ['Get?', ['Gets'], ['Get', 'Gettt']],
    ['a*b*c', ['abc', 'aXXbYYc', 'abcbc'], ['acb']],
    ['a\\*b', ['a*b'], ['aXb', 'a\\*b']],
    ['dom\\user*', ['DOM\\user1'], ['domuser1']],
    ['*\n*', ['a\nb'], ['ab']],
    ['(a|b)*', ['(a|b)', '(a|b)x'], ['a']],
    ['', [''], ['a']],
  ])('%s', (pattern, matched, others) => {
    expect(matched.filter(wildcards(pattern))).toEqual(matched)
    expect(others.filter(wildcards(pattern))).toEqual([])
  })

  test('without wildcards is the text itself, whatever signs it has', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('*', '?', '\\', 'a', '.') }), fc.string(), (text, other) => {
        expect(hasWildcard(asWildcards(text))).toBe(false)
        expect(wildcards(asWildcards(text))(text)).toBe(true)
        expect(wildcards(asWildcards(text))(other)).toBe(other.toLowerCase() === text)
      }),
    )
  })
})
