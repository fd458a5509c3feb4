import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { unescaped } from '../../../../src-main/formats/escapes.ts'
import { Skipper } from '../../../../src-main/formats/skip/skip.ts'
import { PlacedText } from '../../../../src-main/formats/wrapped/placed-text.ts'

const skipper = new Skipper()

/** Of the string `raw` in a text, found by its closing quote as a walk finds it. */
function within(raw: string | Buffer, before: number) {
  const around = Buffer.concat([Buffer.from(`${' '.repeat(before)}"`), Buffer.from(raw), Buffer.from('","\\"')])
  const from = before + 1
  const text = PlacedText.ofFile(around, skipper).within(from, from + Buffer.byteLength(raw))
  return { around, from, text }
}

const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
const part = fc.oneof(
  fc.constantFrom('"', '\\"', '\\\\', '\\', '\n', '💧', '\ud83d', '{"a":1}', '/'),
  fc.string({ unit: 'grapheme' }),
  fc.nat(300).map((length) => 'x'.repeat(length)),
)
const writers = fc.constantFrom(
  (text: string) => JSON.stringify(text),
  (text: string) => JSON.stringify(text).replace(/[\u0080-\uffff]/g, escaped),
  (text: string) => JSON.stringify(text).replaceAll('/', '\\/').replaceAll('\\"', '\\u0022'),
  (text: string) => JSON.stringify(JSON.stringify(JSON.stringify(text))),
  (text: string) => `"${text.replace(/[\s\S]/g, escaped)}"`,
)
const strings = fc
  .tuple(fc.array(part, { minLength: 1, maxLength: 30 }), fc.constantFrom(1, 1, 40), writers)
  .map(([parts, times, write]) => write(parts.join('').repeat(times)).slice(1, -1))

describe('text within a string', () => {
  test('is what the slow way says, and the way back leads to where each byte is written', () => {
    fc.assert(
      fc.property(strings, fc.nat(5_000), fc.array(fc.nat(), { maxLength: 20 }), (raw, before, places) => {
        const { around, from, text } = within(raw, before)
        const slow = unescaped(Buffer.from(raw))!
        expect(text!.bytes.equals(slow)).toBe(true)
        for (const place of places.map((n) => n % (slow.length + 1))) {
          const rawAt = text!.placeOf(place, place).offset
          // A character that is one escape and several bytes has one place.
          const said = unescaped(around.subarray(from, rawAt))!.length
          expect(said).toBeGreaterThanOrEqual(place)
          expect(said - place).toBeLessThan(4)
        }
      }),
      { numRuns: 400 },
    )
  })

  test.each([2_030, 2_048, 65_500, 65_536, 65_600, 200_000])(
    'that is about %i bytes long goes over pieces',
    (length) => {
      for (let shift = 0; shift < 20; shift++) {
        const raw = `${'x'.repeat(shift)}${'ab\\"\\u00e9\\\\'.repeat(Math.ceil(length / 12))}`
        const { around, from, text } = within(raw, shift * 7)
        const slow = unescaped(Buffer.from(raw))!
        expect(text!.bytes.equals(slow)).toBe(true)
        expect(unescaped(around.subarray(from, text!.placeOf(slow.length - 1, slow.length).offset))).toHaveLength(
          slow.length - 1,
        )
      }
    },
  )

  test('has room for the marks of a whole piece, whatever text is looked into within it', () => {
    // The last byte of each block escapes the first one of the next.
    const raw = `${'x'.repeat(63)}${`\\\\n${'x'.repeat(60)}`.repeat(1_037)}`
    const around = Buffer.from(`"${raw}"`)
    const file = PlacedText.ofFile(around, skipper)
    expect(file.skipped.endOf(1, 0)).toBe(around.length)
    const text = file.within(1, raw.length + 1)!
    expect(text.within(0, 900)).not.toBeNull()
    for (let at = text.bytes.length - 2_000; at < text.bytes.length; at += 97)
      expect(unescaped(around.subarray(1, text.placeOf(at, at).offset))).toHaveLength(at)
  })

  test.each(['\\x', '\\', 'a"b', 'a\nb', '\\u12', '\\u123g', `${'x'.repeat(70_000)}\\`, `${'x'.repeat(2_040)}\\q`])(
    'there is none in %j',
    (raw) => {
      expect(within(raw, 3).text).toBeNull()
    },
  )

  test('bytes that are no UTF-8 stay what they are', () => {
    expect(within(Buffer.from('\\"\xe9\xff', 'latin1'), 0).text!.bytes).toEqual(Buffer.from('"\xe9\xff', 'latin1'))
  })
})
