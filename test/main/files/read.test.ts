import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { constants, crc32, deflateRawSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contentOf } from '../../../src-main/files/content.ts'
import { Inflater } from '../../../src-main/files/inflate/inflater.ts'
import { readSource } from '../../../src-main/files/read.ts'
import { defaultLimits } from '../../../src-main/files/source-content.ts'

const text = Buffer.from(
  JSON.stringify({ Records: Array.from({ length: 500 }, (_, n) => ({ eventID: `${n * 7919}` })) }),
)
const whole = gzipSync(text)
const sha256 = createHash('sha256').update(text).digest('hex')

/** A member with the optional header fields that gzip programs rarely write (RFC 1952, 2.3). */
function memberWith(flags: number, fields: readonly Buffer[]): Buffer {
  const header = Buffer.concat([Buffer.from([0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3]), ...fields])
  const headerCrc = Buffer.alloc(2)
  headerCrc.writeUInt16LE(crc32(header) & 0xffff)
  const trailer = Buffer.alloc(8)
  trailer.writeUInt32LE(crc32(text))
  trailer.writeUInt32LE(text.length, 4)
  return Buffer.concat([header, ...(flags & 2 ? [headerCrc] : []), deflateRawSync(text), trailer])
}

const changed = (bytes: Buffer, at: number, value: number): Buffer => {
  const copy = Buffer.from(bytes)
  copy[at < 0 ? copy.length + at : at] = value
  return copy
}

