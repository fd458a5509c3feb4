import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstNotUtf8 } from '../../../src-main/files/utf8.ts'

test('the first byte that is not UTF-8 is found in any text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 3_000 }),
      fc.string({ unit: 'binary', maxLength: 50 }),
      fc.constantFrom([0xe9], [0xff], [0xc3, 0x28], [0xe2, 0x82, 0x41], [0xc3]),
      (before, behind, foreign) => {
        const text = Buffer.from(before)
        expect(firstNotUtf8(text)).toBeNull()
        const bytes = Buffer.concat([text, Buffer.from(foreign), Buffer.from(` ${behind}`)])
        expect(firstNotUtf8(bytes)).toBe(text.length)
      },
    ),
  )
})
