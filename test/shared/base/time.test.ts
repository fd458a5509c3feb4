import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bucketWidth,
  bucketWidths,
  formatTimeRange,
  formatUtc,
  parseIsoTime,
  type UtcMs,
  utcOf,
} from '../../../src-shared/base/time.ts'

const at = (time: string) => Date.parse(time) as UtcMs
const hour = 3_600_000
const day = 24 * hour

describe('a time that is read', () => {
  test.each([
    ['2024-03-05T10:15:00Z', '2024-03-05T10:15:00.000Z'],
    ['2024-03-05 10:15:00Z', '2024-03-05T10:15:00.000Z'],
    ['2024-03-05T10:15:00.5Z', '2024-03-05T10:15:00.500Z'],
    ['2024-03-05T10:15:00.123456789Z', '2024-03-05T10:15:00.123Z'],
    ['2024-03-05T10:15:00+01:00', '2024-03-05T09:15:00.000Z'],
    ['2024-03-05T00:15:00+0530', '2024-03-04T18:45:00.000Z'],
    ['2024-02-29T23:59:59-08:00', '2024-03-01T07:59:59.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ])('%s is %s', (text, time) => {
    const read = parseIsoTime(text)
    expect(read === null ? null : new Date(read).toISOString()).toBe(time)
  })

  test.each([
    ['has no zone', '2024-03-05T10:15:00'],
    ['has no seconds', '2024-03-05T10:15Z'],
    ['is a date alone', '2024-03-05'],
    ['names a day that there is not', '2023-02-29T00:00:00Z'],
    ['names a month that there is not', '2024-13-01T00:00:00Z'],
    ['names day 0', '2024-03-00T00:00:00Z'],
    ['names hour 24', '2024-03-05T24:00:00Z'],
    ['names second 60', '2024-03-05T23:59:60Z'],
    ['has text behind it', '2024-03-05T10:15:00Z and more'],
    ['has a fraction without digits', '2024-03-05T10:15:00.Z'],
    ['is empty', ''],
  ])('is refused when it %s', (_, text) => {
    expect(parseIsoTime(text)).toBeNull()
  })
})

test('a century is a leap year only every four hundred years', () => {
  expect(utcOf(2000, 2, 29, 0, 0, 0)).toBe(at('2000-02-29T00:00:00Z'))
  expect(utcOf(1900, 2, 29, 0, 0, 0)).toBeNull()
})

test('the years 0 to 99 are not those of the 20th century', () => {
  expect(new Date(utcOf(24, 1, 1, 0, 0, 0)!).toISOString()).toBe('0024-01-01T00:00:00.000Z')
})

test('milliseconds are written where there are any', () => {
  expect(formatUtc(at('2024-03-05T10:15:00Z'))).toBe('2024-03-05T10:15:00Z')
  expect(formatUtc(at('2024-03-05T10:15:00.007Z'))).toBe('2024-03-05T10:15:00.007Z')
})

test('a time that is written and read again is the same', () => {
  const years = { min: at('0001-01-01T00:00:00Z'), max: at('9999-12-31T23:59:59.999Z') }
  fc.assert(fc.property(fc.integer(years), (time) => parseIsoTime(formatUtc(time as UtcMs)) === time))
})

describe('a range of time', () => {
  test('leaves out an end that is open', () => {
    expect(formatTimeRange({ from: at('2024-03-05T10:00:00Z'), until: null })).toBe('2024-03-05T10:00:00Z..')
    expect(formatTimeRange({ from: null, until: null })).toBe('..')
  })
})

describe('the width of a bucket', () => {
  const rangeOf = (length: number) => ({
    from: at('2024-03-05T00:00:00Z'),
    until: (at('2024-03-05T00:00:00Z') + length) as UtcMs,
  })

  test.each([
    ['a minute in 61', 60_000, 61, 1000],
    ['a minute in 60', 60_000, 60, 5000],
    ['a second in 300', 1000, 300, 5],
    ['a day in 25', day, 25, hour],
    ['a day in 24', day, 24, 3 * hour],
    ['no time at all', 0, 1, 1],
    ['ten years in 100', 3653 * day, 100, 56 * day],
  ])('for %s', (_, length, most, width) => {
    expect(bucketWidth(rangeOf(length), most)).toBe(width)
  })

  test('is the smallest that shows the time in that many buckets, wherever the time begins', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 * day }), fc.integer({ min: 2, max: 500 }), (length, most) => {
        const width = bucketWidth(rangeOf(length), most)
        const needed = (each: number) => Math.ceil(length / each) + 1
        const smaller = bucketWidths.filter((each) => each < width)
        return needed(width) <= most && smaller.every((each) => needed(each) > most)
      }),
    )
  })
})
