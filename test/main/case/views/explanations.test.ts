import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Explanations } from '../../../../src-shared/model/explanation.ts'
import { type Engine, open, startEngine } from '../../../fixtures/engine.ts'
import { accounts, aRecord, identities, ordinaryRecords } from '../../../fixtures/records.ts'
import { aTrail, type Trail } from '../../../fixtures/trail.ts'

let engine: Engine
beforeAll(() => {
  engine = startEngine()
})
afterAll(() => engine.dispose())

async function explanationsOf(folder: string): Promise<Explanations> {
  await open(engine, folder)
  const answer = await engine.explanations()
  if (!answer.ok) throw new Error(answer.message)
  return answer.value
}

describe('a gap', () => {
  const stop = (change: Parameters<typeof aRecord>[0] = {}) =>
    aRecord({
      eventTime: '2024-03-05T10:50:00Z',
      eventID: '00000000-0000-4000-8000-000000000001',
      eventSource: 'cloudtrail.amazonaws.com',
      eventName: 'StopLogging',
      readOnly: false,
      requestParameters: { name: 'management-events' },
      userIdentity: identities.user(accounts.production, 'mallory'),
      ...change,
    })
  /** Hours 10:10 to 12:10 are a gap; the record is delivered at 10:20, with the hour before. */
  const trailWith = (record: ReturnType<typeof aRecord>): Trail =>
    aTrail()
      .hours(5)
      .gap(2)
      .deliveries((slot) => {
        const at = new Date(+slot.from + 20 * 60_000)
        return [{ at, records: slot.hour === 1 ? [record] : ordinaryRecords(slot, at, 2) }]
      })

  test.each([
    ['StopLogging on it', stop(), 'explained', 'names the trail'],
    [
      'StopLogging on it by ARN',
      stop({
        requestParameters: { name: `arn:aws:cloudtrail:us-east-1:${accounts.production}:trail/management-events` },
      }),
      'explained',
      'names the trail',
    ],
    ['StopLogging on another trail', stop({ requestParameters: { name: 'another' } }), 'unexplained', null],
    ['StopLogging in another Region', stop({ awsRegion: 'eu-west-1' }), 'unexplained', null],
    ['StopLogging that was refused', stop({ errorCode: 'AccessDenied' }), 'unexplained', null],
    ['StopLogging that names nothing', stop({ requestParameters: null }), 'perhaps', 'only near in time'],
    ['StopLogging long before', stop({ eventTime: '2024-03-05T01:00:00Z' }), 'unexplained', null],
    [
      'validation turned off',
      stop({
        eventName: 'UpdateTrail',
        requestParameters: { name: 'management-events', enableLogFileValidation: false },
      }),
      'explained',
      'names the trail',
    ],
    [
      'another update of the trail',
      stop({
        eventName: 'UpdateTrail',
        requestParameters: { name: 'management-events', includeGlobalServiceEvents: true },
      }),
      'unexplained',
      null,
    ],
    [
      'event selectors',
      stop({ eventName: 'PutEventSelectors', requestParameters: { trailName: 'management-events' } }),
      'perhaps',
      'names the trail',
    ],
    [
      'the policy of its bucket',
      stop({
        eventSource: 's3.amazonaws.com',
        eventName: 'PutBucketPolicy',
        requestParameters: { bucketName: 'example-cloudtrail-logs' },
      }),
      'explained',
      'names the bucket',
    ],
    [
      'the policy of another bucket',
      stop({
        eventSource: 's3.amazonaws.com',
        eventName: 'PutBucketPolicy',
        requestParameters: { bucketName: 'another' },
      }),
      'unexplained',
      null,
    ],
    [
      'a key disabled',
      stop({ eventSource: 'kms.amazonaws.com', eventName: 'DisableKey', requestParameters: { keyId: 'example' } }),
      'perhaps',
      'only near in time',
    ],
    ['nothing of that kind', stop({ eventName: 'DescribeTrails' }), 'unexplained', null],
  ] as const)('beside %s', async (_, record, status, certainty) => {
    const { explanations } = await explanationsOf((await trailWith(record).write()).folder)
    expect(explanations.map((each) => [each.absence.kind, each.status, each.causes[0]?.certainty ?? null])).toEqual([
      ['gap', status, certainty],
    ])
  })

  test('explains a missing log file only by the deletion of just that file', async () => {
    const plain = aTrail().hours(3)
    const gone = (await plain.write()).logs[0]!
    const deletion = (key: string) =>
      stop({
        eventSource: 's3.amazonaws.com',
        eventName: 'DeleteObject',
        requestParameters: { bucketName: 'example-cloudtrail-logs', key },
      })
    for (const [key, status] of [
      // The log file that tells of it is in no digest.
      [gone.uri.replace('s3://example-cloudtrail-logs/', ''), 'perhaps'],
      ['another', 'unexplained'],
    ] as const) {
      const { folder } = await plain
        .deleteLogFile(0)
        .extraLog(1, [deletion(key)])
        .write()
      const { explanations } = await explanationsOf(folder)
      expect(explanations.map((each) => [each.absence.uri, each.status])).toEqual([[gone.uri, status]])
    }
  })
})
