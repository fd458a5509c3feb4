import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodings } from '../../../../src-main/formats/encoding.ts'
import { innermostText } from '../../../../src-main/formats/escapes.ts'
import { JsonWalk } from '../../../../src-main/formats/log/json-walk.ts'
import type { Piece } from '../../../../src-main/formats/piece.ts'
import { carriers } from '../../../../src-main/formats/wrapped/carriers.ts'
import { findPieces } from '../../../../src-main/formats/wrapped/pieces.ts'
import { type Found, SlowWalk } from './slow-walk.ts'

/** `takesRecords`: whether records that lie as themselves are taken when the walk comes to them. */
function piecesOf(bytes: Buffer, takesRecords: boolean): readonly Piece[] {
  const pieces: Piece[] = []
  const record = (offset: number) => {
    const walk = new JsonWalk(bytes, offset)
    if (!takesRecords || !walk.value()) return -1
    pieces.push({ offset, length: walk.at - offset, isEscaped: true })
    return walk.at
  }
  const stringEnd = (offset: number) => {
    const walk = new JsonWalk(bytes, offset - 1)
    return takesRecords && bytes[offset - 1] === 0x22 && walk.value() ? walk.at - 1 : -1
  }
  findPieces(bytes, { piece: (piece) => pieces.push(withoutCopy(piece, bytes)), record, stringEnd })
  return pieces
}

/** Text within text comes with a copy, which is to say what its place says. */
function withoutCopy(piece: Piece, bytes: Buffer): Piece {
  if (!('copy' in piece)) return piece
  const { copy, ...placed } = piece
  const json = encodings['json-in-string'].json(bytes, piece.offset, piece.length)
  expect(innermostText(copy!.bytes.subarray(copy!.from, copy!.to)).equals(json)).toBe(true)
  return placed
}

function foundIn(bytes: Buffer, takesRecords: boolean): readonly Found[] {
  return piecesOf(bytes, takesRecords).map((piece) => {
    if ('beside' in piece) return piece
    expect(piece).not.toHaveProperty('reason')
    const { offset, length } = piece as { offset: number; length: number }
    return { record: JSON.parse(encodings['json-in-string'].json(bytes, offset, length).toString()) as object }
  })
}

const record = fc.record({
  eventVersion: fc.constantFrom('1.08', '1.11'),
  eventName: fc.string({ unit: 'grapheme' }),
  requestParameters: fc.constantFrom(
    { Records: [{ eventVersion: '1.08' }] },
    { message: '{"detail":{"eventVersion":"1.08"}}' },
    null,
  ),
  userAgent: fc.nat(2_500).map((length) => '"x\\'.repeat(length)),
})

const keys = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(...carriers.map(({ key }) => key).filter((key) => key !== 'CloudTrailEvent')),
  },
  fc.constantFrom('id', 'source', 'ReceiptHandle', 'Username', 'a key that is longer than any that is known'),
  fc.constantFrom(
    'detail-type',
    'Type',
    'eventVersion',
    'eventSource',
    'eventName',
    'eventID',
    'eventTime',
    'acsRegion',
  ),
)
const leaves = fc.constantFrom<unknown>(
  null, true, -1.5, '', 'x', '1.08', '2.1', 'aws:s3', 'ec2.amazonaws.com', 'plain "text"', {}, [], [1, 2], 'y'.repeat(3_000),
) // biome-ignore format: a list
const space = fc.constantFrom(undefined, 1, '\t')

const { envelope } = fc.letrec<{ envelope: unknown; value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    leaves,
    record,
    tie('envelope'),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
  envelope: fc
    .tuple(fc.dictionary(keys, tie('value'), { maxKeys: 6 }), fc.integer({ min: -2, max: 2 }), space)
    // As an object, or as text within text.
    .map(([object, texts, gap]) => {
      let value: unknown = object
      for (let n = 0; n < texts; n++) value = JSON.stringify(value, null, gap)
      return value
    }),
}))

/** Text at the top is read only at the beginning of a line. */
const files = fc
  .tuple(fc.array(fc.oneof(envelope, record), { minLength: 1, maxLength: 5 }), space)
  .map(([values, gap]) => ({ values, text: values.map((value) => JSON.stringify(value, null, gap)).join('\n') }))

test.each([true, false])(
  'a walk finds what a walk through parsed values finds (takes records at once: %s)',
  (takesRecords) => {
    fc.assert(
      fc.property(files, ({ values, text }) => {
        const slow = values.flatMap((value) => new SlowWalk().thing(value))
        expect(foundIn(Buffer.from(text), takesRecords)).toEqual(JSON.parse(JSON.stringify(slow)))
      }),
      { numRuns: 400 },
    )
  },
)

const junk = fc.constantFrom(
  '', '"', '\\', '{', '}', '[', ']', '\n', ',', ':', '\\"', '{"detail":', '\u0000', '\\u0022', 'x'.repeat(50), '{"eventVersion":"1.08"}',
) // biome-ignore format: a list

test('of a damaged text the pieces are the same whether records are taken at once or looked for', () => {
  fc.assert(
    fc.property(files, fc.nat(), fc.nat(60), junk, ({ text }, at, length, put) => {
      const from = at % text.length
      const bytes = Buffer.from(text.slice(0, from) + put + text.slice(from + length))
      const pieces = piecesOf(bytes, false)
      expect(piecesOf(bytes, true)).toEqual(pieces)
    }),
    { numRuns: 400 },
  )
})
