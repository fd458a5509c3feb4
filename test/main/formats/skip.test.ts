import fc from 'fast-check'
import { expect, test } from 'vitest'
import { endOfValue } from '../../../src-main/formats/skip/skip.ts'

/** The slow and obvious way, over the text that is left. */
function endBySteps(text: string, from: number, open: number, inText: boolean): number {
  let depth = open
  let isText = inText
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

test('the end of a value is found as letter by letter', () => {
  fc.assert(
    fc.property(texts, fc.nat(3), fc.boolean(), fc.nat(70_000), (text, open, inText, before) => {
      const long = 'x'.repeat(before) + text
      const end = endOfValue(Buffer.from(long), 0, open, inText)
      // A backslash before `x` hides nothing.
      expect(end).toBe(endBySteps(long, 0, open, inText))
    }),
    { numRuns: 500 },
  )
})

test.each([2_047, 2_048, 2_049, 65_536 + 2_048, 65_536 + 2_049])(
  'a backslash at byte %i hides the quote behind it',
  (at) => {
    const text = `${'x'.repeat(at)}\\"y"z`
    expect(endOfValue(Buffer.from(text), 0, 0, true)).toBe(text.length - 1)
  },
)

test.each([
  ['no marks', 'xx'],
  ['marks', 'x"'],
])('that %s stood in memory behind a piece hides nothing of the next one', (_, stale) => {
  endOfValue(Buffer.from(stale.repeat(40_000)), 0, 1, false)
  for (let at = 0; at < 32; at++) {
    const text = `${'x'.repeat(at)}\\"${'x'.repeat(2_046 - at)}"z`
    expect(endOfValue(Buffer.from(text), 0, 0, true)).toBe(2_049)
  }
})
