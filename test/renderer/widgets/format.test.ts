import { expect, test } from 'vitest'
import {
  formatBytes,
  formatCounted,
  formatDuration,
  formatShare,
  formatTime,
} from '../../../src-renderer/widgets/format.ts'
import { utc } from '../../../src-shared/base/zone.ts'

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1_500, '1.5 KB'],
  [146_000_000, '146 MB'],
])('%i bytes are written %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text))

test.each([
  [400, 'less than a second'],
  [8_000, '8 s'],
  [200_000, '3 min 20 s'],
  [3_600_000, '1 h'],
  [3_900_000, '1 h 5 min'],
  [24 * 3_600_000, '24 h'],
  [14 * 24 * 3_600_000, '14 days'],
])('%i ms are written %s', (ms, text) => expect(formatDuration(ms)).toBe(text))

test.each([
  [0, 10, '0%'],
  [10, 10, '100%'],
  [9_999_999, 10_000_000, '>99.9%'],
  [1, 10_000_000, '<0.1%'],
  [1, 3, '33.3%'],
  [0, 0, '0%'],
])('%i of %i is %s: nothing is rounded to all or to none', (part, whole, text) =>
  expect(formatShare(part, whole)).toBe(text),
)

test('counts agree in number', () => {
  expect(formatCounted(1, 'event')).toBe('1 event')
  expect(formatCounted(1_204, 'event')).toBe('1,204 events')
})

test('times name their zone', () => {
  expect(formatTime(Date.UTC(2024, 2, 5, 10, 15), utc)).toBe('2024-03-05 10:15:00Z')
  expect(formatTime(Date.UTC(2024, 2, 5, 10, 15, 0, 7), utc)).toBe('2024-03-05 10:15:00.007Z')
})
