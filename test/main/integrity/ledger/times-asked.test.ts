import { describe, expect, test } from 'vitest'
import { gatherEvidence } from '../../../../src-main/integrity/evidence/gather.ts'
import { ledger } from '../../../../src-main/integrity/ledger/ledger.ts'
import { coverageOf } from '../../../../src-main/integrity/ledger/proven-share.ts'
import { timesAsked } from '../../../../src-main/integrity/ledger/times-asked.ts'
import { verify } from '../../../../src-main/integrity/verdicts/verify.ts'
import { formatUtc, parseIsoTime, type UtcMs } from '../../../../src-shared/base/time.ts'
import { readFacts } from '../../../fixtures/read-facts.ts'
import { aTrail, type Trail } from '../../../fixtures/trail.ts'

/** Proven hours, all hours, and what is unproven, where the events shown were delivered in the given hours. */
async function shareOf(trail: Trail, [from, until]: readonly [string, string], shown: readonly string[]) {
  const evidence = gatherEvidence(await readFacts([(await trail.write()).folder]))
  const report = verify(evidence)
  const built = ledger(evidence, report)
  const range = { from: parseIsoTime(onDay(from)), until: parseIsoTime(onDay(until)) }
  const isShown = ({ delivered }: { readonly delivered: UtcMs | null }) =>
    delivered !== null && shown.some((time) => formatUtc(delivered).includes(`T${time}`))
  const { provenHours, hours, unproven } = coverageOf(built.ledger, range, (_, asked, at) =>
    timesAsked(built.rows[at]!, { range, hours: asked, isShown }, report),
  )
  return [provenHours, hours, ...unproven.map(({ state, from }) => `${state} ${formatUtc(from).slice(11, 16)}`)]
}

const onDay = (time: string) => `2024-03-05T${time}:00Z`

// Log files are delivered 20 minutes past the hour, from 09:20 on; hours from 10:00 on are covered as a whole.
const whole = aTrail().hours(6)

describe('a time asked is judged', () => {
  test.each<readonly [string, Trail, readonly [string, string], readonly string[], readonly (number | string)[]]>([
    ['by its own hours', whole, ['10:00', '12:00'], ['10:20', '11:20'], [2, 2]],
    ['by a later hour of delivery', whole.editRecord(3), ['11:00', '12:00'], ['12:20'], [1, 2, 'log-invalid 12:00']],
    ['by an altered file of it without a shown event', whole.editRecord(2), ['11:00', '12:00'], [], [0, 1, 'log-invalid 11:00']],
    ['not by a file delivered before it', whole.editRecord(2), ['11:30', '13:00'], ['12:20'], [1, 1]],
    ['by its first hour where a digest of that is not proven either', whole.editRecord(2).editDigest(1), ['11:30', '13:00'], ['12:20'], [1, 2, 'log-invalid 11:00']],
    ['by that file where it holds a shown event', whole.editRecord(2), ['11:30', '13:00'], ['11:20'], [1, 2, 'log-invalid 11:00']],
    // Delivered 12:05: it may hold the last events of the time.
    ['by a file missing soon after it', whole.start('2024-03-05T08:55:00Z').deleteLogFile(3), ['10:00', '12:00'], [], [2, 3, 'log-missing 12:00']],
    ['not by a file missing long after it', whole.deleteLogFile(3), ['11:00', '12:00'], [], [1, 1]],
    ['by its gap, in which nothing was delivered', whole.gap(3), ['12:00', '13:00'], [], [0, 1, 'gap 12:00']],
  ])('%s', async (_, trail, asked, shown, expected) => {
    expect(await shareOf(trail, asked, shown)).toEqual(expected)
  })
}) // biome-ignore format: a table
