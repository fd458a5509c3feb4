import { afterEach, describe, expect, test } from 'vitest'
import { followTrail } from '../../../src-main/acquire/follow.ts'
import { announcedIn } from '../../../src-main/acquire/notification.ts'
import type { FetchResult } from '../../../src-main/acquire/run.ts'
import { AwsStandIn } from '../../fixtures/aws-stand-in.ts'
import { aTrail } from '../../fixtures/trail.ts'
import { AFetch, optionsWith } from './a-fetch.ts'

const trail = aTrail().hours(3).build()
let aws: AwsStandIn
const fetchFrom = (standIn: AwsStandIn): Promise<AFetch> => {
  aws = standIn
  return AFetch.from(standIn)
}
afterEach(() => aws.stop())

const fetchedIn = (round: FetchResult) => (round.ok ? round.value.fetched.objects : round.message)

describe('--follow', () => {
  /** Follows until `then` has been told of as many rounds as it needs. */
  async function rounds(fetch: AFetch, then: (round: number) => boolean) {
    const end = new AbortController()
    const told: (number | string)[] = []
    await followTrail(fetch.request({ followMs: 1 }), optionsWith(end.signal), async (round) => {
      told.push(fetchedIn(round))
      if (!then(told.length)) end.abort()
    })
    return told
  }

  test('fetches what is delivered meanwhile, and lists only new hours', async () => {
    const fetch = await fetchFrom(new AwsStandIn().putTrail(trail))
    const now = new Date().toISOString()
    const day = now.slice(0, 10).replaceAll('-', '/')
    const stamp = now.slice(0, 16).replaceAll(/[-:]/g, '')
    const key = `AWSLogs/111122223333/CloudTrail/us-east-1/${day}/111122223333_CloudTrail_us-east-1_${stamp}Z_new.json.gz`
    const told = await rounds(fetch, (round) => {
      if (round === 1) aws.put(key, Buffer.from('new'))
      return round < 3
    })
    expect(told).toEqual([6, 1, 0])
    expect(fetch.read(`${aws.bucket}/${key}`).toString()).toBe('new')
  })

  test('a round that fails is told, and the next fetches what it could not', async () => {
    const fetch = await fetchFrom(new AwsStandIn().putTrail(trail))
    aws.fault = ({ name }) => (name === trail.logs[0]!.key ? { error: 'AccessDenied', status: 403 } : null)
    const told = await rounds(fetch, (round) => {
      if (round === 1)
        aws.fault = ({ call }) => (call === 'ListObjectsV2' ? { error: 'AccessDenied', status: 403 } : null)
      if (round === 2) aws.fault = () => null
      return round < 3
    })
    expect(told).toEqual([5, expect.stringContaining('AWS denied access'), 1])
  })
})

describe('--queue', () => {
  const s3 = (key: string) =>
    JSON.stringify({
      Records: [
        {
          eventSource: 'aws:s3',
          s3: { bucket: { name: trail.plan.bucket }, object: { key: encodeURIComponent(key) } },
        },
      ],
    })
  const cloudTrail = (...keys: readonly string[]) => JSON.stringify({ s3Bucket: trail.plan.bucket, s3ObjectKey: keys })
  const sns = (message: string) => JSON.stringify({ Type: 'Notification', MessageId: 'x', Message: message })
  const eventBridge = (key: string) =>
    JSON.stringify({ source: 'aws.s3', detail: { bucket: { name: trail.plan.bucket }, object: { key } } })
  const announce = (...bodies: readonly string[]) => aws.queue.push(...bodies.map((body, k) => ({ id: `m${k}`, body })))

  test('takes what S3, CloudTrail and EventBridge announce, and proves it', async () => {
    const fetch = await fetchFrom(new AwsStandIn().putTrail(trail))
    const [first, second, third] = trail.logs.map(({ key }) => key)
    announce(s3(first!), sns(s3(second!)), sns(cloudTrail(third!)), ...trail.digests.map(({ key }) => eventBridge(key)))
    const report = await fetch.report({ queue: `${fetch.endpoint}/111122223333/deliveries` })
    expect(report).toMatchObject({ ending: 'whole', fetched: { objects: 6 } })
    expect(aws.queue).toEqual([])
    expect((await fetch.verdicts()).outcome).toBe('proven')
  })

  test('a message is deleted only when all that it announces is in place', async () => {
    const fetch = await fetchFrom(new AwsStandIn().putTrail(trail))
    announce(cloudTrail(...trail.logs.map(({ key }) => key)), s3(trail.digests[0]!.key))
    aws.fault = ({ name }) => (name === trail.logs[2]!.key ? { error: 'AccessDenied', status: 403 } : null)
    const report = await fetch.report({ queue: `${fetch.endpoint}/q` })
    expect(report).toMatchObject({ ending: 'partial', fetched: { objects: 3 } })
    expect(aws.queue.map(({ id }) => id)).toEqual(['m0'])
    expect(report.troubles.map(({ sentence }) => sentence)).toContain(
      'Message m0 was left in the queue: what it announces was not fetched.',
    )
  })

  test('what is no notification, or of something else, stays in the queue and is told', async () => {
    const fetch = await fetchFrom(new AwsStandIn().putTrail(trail))
    announce('hello', '{"Records":[{"s3":{}}]}', s3('photos/cat.jpg'), '{"Event":"s3:TestEvent"}')
    const report = await fetch.report({ queue: `${fetch.endpoint}/q` })
    expect(aws.queue.map(({ id }) => id)).toEqual(['m0', 'm1', 'm2'])
    expect(report.troubles.map(({ sentence }) => sentence).sort()).toEqual([
      'Message m0 was left in the queue: it is no notification of S3 or CloudTrail.',
      'Message m1 was left in the queue: it is no notification of S3 or CloudTrail.',
      'Message m2 was left in the queue: it announces an object that was not asked for.',
    ])
  })
})

describe('a notification', () => {
  test('has its key decoded, and its entity tag quoted', () => {
    const object = { key: 'a+b%2Bc/%C3%A4', versionId: 'v1', eTag: 'abc', size: 3 }
    const body = JSON.stringify({ Records: [{ s3: { bucket: { name: 'logs' }, object } }] })
    expect(announcedIn(body)).toEqual([{ bucket: 'logs', key: 'a b+c/ä', versionId: 'v1', etag: '"abc"', size: 3 }])
  })

  test.each([
    ['text', 'hello'],
    ['a number', '7'],
    [
      'a key that is not encoded as it should be',
      '{"Records":[{"s3":{"bucket":{"name":"b"},"object":{"key":"%zz"}}}]}',
    ],
    ['half of one', '{"s3Bucket":"b","s3ObjectKey":["a",1]}'],
    [
      'wrapped without end',
      Array.from({ length: 9 }).reduce<string>((Message) => JSON.stringify({ Type: 'Notification', Message }), '{}'),
    ],
  ])('%s is none', (_, body) => expect(announcedIn(body)).toBe(null))
})
