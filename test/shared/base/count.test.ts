import { expect, test } from 'vitest'
import { formatCount, formatCounted } from '../../../src-shared/base/count.ts'

test.each([
  [0, '0'],
  [999, '999'],
  [1_000, '1,000'],
  [1_234_567, '1,234,567'],
])('%i is written %s, whatever the locale of the machine', (count, text) => expect(formatCount(count)).toBe(text))

test.each([
  [0, 'event', '0 events'],
  [1, 'event', '1 event'],
  [2_000, 'file', '2,000 files'],
  [3, 'entry', '3 entries'],
  [3, 'key', '3 keys'],
  [4, 'address', '4 addresses'],
  [2, 'match', '2 matches'],
  [2, 'box', '2 boxes'],
  [2, 'hash', '2 hashes'],
])('%i of “%s” are “%s”', (count, noun, text) => expect(formatCounted(count, noun)).toBe(text))

test('a plural of its own kind is given', () => {
  expect(formatCounted(2, 'row of it', 'rows of it')).toBe('2 rows of it')
  expect(formatCounted(1, 'row of it', 'rows of it')).toBe('1 row of it')
})
