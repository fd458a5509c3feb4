import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodings } from '../../../../src-main/formats/encoding.ts'
import { BatchBuilder } from '../../../../src-main/formats/log/batch-builder.ts'
import { Extractor } from '../../../../src-main/formats/log/extractor.ts'
import { inTurn, type Piece, type PieceSink } from '../../../../src-main/formats/piece.ts'
import { linesOf } from '../../../fixtures/batch-lines.ts'
import { expectEqual } from '../../../fixtures/expect-equal.ts'

function newReader(windowBytes?: number) {
  const batch = new BatchBuilder(4)
  const strings = new Map<string, string[]>()
  let lines: Record<string, unknown>[] = []
  const take = () => lines.push(...linesOf(batch.take(), strings))
  const extractor = new Extractor(batch, take, windowBytes)
  const read = (extract: () => ReturnType<Extractor['extract']>) => {
    lines = []
    const found = extract()
    take()
    return { lines, found }
  }
  return {
    whole: (text: string) => read(() => extractor.extract(0, Buffer.from(text))),
    pieces: (bytes: Buffer, pieces: readonly Piece[]) => read(() => extractor.extractPieces(0, bytes, inTurn(pieces))),
    found: (bytes: Buffer, find: (into: PieceSink) => void) => read(() => extractor.extractPieces(0, bytes, find)),
  }
}
const reader = newReader()
const windowed = newReader(1_000)

