import { expect, test } from 'vitest'
import { silencesOf } from '../../../../src-main/integrity/absence/silences.ts'
import { gatherEvidence } from '../../../../src-main/integrity/evidence/gather.ts'
import { ledger } from '../../../../src-main/integrity/ledger/ledger.ts'
import { verify } from '../../../../src-main/integrity/verdicts/verify.ts'
import { formatUtc } from '../../../../src-shared/base/time.ts'
import { readFacts } from '../../../fixtures/read-facts.ts'
import { aRecord } from '../../../fixtures/records.ts'
import { aTrail, type Trail } from '../../../fixtures/trail.ts'

// Log files are delivered 20 minutes past the hour, from 09:20 on; eu-west-1 comes behind us-east-1.
const two = aTrail().hours(14).sidecars('all').regions('us-east-1', 'eu-west-1')
const withoutLast = (trail: Trail, hours: number) =>
  Array.from({ length: hours }, (_, at) => -1 - at).reduce((less, at) => less.deleteDigest(at).deleteLogFile(at), trail)
const logsAlone = Array.from({ length: 28 }, (_, at) => at).reduce((trail, at) => trail.deleteDigest(at), two)
const withoutLogs = (trail: Trail, ...logs: readonly number[]) =>
  logs.reduce((less, at) => less.deleteLogFile(at), trail)

/** Six hours of log files, thirty hours without any, and some more. */
const logsOfDays = aTrail()
  .regions('us-east-1', 'eu-west-1')
  .hours(40)
  .validationOff(...Array.from({ length: 40 }, (_, hour) => hour))
  .deliveries(({ hour, from }) => (hour < 6 || hour > 35 ? [{ at: from, records: [aRecord()] }] : []))

// biome-ignore format: a table reads better in rows
test.each<readonly [string, Trail, readonly string[]]>([
  ['all of both is there', two, []],
  ['the digests of one Region end four hours earlier', withoutLast(two, 4), ['eu-west-1 20:00 00:00']],
  ['they end one hour earlier', withoutLast(two, 1), []],
  ['both end together', two.dropTail(4), []],
  ['one Region has no more log files for seven hours, without digests', withoutLogs(logsAlone, -1, -2, -3, -4, -5, -6, -7), ['eu-west-1 16:00 23:00']],
  ['neither has for a day, and then both have again', logsOfDays, ['eu-west-1 15:00 21:00', 'us-east-1 15:00 21:00']],
  ['for five hours', withoutLogs(logsAlone, -1, -2, -3, -4, -5), []],
  ['it had few before, too', withoutLogs(logsAlone, -1, -2, -3, -4, -5, -6, -7, -9, -11, -12, -13), []],
  ['one Region alone', withoutLast(aTrail().hours(14).sidecars('all'), 4), []],
  ['in time of which digests tell that it is a gap', two.gap(8, 9, 10), []],
])('a Region is silent: %s', async (_, trail, expected) => {
  const evidence = gatherEvidence(await readFacts([(await trail.write()).folder]))
  const found = silencesOf(ledger(evidence, verify(evidence)).ledger)
  const clock = (time: number) => formatUtc(time as never).slice(11, 16)
  expect(found.map(({ row, from, to }) => `${row.region} ${clock(from)} ${clock(to)}`)).toEqual(expected)
})
