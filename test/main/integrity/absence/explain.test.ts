import { describe, expect, test } from 'vitest'
import { absencesOf } from '../../../../src-main/integrity/absence/absences.ts'
import type { ChangeEvent } from '../../../../src-main/integrity/absence/changes.ts'
import { explain } from '../../../../src-main/integrity/absence/explain.ts'
import { gatherEvidence } from '../../../../src-main/integrity/evidence/gather.ts'
import { ledger } from '../../../../src-main/integrity/ledger/ledger.ts'
import { verify } from '../../../../src-main/integrity/verdicts/verify.ts'
import { formatUtc, parseIsoTime } from '../../../../src-shared/base/time.ts'
import { countAbsences } from '../../../../src-shared/model/explanation.ts'
import { isRow } from '../../../../src-shared/model/ledger.ts'
import { readFacts } from '../../../fixtures/read-facts.ts'
import { accounts } from '../../../fixtures/records.ts'
import { aTrail, type Trail } from '../../../fixtures/trail.ts'

const bucket = 'example-cloudtrail-logs'
const at = (time: string) => parseIsoTime(`2024-03-05T${time}:00Z`)!
const by = `arn:aws:iam::${accounts.production}:user/mallory`

const event = (eventName: string, time: string, request: Record<string, unknown> | null = {}): ChangeEvent => ({
  row: 1,
  eventID: '00000000-0000-4000-8000-000000000001',
  eventName,
  time: at(time),
  actor: by,
  region: 'us-east-1',
  account: accounts.production,
  verdict: 'verified',
  bucket: typeof request?.bucketName === 'string' ? request.bucketName : null,
  request: () => request,
})
const onTrail = (eventName: string, time: string) => event(eventName, time, { name: 'management-events' })
const onBucket = (eventName: string, time: string, key?: string) =>
  event(eventName, time, key === undefined ? { bucketName: bucket } : { bucketName: bucket, key })

async function absences(trail: Trail) {
  const evidence = gatherEvidence(await readFacts([(await trail.write()).folder]))
  const report = verify(evidence)
  return absencesOf(evidence, report, ledger(evidence, report).ledger)
}
describe('what is absent', () => {
  const two = aTrail().hours(5).sidecars('all').backfill(1, 2)
  const late = two.build()
  const listed = late.digests
    .filter(({ backfilledAt }) => backfilledAt !== null)
    .flatMap(({ content }) => content.logFiles)
  const lateLog = late.logs.findIndex(({ key }) => listed.some(({ s3Object }) => s3Object === key))
  // biome-ignore format: a table reads better in rows
  test.each([
    ['a gap', aTrail().hours(5).gap(1, 2), ['gap standard']],
    ['a digest deleted', aTrail().hours(5).sidecars('all').deleteDigest(1), ['hole standard', 'digest-missing standard']],
    ['a digest edited', aTrail().hours(5).editDigest(1), ['digest-invalid standard']],
    ['a digest of a name that tells nothing edited', aTrail().hours(5).renameDigest(1, 'notes/a.json.gz').editDigest(1), ['digest-invalid standard']],
    ['a log file deleted', aTrail().hours(5).deleteLogFile(1), ['log-missing standard']],
    ['a log file of a backfill digest deleted', two.deleteLogFile(lateLog), ['log-missing backfill']],
    ['a log file edited, of an organization', aTrail().organization().editRecord(1), ['log-invalid standard']],
  ])('names its row of the ledger: %s', async (_, trail, expected) => {
    const evidence = gatherEvidence(await readFacts([(await trail.write()).folder]))
    const report = verify(evidence)
    const hours = ledger(evidence, report).ledger
    const found = absencesOf(evidence, report, hours)
    expect(found.map(({ kind, row }) => `${kind} ${row.kind}`)).toEqual(expected)
    expect(countAbsences(found)).toMatchObject({
      'digest-missing': report.counts.digests.missing,
      'digest-invalid': report.counts.digests.invalid,
      'log-missing': report.counts.logs.missing,
      'log-invalid': report.counts.logs.invalid,
    })
    for (const { row } of found) expect(hours.rows.filter((each) => isRow(each, row))).toHaveLength(1)
  })
})

/** A gap from 10:10:16 to 12:10:16. */
const stopped = aTrail().hours(5).gap(1, 2)

