import { expect, test } from 'vitest'
import { gatherEvidence } from '../../../../src-main/integrity/evidence/gather.ts'
import { ledger } from '../../../../src-main/integrity/ledger/ledger.ts'
import { provenHoursSteps } from '../../../../src-main/integrity/ledger/proven-hours.ts'
import { verify } from '../../../../src-main/integrity/verdicts/verify.ts'
import { atOnce } from '../../../../src-main/runtime/steps.ts'
import { hourMs } from '../../../../src-shared/base/time.ts'
import { readFacts } from '../../../fixtures/read-facts.ts'
import { aTrail, type Trail } from '../../../fixtures/trail.ts'

/** The hours of the day of each account and Region. */
async function hoursOf(trail: Trail): Promise<readonly (readonly number[])[]> {
  const evidence = gatherEvidence(await readFacts([(await trail.write()).folder]))
  const report = verify(evidence)
  const places = atOnce(provenHoursSteps(ledger(evidence, report).rows, report))
  return places.map(({ hours }) => Array.from(hours, (hour) => new Date(hour * hourMs).getUTCHours()))
}

// Windows begin 10 minutes past the hour, from 09:10:16 on, and log files are delivered 20 minutes past it.
const whole = aTrail().hours(6)
const table: readonly (readonly [string, Trail, readonly number[]])[] = [
  ['all but the first and the last hour', whole, [10, 11, 12, 13, 14]],
  ['quiet hours, too', whole.logsPerHour(0), [10, 11, 12, 13, 14]],
  ['none of which a log file is missing', whole.deleteLogFile(2), [10, 12, 13, 14]],
  ['none of which a log file is altered', whole.editRecord(2), [10, 12, 13, 14]],
  ['none of which a digest is missing', whole.sidecars('all').deleteDigest(2), [10, 13, 14]],
  ['none without keys', whole.withoutKeyList(), []],
  ['and whoever plants a log file takes none of them away', whole.extraLog(2), [10, 11, 12, 13, 14]],
] // biome-ignore format: a table

test.each(table)('hours that are proven to be whole: %s', async (_, trail, hours) => {
  expect(await hoursOf(trail)).toEqual([hours])
})

test('each account and Region has its own', async () => {
  expect(await hoursOf(aTrail().hours(3).regions('us-east-1', 'eu-west-1'))).toEqual([[10, 11], [10, 11]])
}) // biome-ignore format: one line an expectation
