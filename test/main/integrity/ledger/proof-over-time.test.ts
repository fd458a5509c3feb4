import { describe, expect, test } from 'vitest'
import { gatherEvidence } from '../../../../src-main/integrity/evidence/gather.ts'
import { ledger } from '../../../../src-main/integrity/ledger/ledger.ts'
import { proofOverTime } from '../../../../src-main/integrity/ledger/proof-over-time.ts'
import { verify } from '../../../../src-main/integrity/verdicts/verify.ts'
import { bucketsOver, minuteMs, parseIsoTime, type UtcMs } from '../../../../src-shared/base/time.ts'
import { type ProofClass, proofClasses } from '../../../../src-shared/model/proof-over-time.ts'
import { readFacts } from '../../../fixtures/read-facts.ts'
import { aTrail, type Trail } from '../../../fixtures/trail.ts'

const onDay = (time: string) => parseIsoTime(`2024-03-05T${time}:00Z`)!

async function proofOf(trail: Trail, from: string, until: string, minutes: number) {
  const evidence = gatherEvidence(await readFacts([(await trail.write()).folder]))
  const { ledger: hours } = ledger(evidence, verify(evidence))
  const width = minutes * minuteMs
  const buckets = { from: onDay(from), width, count: (onDay(until) - onDay(from)) / width }
  return proofOverTime(hours, buckets, () => true)
}

/** `proven until 10:45, altered until 12:00`: minutes of one row, put together where they are alike. */
async function spansOf(trail: Trail, from: string, until: string): Promise<string> {
  const { times, rows, count } = await proofOf(trail, from, until, 1)
  expect(rows).toBe(1)
  const classOf = (bucket: number) => {
    const [proof, ...others] = proofClasses.filter((each) => times[each][bucket]! > 0)
    expect(others).toEqual([])
    expect(times[proof!][bucket]).toBe(minuteMs)
    return proof
  }
  const told: string[] = []
  for (let bucket = 0; bucket < count; bucket++) {
    if (bucket + 1 < count && classOf(bucket) === classOf(bucket + 1)) continue
    const end = new Date(onDay(from) + (bucket + 1) * minuteMs).toISOString().slice(11, 16)
    told.push(`${classOf(bucket)} until ${end}`)
  }
  return told.join(', ')
}

// Log files are delivered 20 minutes past the hour, from 09:20 on; hours from 10:00 on are covered as a whole.
const whole = aTrail().hours(6)

describe('event times are proven by the hours in which they and what they are delivered in lie', () => {
  test.each<readonly [string, Trail, string, string]>([
    ['where all is there', whole, '10:00', 'proven until 13:00'],
    ['an altered file spoils the last minutes before its hour', whole.editRecord(2), '10:00', 'proven until 10:45, altered until 12:00, proven until 13:00'],
    ['a file that is missing', whole.deleteLogFile(2), '10:00', 'proven until 10:45, missing until 12:00, proven until 13:00'],
    // Its window begins in one hour and ends in the next.
    ['a gap of the chain', whole.gap(2), '10:00', 'proven until 10:45, missing until 13:00'],
    ['before the first hour that is covered as a whole', whole, '08:00', 'none until 08:45, unproven until 10:00, proven until 13:00'],
  ])('%s', async (_, trail, from, expected) => {
    expect(await spansOf(trail, from, '13:00')).toBe(expected)
  }) // biome-ignore format: a table

  test('in long bars every class has its time, and the times of all classes are the whole time', async () => {
    const { times, width, count } = await proofOf(whole.editRecord(2), '10:00', '14:00', 120)
    expect(times).toEqual({
      proven: [45, 120].map((minutes) => minutes * minuteMs),
      altered: [75, 0].map((minutes) => minutes * minuteMs),
      none: [0, 0],
      unproven: [0, 0],
      missing: [0, 0],
    } satisfies Record<ProofClass, number[]>)
    for (let bucket = 0; bucket < count; bucket++)
      expect(proofClasses.reduce((sum, each) => sum + times[each][bucket]!, 0)).toBe(width)
  })

  test('a time far from all logs has none, and is answered as fast as any other', async () => {
    const evidence = gatherEvidence(await readFacts([(await whole.write()).folder]))
    const { ledger: hours } = ledger(evidence, verify(evidence))
    const ages = { from: 0 as UtcMs, until: Date.UTC(2090, 0, 1) as UtcMs }
    const buckets = bucketsOver(ages, 100)
    const { times } = proofOverTime(hours, buckets, () => true)
    expect(times.none.filter((ms) => ms < buckets.width)).toHaveLength(1)
    expect(proofOverTime(hours, buckets, () => false).rows).toBe(0)
  })
})
