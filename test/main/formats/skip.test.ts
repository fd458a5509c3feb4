import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SkippedText, Skipper } from '../../../src-main/formats/skip/skip.ts'

/** The slow and obvious way, over the text that is left. */
function endBySteps(text: string, from: number, open: number): number {
  let depth = open
  let isText = open === 0
  for (let at = from; at < text.length; at++) {
    const letter = text[at]!
    if (isText && letter === '\\') at++
    else if (letter === '"') isText = !isText
    else if (!isText && '{['.includes(letter)) depth++
    else if (!isText && '}]'.includes(letter)) depth--
    else continue
    if (!isText && depth === 0) return at >= text.length ? -1 : at + 1
  }
  return -1
}

const letters = fc.constantFrom('"', '\\', '{', '}', '[', ']', 'a', ',', ' ', '\\"', 'plain text of some length')
const texts = fc.array(letters, { maxLength: 400 }).map((parts) => parts.join(''))

const endOf = (text: string, from: number, open: number) => new SkippedText(Buffer.from(text)).endOf(from, open)

test('the end of a value is found as letter by letter', () => {
  fc.assert(
    fc.property(texts, fc.nat(3), fc.oneof(fc.nat(100), fc.nat(2_048), fc.nat(70_000)), (text, open, before) => {
      const long = 'x'.repeat(before) + text
      expect(endOf(long, 0, open)).toBe(endBySteps(long, 0, open))
    }),
    { numRuns: 500 },
  )
})

test.each([2_047, 2_048, 2_049, 65_536 + 2_048, 65_536 + 2_049])(
  'a backslash at byte %i hides the quote behind it',
  (at) => {
    const text = `${'x'.repeat(at)}\\"y"z`
    expect(endOf(text, 0, 0)).toBe(text.length - 1)
  },
)

test.each([
  ['no marks', 'xx'],
  ['marks', 'x"'],
])('that %s stood in memory behind a piece hides nothing of the next one', (_, stale) => {
  endOf(stale.repeat(40_000), 0, 1)
  for (let at = 0; at < 32; at++) {
    const text = `${'x'.repeat(at)}\\"${'x'.repeat(2_046 - at)}"z`
    expect(endOf(text, 0, 0)).toBe(2_049)
  }
})

test('values of one text are found in any order', () => {
  fc.assert(
    fc.property(texts, texts, fc.array(fc.tuple(fc.nat(75_000), fc.nat(2))), (text, other, places) => {
      const long = `${text}${'x'.repeat(70_000)}${text}`
      const skipped = new SkippedText(Buffer.from(long))
      for (const [from, open] of places) {
        expect(skipped.endOf(from, open)).toBe(endBySteps(long, from, open))
        if (from % 3 === 0) endOf(other, 0, 1)
      }
    }),
    { numRuns: 200 },
  )
})

describe('members of an object', () => {
  const known = ['detail', 'a known key']
  const skipper = new Skipper(known)
  const json = JSON.stringify

  const keys = fc.oneof(
    fc.constantFrom(...known, '', 'x', 'Detail', 'details'),
    fc.string({ unit: 'grapheme', maxLength: 80 }),
  )
  const values = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom('x'.repeat(100), '\\', '"', '}', true, null, -1.5e3),
    fc.integer({ min: 1_900, max: 2_100 }).map((length) => 'y'.repeat(length)),
    fc.integer({ min: 65_000, max: 66_000 }).map((length) => ['z'.repeat(length)]),
  )
  const space = fc.constantFrom('', ' ', '\n    ', '\r\n\t')
  const members = fc.array(fc.tuple(keys, values, space), { maxLength: 12 })

  test('are passed over up to a known key, or the end of the object', () => {
    fc.assert(
      fc.property(members, fc.nat(70_000), (list, before) => {
        const texts = list.map(([key, value, gap]) => `${gap}${json(key)}${gap}:${gap}${json(value)}${gap}`)
        const text = `${' '.repeat(before)}${texts.join(',')}}`
        const bytes = Buffer.from(text)
        const skipped = new SkippedText(bytes, skipper)
        // Where each member begins, and where the object ends.
        const begins = texts.map(
          (member, n) => bytes.length - Buffer.byteLength(`${texts.slice(n).join(',')}}`) + member.indexOf('"'),
        )
        const first = list.findIndex(([key]) => known.includes(key))
        const goal = first === -1 ? bytes.length - 1 : begins[first]!
        let at = skipped.behindMembers(before)
        // It may stop at others, whose members whoever asked reads.
        while (at < goal) {
          const member = begins.indexOf(at)
          expect(member).not.toBe(-1)
          const end = at + Buffer.byteLength(texts[member]!.trimStart())
          at = bytes[end] === 0x2c ? skipped.behindMembers(end + 1) : end
        }
        expect(at).toBe(goal)
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    ['no colon', '"x" 1, "detail": 2}', 0],
    ['no comma', '"x": 1 "y": 2}', 0],
    ['no value', '"x": , "y": 2}', 0],
    ['no key', '"x": 1, y: 2}', 8],
    ['a comma before the end', '"x": 1, }', 8],
    ['another end', '"x": 1]', 0],
    ['a text that does not end', '"x": 1, "y": "z}', 8],
    ['a list that does not end', '"x": 1, "y": [1}', 8],
    ['an escape in a key', '"x": 1, "\\u0064etail": 1}', 8],
    ['a zero', '"x": 1\0, "y": 2}', 0],
    ['nothing', '', 0],
  ])('%s is left to whoever asked', (_, text, at) => {
    expect(new SkippedText(Buffer.from(text), skipper).behindMembers(0)).toBe(at)
  })

  test('a text and one within it are gone on with in turns', () => {
    const outer = new SkippedText(Buffer.from(`"x":1,"detail":"${'y'.repeat(3_000)}","z":[],"detail":0}`), skipper)
    const inner = new SkippedText(Buffer.from('"a":1,"detail":2}'), skipper, 1)
    expect(outer.behindMembers(0)).toBe(6)
    expect(inner.behindMembers(0)).toBe(6)
    expect(outer.behindMembers(outer.endOf(16, 0) + 1)).toBe(3_025)
  })
})
