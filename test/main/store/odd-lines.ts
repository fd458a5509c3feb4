import type { Random } from '../../fixtures/random.ts'
import type { Line } from './a-snapshot.ts'

/** Texts that are easily compared otherwise than by bytes of UTF-8, or taken for what they are not. */
export const oddTexts = [
  'GetObject', 'getobject', 'GETOBJECT', 'GetObjects', '', ' ', '10', '9', '1', '1.0', '0', 'true', 'NULL', 'Äpfel', 'äpfel', 'ſ', 'K',
  '\u{1f600}x', '\ue000x', '\uffffx', '\u{10ffff}', 'a\ud800', 'a\ufffd', '\udc00', "it's", 'a%b', 'a_b', 'a\0b', 'a\0c', 'a"b', 'ab', 'aab',
] // biome-ignore format: a list
export const oddTimes = [
  '2024-03-05T10:00:00Z', '2024-03-05T10:00:00.001Z', '2024-03-05T10:00:00.999Z', '2024-03-05T10:00:01Z', '2024-03-05T10:59:59.500Z',
  '2024-03-05T11:00:00Z', '2024-03-06T00:00:00Z', '2023-12-31T23:59:59.999Z', '1969-12-31T23:59:59Z', '1969-12-31T23:00:00.250Z',
  '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '2024-02-29T12:30:00Z',
] // biome-ignore format: a list

export function oddLine(random: Random): Line {
  const maybe = <Value>(value: Value): Value | undefined => (random.chance(0.2) ? undefined : value)
  const entries = {
    eventTime: maybe(random.pick(oddTimes)),
    eventName: maybe(random.pick(oddTexts)),
    userAgent: maybe(random.pick(oddTexts)),
    accessKeyId: maybe(random.pick(oddTexts)),
    errorCode: random.chance(0.7) ? undefined : random.pick(['AccessDenied', 'Throttling', '']),
    consoleLogin: random.chance(0.9) ? undefined : random.pick(['Failure', 'failure', 'Success']),
    readOnly: maybe(random.chance(0.5)),
    requestParametersBytes: maybe(random.pick([0, 1, 9, 10, 100, 2 ** 31 - 1])),
    conflicting: random.chance(0.1),
    copiesIn: random.chance(0.1) ? [0] : undefined,
  }
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined))
}