/** As JSON writers escape a text: as little as they must, all that is not ASCII, and everything. */
const writers: readonly ((text: string) => string)[] = [
  (text) => JSON.stringify(text),
  (text) => JSON.stringify(text).replace(/[\u0080-\uffff]/g, escaped),
  (text) => JSON.stringify(text).replaceAll('/', '\\/').replaceAll('\\"', '\\u0022'),
  (text) => `"${text.replace(/[\s\S]/g, escaped)}"`,
]
const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`

const withoutPlace = ({ offset: _, length: __, ...line }: Record<string, unknown>) => line

const record = fc.record(
  {
    eventVersion: fc.constantFrom('1.08', '1.11'),
    eventTime: fc.constantFrom('2024-03-05T10:00:00Z', '1709629953'),
    eventID: fc.oneof(fc.uuid(), fc.string({ unit: 'binary' })),
    eventName: fc.string({ unit: 'grapheme' }),
    errorMessage: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('"', '\\', '\\"', '\u0000', '}{')),
    requestParameters: fc.jsonValue(),
  },
  { requiredKeys: ['eventVersion'] },
)
const texts = fc
  .tuple(record, fc.constantFrom(undefined, 1, '\t'))
  .map(([value, space]) => JSON.stringify(value, null, space))

describe('records that do not lie as themselves in a file', () => {
  test('a record in a string, or in a string in a string, is extracted and read again as itself', () => {
    const wrapped = fc.tuple(texts, fc.array(fc.constantFrom(...writers), { maxLength: 3 }))
    fc.assert(
      fc.property(fc.array(wrapped, { minLength: 1, maxLength: 6 }), (records) => {
        let file = ''
        const pieces = records.map(([text, layers]) => {
          const string = layers.reduce((inner, write) => write(inner).slice(1, -1), text)
          file += `{"message":"`
          const offset = Buffer.byteLength(file)
          file += `${string}"}\n`
          return { offset, length: Buffer.byteLength(string), isEscaped: true }
        })
        const bytes = Buffer.from(file)
        const plain = reader.whole(records.map(([text]) => text).join('\n'))
        const { lines, found } = reader.pieces(bytes, pieces)
        expect(found).toMatchObject({ records: records.length, unparsed: plain.found.unparsed, fault: null })
        expectEqual(lines.map(withoutPlace), plain.lines.map(withoutPlace))
        expect(lines.map(({ offset, length }) => [offset, length])).toEqual(pieces.map((p) => [p.offset, p.length]))
        const again = pieces.map(({ offset, length }) => encodings['json-in-string'].json(bytes, offset, length))
        expect(again.map(String)).toEqual(records.map(([text]) => text))
      }),
    )
  })

  test('the end of a string is told before its record is read, or not told, and nothing else comes of it', () => {
    const wrapped = fc.tuple(texts, fc.array(fc.constantFrom(...writers), { minLength: 1, maxLength: 2 }), fc.boolean())
    fc.assert(
      fc.property(fc.array(wrapped, { minLength: 1, maxLength: 8 }), fc.boolean(), (records, isCut) => {
        let file = ''
        const pieces = records.map(([text, layers]) => {
          const string = layers.reduce((inner, write) => write(inner).slice(1, -1), text)
          file += `{"message":"`
          const offset = Buffer.byteLength(file)
          file += `${string}"}\n`
          return { offset, length: Buffer.byteLength(string), isEscaped: true }
        })
        // Without its closing quote the last string goes on to the end.
        const bytes = Buffer.from(isCut ? file.slice(0, -3) : file)
        const plain = reader.pieces(bytes, pieces)
        for (const each of [reader, windowed]) {
          const asked = each.found(bytes, (into) => {
            for (const [n, piece] of pieces.entries()) {
              const end = into.stringEnd(piece.offset)
              if (isCut && n === pieces.length - 1) expect(end).toBe(-1)
              if (end !== -1) expect(end).toBe(piece.offset + piece.length)
              // What is read between, read ahead or not, takes nothing away.
              if (records[n]![2]) into.stringEnd(pieces[0]!.offset)
              into.piece(piece)
            }
          })
          expectEqual(asked, plain)
        }
      }),
    )
  })

  test('a record that lies as itself is taken up to its end, or left as if it had not been tried', () => {
    const broken = fc.tuple(texts, fc.nat(200)).map(([text, cut]) => text.slice(0, -1 - (cut % (text.length - 1))))
    fc.assert(
      fc.property(fc.array(fc.oneof(texts, broken), { minLength: 1, maxLength: 8 }), (list) => {
        const bytes = Buffer.from(list.join('\n'))
        const lines = list.map((text, n) => ({
          offset: Buffer.byteLength(list.slice(0, n).map((each) => `${each}\n`).join('')),
          length: Buffer.byteLength(text),
        })) // biome-ignore format: a list
        const plain = reader.pieces(bytes, lines)
        for (const each of [reader, windowed]) {
          const tried = each.found(bytes, (into) => {
            for (const line of lines) if (into.record(line.offset) !== line.offset + line.length) into.piece(line)
          })
          expect({ ...tried, lines: tried.lines.length }).toEqual({ ...plain, lines: plain.lines.length })
          expectEqual(tried.lines, plain.lines)
        }
      }),
    )
  })

  test('bytes that are no UTF-8 stay what they are', () => {
    const inner = Buffer.from('{"eventVersion":"1.08","errorMessage":"\xe9\xff"}', 'latin1')
    const string = Buffer.from(inner.toString('latin1').replaceAll('"', '\\"'), 'latin1')
    expect(encodings['json-in-string'].json(string, 0, string.length)).toEqual(inner)
    expect(encodings['json-in-string'].original(string, 0, string.length)).toEqual(string)
  })

  test('a record that the format makes is extracted from its text, and placed where its original lies', () => {
    const bytes = Buffer.from('name,version\nKäse,1.08\n')
    const text = JSON.stringify({ eventName: 'Käse', eventVersion: '1.08' })
    const { lines } = reader.pieces(bytes, [{ offset: 13, length: 10, text }])
    expect(lines).toMatchObject([{ eventName: 'Käse', offset: 13, length: 10, index: 0 }])
  })

  test.each([
    ['another value behind it', '{"eventVersion":"1.08"} {}', 'not JSON: text goes on behind its end'],
    ['a cut', '{"eventVersion":', 'not JSON: no value'],
    ['no object', '[1]', 'not JSON: no value'],
    ['nothing', '', 'not JSON: no value'],
    ['a faulty escape', '{\\"eventVersion\\":\\x', 'not JSON: bad escape'],
    ['an escape that is cut', '{\\"eventVersion\\":\\u00', 'not JSON: bad escape'],
    ['a line end in a string', '{\\"eventVersion\\":\n\\"', 'not JSON: control character in a string'],
    ['no event', '{\\"a\\":1}', expect.stringContaining('no CloudTrail event')],
  ])('%s makes one piece unparsed, and the next one is read', (_, text, reason) => {
    const good = '{"eventVersion":"1.09"}'
    const bytes = Buffer.from(`${text},${good}`)
    const first = { offset: 0, length: text.length, isEscaped: true }
    const { lines, found } = reader.pieces(bytes, [first, { offset: text.length + 1, length: good.length }])
    expect(found.unparsed).toEqual([{ index: 0, offset: 0, length: text.length, reason }])
    expect(lines).toMatchObject([{ eventVersion: '1.09', index: 1, offset: text.length + 1 }])
    expect(found.records).toBe(2)
  })

  test('what is no record is counted by its name; what breaks off is told', () => {
    const { found } = reader.pieces(Buffer.from('{}'), [
      { beside: 'GuardDuty Finding' },
      { beside: 'control message' },
      { beside: 'GuardDuty Finding' },
      { offset: 1, length: 1, reason: 'text ends', breaksOff: true },
    ])
    expect(found.beside).toEqual(new Map([['GuardDuty Finding', 2], ['control message', 1]])) // biome-ignore format: a list
    expect(found).toMatchObject({ records: 1, fault: { at: 1, reason: 'text ends' } })
  })

  test('names without end are counted together', () => {
    const names = Array.from({ length: 1_000 }, (_, n) => ({ beside: `kind ${n}` }))
    const { beside } = reader.pieces(Buffer.from('{}'), names).found
    expect(beside!.size).toBeLessThan(100)
    expect([...beside!.values()].reduce((sum, n) => sum + n)).toBe(1_000)
  })
})
