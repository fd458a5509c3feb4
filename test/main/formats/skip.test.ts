import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SkippedText } from '../../../src-main/formats/skip/skip.ts'

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
