import { describe, expect, test } from 'vitest'
import { formatTime } from '../../../src-renderer/widgets/format.ts'
import { fromLocal, utc, zoneOf } from '../../../src-shared/base/zone.ts'

const at = (text: string) => Date.parse(text)

describe('a time in another zone has its offset written', () => {
  test.each([
    ['UTC', '2024-03-05T10:15:00Z', '2024-03-05 10:15:00Z'],
    ['Europe/Berlin', '2024-03-05T10:15:00Z', '2024-03-05 11:15:00+01:00'],
    ['Europe/Berlin', '2024-07-05T22:15:00.120Z', '2024-07-06 00:15:00.120+02:00'],
    ['America/New_York', '2024-01-01T03:00:00Z', '2023-12-31 22:00:00-05:00'],
    ['America/St_Johns', '2024-01-01T03:00:00Z', '2023-12-31 23:30:00-03:30'],
    ['Asia/Kathmandu', '2024-01-01T00:00:00Z', '2024-01-01 05:45:00+05:45'],
    // Its clocks show UTC in winter, and it is not UTC.
    ['Europe/London', '2024-01-01T00:00:00Z', '2024-01-01 00:00:00+00:00'],
    ['Europe/Berlin', '1969-12-31T23:59:59.500Z', '1970-01-01 00:59:59.500+01:00'],
  ])('%s at %s', (name, time, written) => {
    const zone = zoneOf(name)!
    expect(formatTime(at(time), zone)).toBe(written)
    // What is written names the same moment to any other reader.
    expect(Date.parse(written.replace(' ', 'T'))).toBe(at(time))
  })

  test('a zone that nobody knows is none', () => {
    expect(zoneOf('Europe/Atlantis')).toBeNull()
  })
})

test('a clock of the zone leads back to the time, on both sides of a change of clocks', () => {
  const berlin = zoneOf('Europe/Berlin')!
  for (const text of ['2024-03-31T00:59:00Z', '2024-03-31T01:00:00Z', '2024-03-31T12:00:00Z', '2024-10-27T03:00:00Z'])
    expect(fromLocal(at(text) + berlin.offsetAt(at(text)), berlin)).toBe(at(text))
  expect(fromLocal(at('2024-03-31T12:00:00Z'), utc)).toBe(at('2024-03-31T12:00:00Z'))
})