describe('reading a file', () => {
  test.each([
    ['whole', whole],
    ['whole', gzipSync(text, { level: 1 })],
    ['whole', memberWith(0x04, [Buffer.from([3, 0, 1, 2, 3])])],
    ['whole', memberWith(0x08, [Buffer.from('name.json\0')])],
    ['whole', memberWith(0x1e, [Buffer.from([1, 0, 9]), Buffer.from('name\0'), Buffer.from('comment\0')])],
    ['plain', text],
    ['trailer-damaged', whole.subarray(0, -4)],
    ['trailer-damaged', whole.subarray(0, -8)],
    ['bad-checksum', changed(whole, -5, (whole.at(-5) as number) ^ 1)],
    ['bad-checksum', changed(whole, -1, 1)],
    ['trailing-data', Buffer.concat([whole, Buffer.from('junk')])],
    ['trailing-data', Buffer.concat([whole, whole.subarray(0, -4)])],
    ['trailing-data', Buffer.concat([whole, Buffer.from([0])])],
  ] as const)('%s: all of the first member is hashed', (gzip, file) => {
    const content = contentOf(file)
    expect([content.gzip, content.sha256]).toEqual([gzip, sha256])
    expect(content.bytes.equals(text)).toBe(true)
    expect(content.compressedBytes).toBe(file.length)
    expect(content.problem === null).toBe(gzip === 'whole' || gzip === 'plain')
  })

  test('of several gzip members all are read, and the first is hashed', () => {
    const second = Buffer.from('{"Records":[]}')
    const file = Buffer.concat([whole, gzipSync(second), whole])
    for (const inflater of [null, new Inflater()]) {
      const content = contentOf(file, defaultLimits, inflater)
      const all = Buffer.concat([text, second, text])
      expect(content).toMatchObject({ gzip: 'trailing-data', sha256, members: 3, problem: null })
      expect(content.bytes.equals(all)).toBe(true)
      expect(content.readSha256).toBe(createHash('sha256').update(all).digest('hex'))
    }
  })

  test('members are not inflated beyond the limit of the file', () => {
    const file = Buffer.concat([whole, gzipSync(Buffer.alloc(50_000_000))])
    const content = contentOf(file, { ...defaultLimits, ratioAbove: 1_000_000 })
    expect(content).toMatchObject({ gzip: 'trailing-data', sha256, problem: expect.stringContaining('lie behind') })
    expect(content.bytes.equals(text)).toBe(true)
  })

  test.each([
    ['empty', Buffer.alloc(0)],
    ['truncated', whole.subarray(0, 2)],
    ['truncated', whole.subarray(0, 9)],
    ['truncated', memberWith(0x08, [Buffer.from('name.json\0')]).subarray(0, 14)],
    ['bad-gzip', changed(whole, 2, 7)],
    ['bad-gzip', changed(whole, 3, 0xe0)],
    ['bad-gzip', changed(memberWith(0x02, []), 10, 0)],
  ] as const)('%s: nothing is hashed and nothing saved', (gzip, file) => {
    expect(contentOf(file)).toMatchObject({ gzip, sha256: null, problem: expect.stringMatching(/^[A-Z].*\.$/) })
    expect(contentOf(file).bytes).toHaveLength(0)
  })

  test.each([
    ['nested', gzipSync(whole)],
    ['nested', gzipSync(gzipSync(gzipSync(whole)))],
    ['trailer-damaged', gzipSync(whole.subarray(0, -4))],
    ['trailer-damaged', gzipSync(whole).subarray(0, -4)],
    ['bad-checksum', gzipSync(changed(whole, -1, 1))],
    ['trailing-data', gzipSync(Buffer.concat([whole, Buffer.from('junk')]))],
    ['trailing-data', Buffer.concat([gzipSync(whole.subarray(0, -4)), whole])],
  ] as const)('%s: of gzip within gzip the innermost content is hashed', (gzip, file) => {
    for (const inflater of [null, new Inflater()]) {
      const content = contentOf(file, defaultLimits, inflater)
      expect([content.gzip, content.sha256]).toEqual([gzip, sha256])
      expect(content.bytes.equals(text)).toBe(true)
      expect(content.compressedBytes).toBe(file.length)
      expect(content.problem).toMatch(/^It is gzip within gzip: /)
    }
  })

  test('gzip within gzip that is cut off within is cut off', () => {
    const { gzip, sha256, bytes } = contentOf(gzipSync(whole.subarray(0, Math.floor(whole.length * 0.6))))
    expect([gzip, sha256]).toEqual(['truncated', null])
    expect(text.subarray(0, bytes.length).equals(bytes)).toBe(true)
  })

  test('gzip within gzip has an end, and its limit is that of the file on disk', () => {
    const deep = Array.from({ length: 40 }).reduce<Buffer>((inner) => gzipSync(inner), whole)
    expect(contentOf(deep)).toMatchObject({ gzip: 'nested', sha256: expect.any(String) })
    const bomb = gzipSync(gzipSync(Buffer.alloc(50_000_000)))
    expect(contentOf(bomb, { ...defaultLimits, ratioAbove: 1_000_000 })).toMatchObject({ gzip: 'ratio-too-high' })
  })

  test('saves what can be inflated of a file that was cut off', () => {
    const { gzip, sha256, bytes } = contentOf(whole.subarray(0, Math.floor(whole.length * 0.6)))
    expect([gzip, sha256]).toEqual(['truncated', null])
    expect(bytes.length).toBeGreaterThan(text.length / 3)
    expect(text.subarray(0, bytes.length).equals(bytes)).toBe(true)
  })

  test('saves what precedes the damage of a broken file', () => {
    // RFC 1951, 3.2.3: 11 is no type of a block. What was flushed before it is whole.
    const flushed = deflateRawSync(text, { finishFlush: constants.Z_FULL_FLUSH })
    const broken = Buffer.concat([whole.subarray(0, 10), flushed, Buffer.alloc(64, 0xff)])
    const { gzip, sha256, bytes } = contentOf(broken)
    expect([gzip, sha256]).toEqual(['bad-gzip', null])
    expect(bytes.equals(text)).toBe(true)
  })

  test('gives up on bombs and on files beyond the ceiling', () => {
    const bomb = gzipSync(Buffer.alloc(3_000_000))
    expect(contentOf(bomb).gzip).toBe('whole')
    expect(contentOf(bomb, { ...defaultLimits, ratioAbove: 1_000_000 })).toMatchObject({ gzip: 'ratio-too-high' })
    expect(contentOf(bomb, { ...defaultLimits, ceiling: 2_000_000 })).toMatchObject({ gzip: 'too-large' })
    expect(contentOf(Buffer.alloc(3_000), { ...defaultLimits, ceiling: 2_000 })).toMatchObject({ gzip: 'too-large' })
  })

  test('says of a file that is not there that it vanished', () => {
    expect(readSource({ path: join(tmpdir(), 'trailproof-nothing-here'), member: null })).toMatchObject({
      gzip: 'unreadable',
      sha256: null,
      problem: 'It could not be read: it vanished (ENOENT).',
    })
    expect(readSource({ path: tmpdir(), member: null })).toMatchObject({ gzip: 'unreadable' })
  })

  test('never shows other bytes than those hashed, whatever is done to the file', () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), (at, value, length) => {
        const content = contentOf(changed(whole, at, value).subarray(0, length))
        if (content.sha256 === null) return
        expect(createHash('sha256').update(content.bytes).digest('hex')).toBe(content.sha256)
        if (content.gzip === 'whole') expect(content.sha256).toBe(sha256)
      }),
      { numRuns: 500 },
    )
  })

  test('tells the same with an inflater, whatever is done to the file', () => {
    const inflater = new Inflater()
    const limits = { ...defaultLimits, ceiling: text.length + 1000, ratioAbove: 1000, ratio: 60 }
    const files = [
      whole,
      gzipSync(text, { level: 0 }),
      gzipSync(Buffer.alloc(text.length)),
      gzipSync(Buffer.alloc(0)),
      text,
    ]
    const alike = (file: Buffer): void => {
      expect(contentOf(file, limits, inflater)).toEqual(contentOf(file, limits))
    }
    for (const file of [...files, ...files.map((file) => Buffer.concat([file, whole]))]) alike(file)
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.nat(), fc.nat(255), fc.nat(3), (file, at, value, cut) =>
        alike(changed(file, at % file.length, value).subarray(0, cut === 0 ? at % file.length : undefined)),
      ),
      { numRuns: 200 },
    )
  })
})

describe.skipIf(process.platform !== 'linux')('a file of /proc, whose size is given as 0,', () => {
  const read = (path: string) => readSource({ path, member: null })

  test('is read where it ends', () => {
    expect(read('/proc/self/status')).toMatchObject({ gzip: 'plain', problem: null })
  })

  test('is given up where it does not', () => {
    expect(read('/proc/self/pagemap')).toMatchObject({
      gzip: 'unreadable',
      sha256: null,
      problem: expect.stringContaining('Its size is given as 0 and more than 64 MiB came of it'),
    })
  })
})
