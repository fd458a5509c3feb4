import { expect, test } from 'vitest'
import { idKind, idText } from '../../../src-main/columns/id-column.ts'
import { idRanks } from '../../../src-main/columns/id-order.ts'
import type { IdData } from '../../../src-main/columns/snapshot.ts'
import { ranksOf } from '../../../src-main/columns/value-order.ts'
import type { RecordPath } from '../../../src-shared/filter/record-path.ts'
import { randomFrom } from '../../fixtures/random.ts'

/** The texts in the order of their ranks. */
const ordered = (texts: readonly string[], column: Parameters<typeof ranksOf>[1]) => {
  const ranks = ranksOf(['', ...texts], column)
  expect(ranks[0]).toBeNaN()
  return texts.toSorted((a, b) => ranks[texts.indexOf(a) + 1]! - ranks[texts.indexOf(b) + 1]!)
}

test('addresses are ordered by their numbers, IPv4 first, names of services last', () => {
  const inOrder = [
    '10.0.0.1',
    '192.0.2.31',
    '192.0.2.200',
    '2001:db8::9',
    '2001:db8::10',
    'AWS Internal',
    's3.amazonaws.com',
  ]
  expect(ordered(inOrder.toReversed(), 'sourceIPAddress')).toEqual(inOrder)
})

test('numbers of records are ordered as numbers, and come before texts', () => {
  const inOrder = ['-3', '2', '2.5', '10', '1e3', '', '007', 'a', '{"b":1}']
  expect(ordered(inOrder.toReversed(), 'requestParameters.maxResults' as RecordPath)).toEqual(inOrder)
})

test('other columns are ordered as texts', () => {
  expect(ordered(['b', 'B', '10', '9', 'a'], 'eventName')).toEqual(['10', '9', 'B', 'a', 'b'])
})

test('ids are ranked as their texts are, whichever form they have', () => {
  const { int, pick } = randomFrom('ids')
  const digit = () => pick([...'0123456789abcdef'])
  const some = (length: number, of: () => string) => Array.from({ length }, of).join('')
  const texts = Array.from({ length: 4000 }, (): string | null => {
    switch (int(6)) {
      case 0:
        return null
      case 1:
        // Many begin alike.
        return `0000000${digit()}-0000-4000-8000-${some(12, digit)}`
      case 2:
        return some(1 + int(16), () => pick([...'ABZ09-é\uffff']))
      case 3:
        return some(int(20), () => pick(['a', '\0', '\u0100', '\u0200']))
      default:
        return `${some(8, digit)}-${some(4, digit)}-4${some(3, digit)}-8${some(3, digit)}-${some(12, digit)}`
    }
  })
  const data = packed(texts)
  expect(texts.map((_, row) => idText(data, row))).toEqual(texts)
  const ranks = idRanks(data, texts.length)
  const known = texts.filter((text) => text !== null).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  texts.forEach((text, row) => {
    if (text === null) expect(ranks[row]).toBeNaN()
    else expect(ranks[row]).toBe(known.indexOf(text))
  })
})

const isShortAscii = (text: string) =>
  text.length > 0 && text.length <= 16 && [...text].every((char) => char > '\0' && char < '\x80')

/** As the store packs them: src-main/columns/id-column.ts. */
function packed(texts: readonly (string | null)[]): IdData {
  const kinds = new Uint8Array(new SharedArrayBuffer(texts.length))
  const bytes = new Uint8Array(new SharedArrayBuffer(texts.length * 16))
  const others: string[] = []
  texts.forEach((text, row) => {
    if (text === null) return
    const at = row * 16
    if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) {
      kinds[row] = idKind.uuid
      bytes.set(Buffer.from(text.replaceAll('-', ''), 'hex'), at)
    } else if (isShortAscii(text)) {
      kinds[row] = idKind.ascii
      bytes.set(Buffer.from(text), at)
    } else {
      kinds[row] = idKind.other
      new DataView(bytes.buffer).setUint32(at, others.push(text) - 1, true)
    }
  })
  return { type: 'id', kinds, bytes, others }
}
