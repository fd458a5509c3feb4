import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contentOf } from '../../../src-main/files/content.ts'
import { isUtf16, utf8OfUtf16 } from '../../../src-main/files/utf16.ts'

const little = (text: string) => Buffer.from(text, 'utf16le')
const encodings: readonly (readonly [string, (text: string) => Buffer])[] = [
  ['LE with a mark', (text) => little(`\ufeff${text}`)],
  ['BE with a mark', (text) => little(`\ufeff${text}`).swap16()],
  ['LE without one', little],
  ['BE without one', (text) => little(text).swap16()],
]

describe.each(encodings)('UTF-16 %s', (_, encoded) => {
  test('is read as UTF-8, compressed or not, and hashed as it lies', () => {
    const bytes = encoded('{"Records":[]} \u0416 \u{1f512}')
    const plain = contentOf(bytes)
    expect([plain.bytes.toString(), plain.isUtf16]).toEqual(['{"Records":[]} \u0416 \u{1f512}', true])
    const compressed = contentOf(gzipSync(bytes))
    expect([compressed.bytes, compressed.sha256]).toEqual([plain.bytes, plain.sha256])
    expect(plain.sha256).not.toBe(contentOf(plain.bytes).sha256)
  })

  test('of more than is decoded at once, whatever lies where it is cut', () => {
    const long = `${'x'.repeat(200)}${'\u{1f512}x'.repeat(700_000)}`
    expect(utf8OfUtf16(encoded(`[" ${long}`))!.equals(Buffer.from(`[" ${long}`))).toBe(true)
    expect(utf8OfUtf16(encoded(`["${long}`))!.equals(Buffer.from(`["${long}`))).toBe(true)
  })

  test('any text that begins as JSON does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const json = JSON.stringify({ beginning: 'x'.repeat(200), text })
        expect(utf8OfUtf16(encoded(json))!.toString()).toBe(json)
      }),
    )
  })
})

test.each([
  ['binary data behind a mark', 'fffe01000200'],
  ['UTF-32', 'fffe00007b000000'],
  ['small numbers of 16 bits', '0100020003000400'],
  ['UTF-8', '7b7d0a'],
  ['UTF-8 with a mark', 'efbbbf7b7d'],
])('%s is none', (_, hex) => {
  expect(utf8OfUtf16(Buffer.from(hex, 'hex'))).toBeNull()
  expect(isUtf16(Buffer.from(hex, 'hex'))).toBe(false)
})
