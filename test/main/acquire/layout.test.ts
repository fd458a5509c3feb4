import { describe, expect, test } from 'vitest'
import { choose, dayKeys, isWithin, levelOf } from '../../../src-main/acquire/layout.ts'
import { localName, nextName } from '../../../src-main/acquire/local-name.ts'
import { leastPolicy } from '../../../src-main/acquire/policy.ts'
import { parseIsoTime } from '../../../src-shared/base/time.ts'
import type { FetchRequest } from '../../../src-shared/model/acquisition.ts'
import { readS3Place } from '../../../src-shared/words/s3-place.ts'

const time = (text: string) => parseIsoTime(text)!
const request: FetchRequest = {
  source: { bucket: 'logs', prefix: '' },
  folder: '/evidence',
  range: { from: null, until: null },
  accounts: [],
  regions: [],
  organizations: [],
  versions: false,
  publicKeys: true,
  logFiles: null,
  followMs: null,
  queue: null,
  connection: { profile: null, region: null, endpoint: null, requesterPays: false },
  given: [],
}

describe('the layout of a bucket', () => {
  test.each([
    ['', 'above'],
    ['prefix/', 'above'],
    ['AWSLogs/', 'logs'],
    ['prefix/AWSLogs/o-exampleorgid/', 'organization'],
    ['AWSLogs/111122223333/', 'account'],
    ['o-exampleorgid/AWSLogs/o-exampleorgid/111122223333/', 'account'],
    ['AWSLogs/111122223333/CloudTrail-Digest/', 'family'],
    ['AWSLogs/111122223333/CloudTrail/us-east-1/', 'region'],
    ['AWSLogs/111122223333/CloudTrail/us-east-1/2024/03/', 'region'],
  ])('%s leads to: %s', (prefix, level) => expect(levelOf(prefix)).toBe(level))

  test.each([
    ['AWSLogs/111122223333/', 'wanted'],
    ['AWSLogs/444455556666/', 'other'],
    ['AWSLogs/o-exampleorgid/444455556666/', 'other'],
    ['AWSLogs/elasticloadbalancing/', 'foreign'],
    ['AWSLogs/111122223333/Config/', 'foreign'],
    ['AWSLogs/111122223333/CloudTrail-Insight/', 'wanted'],
    ['AWSLogs/111122223333/CloudTrail-NetworkActivity/us-east-1/', 'wanted'],
    ['AWSLogs/111122223333/CloudTrail/eu-west-1/', 'other'],
  ])('of one account and Region, %s is %s', (prefix, choice) =>
    expect(choose(prefix, { ...request, accounts: ['111122223333'], regions: ['us-east-1'] })).toBe(choice),
  )

  test('a range becomes the keys of its days', () => {
    const range = { from: time('2024-02-28T23:00:00Z'), until: time('2024-02-29T01:00:00Z') }
    expect(dayKeys('x/', range)).toEqual({ after: 'x/2024/02/28', before: 'x/2024/03/01' })
    expect(dayKeys('x/', { from: null, until: null })).toEqual({ after: null, before: null })
  })

  test('names tell what belongs to a time; what has another name belongs to its day', () => {
    const range = { from: time('2024-03-05T10:00:00Z'), until: time('2024-03-05T11:00:00Z') }
    const log = (stamp: string) => isWithin(`a/111122223333_CloudTrail_us-east-1_${stamp}Z_abc.json.gz`, range)
    expect(['20240305T0759', '20240305T0800', '20240305T1300', '20240305T1301'].map(log)).toEqual([
      false,
      true,
      true,
      false,
    ])
    const digest = (stamp: string) =>
      isWithin(`a/111122223333_CloudTrail-Digest_us-east-1_trail_us-east-1_${stamp}Z.json.gz`, range)
    expect(['20240305T095959', '20240305T100000', '20240305T130001'].map(digest)).toEqual([false, true, false])
    expect(isWithin('a/notes.txt', range)).toBe(true)
  })
})

describe('names on disk', () => {
  const object = (key: string, versionId: string | null = null) => ({ key, versionId, isCurrent: versionId === null })
  test.each([
    [
      'AWSLogs/111122223333/CloudTrail/us-east-1/a_b-c.json.gz',
      'logs/AWSLogs/111122223333/CloudTrail/us-east-1/a_b-c.json.gz',
    ],
    ['a/../../etc/passwd', 'logs/a/.%2E/.%2E/etc/passwd'],
    ['./x', 'logs/%2E/x'],
    ['a//b', 'logs/a/%/b'],
    ['C:\\x|y?', 'logs/C%3A%5Cx%7Cy%3F'],
    ['nul.json/trail.', 'logs/%nul.json/trail%2E'],
    ['100%25', 'logs/100%2525'],
    ['tab\there\u0000', 'logs/tab%09here%00'],
  ])('%j becomes %j', (key, name) => expect(localName('logs', object(key))).toBe(name))

  test('a name that is too long is cut and marked', () => {
    const [one, other] = ['x', 'y'].map((end) => localName('logs', object('ä'.repeat(400) + end)))
    expect(Buffer.byteLength(one!)).toBeLessThan(230)
    expect(one).not.toBe(other)
  })

  test('another version keeps the tree of keys below its id', () => {
    expect(localName('logs', object('AWSLogs/x', 'v1'))).toBe('versions/v1/logs/AWSLogs/x')
    expect(nextName('logs/AWSLogs/x', 'abc')).toBe('versions/abc/logs/AWSLogs/x')
  })

  test('an access point gives its name', () => {
    const place = readS3Place('s3://arn:aws:s3:us-east-1:111122223333:accesspoint/logs/AWSLogs')
    expect(place).toEqual({ bucket: 'arn:aws:s3:us-east-1:111122223333:accesspoint/logs', prefix: 'AWSLogs/' })
    expect(localName(place!.bucket, object('AWSLogs/x'))).toBe('logs/AWSLogs/x')
  })
})

describe('the least policy', () => {
  const actionsOf = (policy: object) => JSON.stringify(policy).match(/"(?:s3|cloudtrail|sqs|kms):\w+"/g)

  test('allows to read what is asked for, and no more', () => {
    expect(actionsOf(leastPolicy(request))).toEqual([
      '"s3:ListBucket"',
      '"s3:GetObject"',
      '"cloudtrail:ListPublicKeys"',
    ])
    expect(actionsOf(leastPolicy({ ...request, versions: true, publicKeys: false }))).toEqual([
      '"s3:ListBucket"',
      '"s3:ListBucketVersions"',
      '"s3:GetObject"',
      '"s3:GetObjectVersion"',
    ])
  })

  test('is of the partition of the Region', () => {
    const connection = { ...request.connection, region: 'cn-north-1' }
    expect(leastPolicy({ ...request, connection })).toMatchObject({
      Statement: [{ Resource: 'arn:aws-cn:s3:::logs' }, {}, {}],
    })
  })

  test('names the prefix', () => {
    expect(leastPolicy({ ...request, source: { bucket: 'logs', prefix: 'a/' } })).toMatchObject({
      Statement: [
        { Resource: 'arn:aws:s3:::logs', Condition: { StringLike: { 's3:prefix': 'a/*' } } },
        { Resource: 'arn:aws:s3:::logs/a/*' },
        {},
      ],
    })
  })
})
