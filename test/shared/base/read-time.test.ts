import { describe, expect, test } from 'vitest'
import { isCloudTrailForm, readTime } from '../../../src-shared/base/read-time.ts'
import { formatUtc } from '../../../src-shared/base/time.ts'

describe('a time as somebody wrote it', () => {
  test.each([
    ['2024-03-05T09:12:30Z', '2024-03-05T09:12:30Z', 'Z', 'second'],
    ['2024-03-05t09:12:30.250z', '2024-03-05T09:12:30.250Z', 'Z', 'second'],
    ['2024-03-05 09:12:30.000 UTC', '2024-03-05T09:12:30Z', 'Z', 'second'],
    ['2024-03-05 09:12:31.000000000', '2024-03-05T09:12:31Z', 'none', 'second'],
    ['2024-03-05T09:12:32', '2024-03-05T09:12:32Z', 'none', 'second'],
    ['2024-03-05T09:12', '2024-03-05T09:12:00Z', 'none', 'minute'],
    ['2024-03-05', '2024-03-05T00:00:00Z', 'none', 'day'],
    ['2024-03', '2024-03-01T00:00:00Z', 'none', 'month'],
    ['2024-03-05T09:12:30+01:00', '2024-03-05T08:12:30Z', 'offset', 'second'],
    ['2024-03-05 09:12:30 -0730', '2024-03-05T16:42:30Z', 'offset', 'second'],
    ['2024-03-05T00:30+02', '2024-03-04T22:30:00Z', 'offset', 'minute'],
    ['1969-12-31T23:59:58Z', '1969-12-31T23:59:58Z', 'Z', 'second'],
    ['March 05, 2024, 09:12:30 (UTC+00:00)', '2024-03-05T09:12:30Z', 'offset', 'second'],
    ['March 5, 2024, 09:12:30 (UTC-07:30)', '2024-03-05T16:42:30Z', 'offset', 'second'],
    ['1709629953', '2024-03-05T09:12:33Z', 'epoch', 'second'],
    ['1709629953.250', '2024-03-05T09:12:33.250Z', 'epoch', 'second'],
    ['1709629953250', '2024-03-05T09:12:33.250Z', 'epoch', 'second'],
    ['1709629953.001', '2024-03-05T09:12:33.001Z', 'epoch', 'second'],
    ['1709629953250123', '2024-03-05T09:12:33.250Z', 'epoch', 'second'],
    ['1709629953250123456', '2024-03-05T09:12:33.250Z', 'epoch', 'second'],
    ['1.709629953E9', '2024-03-05T09:12:33Z', 'epoch', 'second'],
    ['1.70962995325e+09', '2024-03-05T09:12:33.250Z', 'epoch', 'second'],
    ['1.70962995325E12', '2024-03-05T09:12:33.250Z', 'epoch', 'second'],
    ['20240305T091233Z', '2024-03-05T09:12:33Z', 'Z', 'second'],
    ['2024/03/05 09:12:33', '2024-03-05T09:12:33Z', 'none', 'second'],
  ])('%s is %s', (text, utc, zone, unit) => {
    const read = readTime(text)!
    expect([formatUtc(read.time), read.zone, read.unit]).toEqual([utc, zone, unit])
  })

  test.each([
    '', 'yesterday', '2024-02-30', '2024-13-01', '2024-03-05T25:00:00Z', '2024-03-05T10:00:60Z', '2024-03-05T10:00:00+24:00',
    'Smarch 05, 2024, 09:12:30 (UTC+00:00)', 'February 30, 2024, 09:12:30 (UTC+00:00)', 'March 05, 2024, 09:12:30',
    '05/03/2024 10:00', '20240305', '2024', '1e9', '-1709629953', '2024-03-05T10', '2024-03-05T10:00:00 CET',
  ])('«%s» is none', (text) => expect(readTime(text)).toBeNull()) // biome-ignore format: a list
})

test('CloudTrail writes times to the second or finer, in UTC', () => {
  expect(['2024-03-05T09:12:30Z', '2024-03-05T09:12:30.250Z'].every(isCloudTrailForm)).toBe(true)
  expect(['2024-03-05T09:12:30', '2024-03-05 09:12:30Z', '2024-03-05T09:12:30+00:00'].some(isCloudTrailForm)).toBe(
    false,
  )
})
