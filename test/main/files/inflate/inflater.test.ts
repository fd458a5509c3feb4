import { constants, deflateRawSync, inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Inflater } from '../../../../src-main/files/inflate/inflater.ts'

const inflater = new Inflater()

/** What zlib makes of a stream, and how much of it it took; null where it refuses. */
function byZlib(stream: Uint8Array): { bytes: Buffer; taken: number } | null {
  try {
    const { buffer, engine } = inflateRawSync(stream, { info: true }) as unknown as {
      buffer: Buffer
      engine: { bytesWritten: number }
    }
    return { bytes: buffer, taken: engine.bytesWritten }
  } catch {
    return null
  }
}

const { Z_DEFAULT_STRATEGY, Z_FILTERED, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE } = constants
const deflating = fc.record({
  level: fc.integer({ min: 0, max: 9 }),
  strategy: fc.constantFrom(Z_DEFAULT_STRATEGY, Z_FILTERED, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE),
  memLevel: fc.integer({ min: 1, max: 9 }),
  windowBits: fc.integer({ min: 9, max: 15 }),
})

/** Runs, repetitions from near and far, digits as in ids, and bytes of every value, of each a little or much. */
const piece = fc.oneof(
  fc.tuple(fc.nat(255), fc.nat(700)).map(([value, length]) => Buffer.alloc(length, value)),
  fc
    .tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.nat(60))
    .map(([part, times]) => Buffer.concat(Array.from({ length: times }, () => part))),
  fc.stringMatching(/^[0-9a-f-]{0,60}$/).map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  fc.constant(Buffer.from('{"eventVersion":"1.11","userIdentity":{"type":"AssumedRole","principalId":"AROA')),
)
const content = fc
  .tuple(fc.array(piece, { maxLength: 40 }), fc.nat(40_000))
  .map(([pieces, gap]) => Buffer.concat([...pieces, Buffer.alloc(gap), ...pieces]))

describe('inflating without zlib', () => {
  test('gives what was deflated, whatever it is and however that was done', () => {
    fc.assert(
      fc.property(content, deflating, (bytes, options) => {
        const stream = deflateRawSync(bytes, options)
        const inflated = inflater.inflate(stream, bytes.length)
        expect(inflated?.taken).toBe(stream.length)
        expect(inflated?.bytes.equals(bytes)).toBe(true)
      }),
      { numRuns: 400 },
    )
  })

  test('takes and refuses what zlib takes and refuses, whatever is done to a stream', () => {
    const change = fc.record({ at: fc.nat(), value: fc.nat(255) })
    const damage = fc.record({
      changes: fc.array(change, { minLength: 1, maxLength: 3 }),
      keep: fc.nat(),
      head: fc.boolean(),
    })
    let taken = 0
    fc.assert(
      fc.property(content, deflating, damage, (bytes, options, { changes, keep, head }) => {
        const stream = deflateRawSync(bytes, options)
        // The codes stand at the beginning: most of what can be wrong is wrong there.
        for (const { at, value } of changes) stream[at % Math.min(stream.length, head ? 80 : stream.length)] = value
        const piece = keep % 3 === 0 ? stream.subarray(0, keep % (stream.length + 1)) : stream
        const expected = byZlib(piece)
        const inflated = inflater.inflate(piece, expected?.bytes.length ?? 200_000)
        expect(inflated?.taken).toBe(expected?.taken)
        if (expected === null) return
        taken++
        expect(inflated!.bytes.equals(expected.bytes)).toBe(true)
      }),
      { numRuns: 1500 },
    )
    expect(taken).toBeGreaterThan(50)
  })

  test('takes what stands before other bytes, and tells how much that was', () => {
    const bytes = Buffer.from('a trail '.repeat(50))
    const stream = deflateRawSync(bytes)
    const inflated = inflater.inflate(Buffer.concat([stream, Buffer.from('more')]), bytes.length)
    expect([inflated?.taken, inflated?.bytes.toString()]).toEqual([stream.length, bytes.toString()])
  })

  test('gives up where there is more than was said', () => {
    for (const level of [0, 9]) {
      const bytes = Buffer.alloc(100_000, 'proof')
      const stream = deflateRawSync(bytes, { level })
      expect(inflater.inflate(stream, bytes.length - 1)).toBeNull()
      expect(inflater.inflate(stream, 0)).toBeNull()
      expect(inflater.inflate(stream, bytes.length + 1)?.bytes.equals(bytes)).toBe(true)
    }
  })

  test('never shows what another stream has left', () => {
    expect(inflater.inflate(deflateRawSync(Buffer.alloc(5000, 'secret')), 5000)).not.toBeNull()
    // RFC 1951, 3.2.6: fixed codes, a length of 3 and a distance of 1 before there is anything to repeat.
    const repeatsNothing = bitsOf('1', '10', '0000001', '00000', '0000000')
    expect(byZlib(repeatsNothing)).toBeNull()
    expect(inflater.inflate(repeatsNothing, 100)).toBeNull()
  })

  test.each([
    ['a block of a type there is none of', bitsOf('1', '11')],
    ['a literal code that is not in use', bitsOf('1', '10', '11000110')],
    ['a distance code that is not in use', bitsOf('1', '10', '00110000', '0000001', '11110')],
    ['nothing', Buffer.alloc(0)],
    ['stored bytes whose length does not fit its complement', Buffer.from([1, 1, 0, 0, 0, 65])],
    ['stored bytes that are not there', Buffer.from([1, 9, 0, 0xf6, 0xff, 65])],
  ])('gives up on %s', (_, stream) => {
    expect(byZlib(stream)).toBeNull()
    expect(inflater.inflate(stream, 100)).toBeNull()
  })

  test('inflates a stream of many megabytes', () => {
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, n) => `{"eventID":"${n * 2654435761}"}`).join('\n'))
    expect(inflater.inflate(deflateRawSync(bytes), bytes.length)?.bytes.equals(bytes)).toBe(true)
  })
})

/** A stream of these bits, Huffman codes as RFC 1951 writes them, numbers with their lowest bit first. */
function bitsOf(...bits: readonly string[]): Buffer {
  const all = bits.join('')
  const bytes = Buffer.alloc(Math.ceil(all.length / 8))
  for (let k = 0; k < all.length; k++) if (all[k] === '1') bytes[k >> 3]! |= 1 << (k & 7)
  return bytes
}
