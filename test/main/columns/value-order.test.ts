import { expect, test } from 'vitest'
import { textsOf } from '../../../src-main/columns/coded-text.ts'
import { idKind, idText } from '../../../src-main/columns/id-column.ts'
import { idRanks } from '../../../src-main/columns/id-order.ts'
import type { IdData } from '../../../src-main/columns/snapshot.ts'
import { textOrder } from '../../../src-main/columns/text-order.ts'
import { ranksOf } from '../../../src-main/columns/value-order.ts'
import type { RecordPath } from '../../../src-shared/filter/record-path.ts'
import { randomFrom } from '../../fixtures/random.ts'

/** The texts in the order of their ranks. */
const ordered = (texts: readonly string[], column: Parameters<typeof ranksOf>[1]) => {
  const ranks = ranksOf({ dictionary: ['', ...texts] }, column)
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

test('many texts are ordered as they compare, whatever they begin with, however long they are', () => {
  const { int, pick } = randomFrom('texts')
  const some = (most: number, letters: string) => Array.from({ length: int(most) }, () => pick([...letters])).join('')
  const beginnings = ['', 'arn:aws:iam::111122223333:role/', 'é€', '\ufffd', '😀', '\ue000', 'x'.repeat(200)]
  const texts = Array.from({ length: 60_000 }, () => `${pick(beginnings)}${some(9, 'ab\0\x7f\u00fd\uffff')}`)
  const order = textOrder(textsOf(texts))
  const expected = [...texts.keys()].sort((a, b) => (texts[a]! < texts[b]! ? -1 : texts[a]! > texts[b]! ? 1 : a - b))
  expect([...order]).toEqual(expected)
})

test('numbers that are equal are ordered as texts, be they whole or not', () => {
  const whole = ['-9007199254740993', '-1', '-1.0', '-1e0', '0', '1', '1.0', '12', '9007199254740991', '1e300']
  expect(ordered(whole.toReversed(), 'requestParameters.n' as RecordPath)).toEqual(whole)
  const safe = ['-20', '-3', '0', '1', '1.0', '10e0', '12', '4294967296', '9007199254740991']
  expect(ordered(safe.toReversed(), 'requestParameters.n' as RecordPath)).toEqual(safe)
})

test('a text that stands twice has one rank', () => {
  expect([...ranksOf({ dictionary: ['', 'b', 'a', 'b'] }, 'session')]).toEqual([Number.NaN, 2, 1, 2])
})

test('texts that UTF-8 cannot write are ordered as they compare', () => {
  const inOrder = ['a', '\ud800', '\ud800b', '\ud801', '\ue000', '\ufffd']
  expect(ordered(inOrder.toReversed(), 'userAgent')).toEqual(inOrder)
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