describe('a gap', () => {
  const statusAndSentence = async (...events: ChangeEvent[]) => {
    const { status, sentence } = await statusBeside(...events)
    return [status, sentence]
  }
  const statusBeside = async (...events: ChangeEvent[]) => explain((await absences(stopped))[0]!, events)

  test('is explained by who stopped logging, and for how long', async () => {
    const { status, sentence } = await statusBeside(onTrail('StopLogging', '10:05'), onTrail('StartLogging', '12:00'))
    expect(status).toBe('explained')
    expect(sentence).toBe(
      `StopLogging on trail management-events by ${by} at 2024-03-05T10:05:00Z: it stops the delivery of log files and digests. The event’s log file is proven. StartLogging by ${by} at 2024-03-05T12:00:00Z: logging was stopped for 1 h 55 min.`,
    )
  })

  test('is perhaps explained by an event that nobody signed for, and not by one of an invalid log file', async () => {
    const planted = { ...onTrail('StopLogging', '10:05'), verdict: 'uncovered' } as const
    const [perhaps, told] = await statusAndSentence(planted)
    expect([perhaps, told]).toEqual(['perhaps', expect.stringContaining('in no digest')])
    const [unexplained, why] = await statusAndSentence({ ...planted, verdict: 'invalid' })
    expect([unexplained, why]).toEqual(['unexplained', expect.stringContaining('This is not believed')])
    const undone = { ...onTrail('StartLogging', '10:06'), verdict: 'uncovered' } as const
    expect((await statusBeside(onTrail('StopLogging', '10:05'), undone)).status).toBe('explained')
  })

  test('is explained by an event of query results that a sign file proves', async () => {
    const signed = { ...onTrail('StopLogging', '10:05'), verdict: 'signed-query-result' } as const
    const [explained, told] = await statusAndSentence(signed)
    expect([explained, told]).toEqual(['explained', expect.stringContaining('query results that a sign file proves')])
  })

  test('is not said to have ended where nothing was read that ends it', async () => {
    const { sentence } = await statusBeside(onTrail('StopLogging', '10:05'))
    expect(sentence).toContain('No StartLogging on it was read before the gap ends.')
  })

  test('is not explained by logging that was started again before', async () => {
    const { status } = await statusBeside(onTrail('StopLogging', '09:20'), onTrail('StartLogging', '09:30'))
    expect(status).toBe('unexplained')
  })

  test('is not explained by what came after it', async () => {
    expect((await statusBeside(onTrail('StopLogging', '13:00'))).status).toBe('unexplained')
    expect((await statusBeside(onTrail('DeleteTrail', '12:30'))).status).toBe('unexplained')
  })

  test('of an organization’s trail is explained by the account that owns the trail', async () => {
    const [gap] = await absences(stopped.organization())
    const name = `arn:aws:cloudtrail:us-east-1:${accounts.data}:trail/management-events`
    expect(explain(gap!, [event('StopLogging', '10:05', { name })]).status).toBe('explained')
    const [own] = await absences(stopped)
    expect(explain(own!, [event('StopLogging', '10:05', { name })]).status).toBe('unexplained')
  })
})

describe('what is missing or altered', () => {
  test.each([
    ['a log file deleted', aTrail().deleteLogFile(1), 'DeleteObject', 'log-missing'],
    ['a log file overwritten', aTrail().editRecord(1), 'PutObject', 'log-invalid'],
    ['a digest deleted', aTrail().sidecars('all').deleteDigest(1), 'DeleteObject', 'digest-missing'],
    ['a digest overwritten', aTrail().editDigest(1), 'PutObject', 'digest-invalid'],
  ])('is explained by an event that names it, later than its delivery: %s', async (_, trail, eventName, kind) => {
    const absence = (await absences(trail)).find((each) => each.kind === kind)!
    const named = explain(absence, [onBucket(eventName, '20:00', absence.key!)])
    expect([named.status, named.causes[0]!.certainty]).toEqual(['explained', 'names the object'])
    expect(named.causes[0]!.sentence).toContain(absence.uri)
    expect(explain(absence, [onBucket(eventName, '20:00', 'another')]).status).toBe('unexplained')
    expect(explain(absence, [onBucket(eventName, '01:00', absence.key!)]).status).toBe('unexplained')
  })

  test('is perhaps explained by rules that let objects expire', async () => {
    const [missing] = await absences(aTrail().deleteLogFile(1))
    const { status, sentence } = explain(missing!, [onBucket('PutBucketLifecycle', '01:00')])
    expect([status, sentence]).toEqual(['perhaps', expect.stringMatching(/^Perhaps, for the events do not show it: /)])
  })

  test('says of the oldest digest that it may only not have been downloaded', async () => {
    const [oldest] = await absences(aTrail().dropHead(1))
    expect(explain(oldest!, []).sentence).toContain('perhaps was only not downloaded')
  })

  test('puts the surest cause first', async () => {
    const [gap] = await absences(stopped)
    const { causes } = explain(gap!, [
      event('DisableKey', '10:06', { keyId: 'example' }),
      onBucket('PutBucketPolicy', '10:07'),
      onTrail('StopLogging', '10:05'),
    ])
    expect(causes.map(({ certainty, time }) => [certainty, formatUtc(time).slice(11, 16)])).toEqual([
      ['names the trail', '10:05'],
      ['names the bucket', '10:07'],
      ['only near in time', '10:06'],
    ])
  })
})
