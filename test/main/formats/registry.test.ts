import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { mayHoldEvents } from '../../../src-main/formats/may-hold-events.ts'
import { formatOf } from '../../../src-main/formats/registry.ts'

const record = { eventVersion: '1.08', eventSource: 's3.amazonaws.com', eventName: 'GetObject', eventID: 'x' }
const insight = { eventVersion: '1.07', eventType: 'AwsCloudTrailInsight', eventCategory: 'Insight' }
const network = { eventVersion: '1.09', eventCategory: 'NetworkActivity' }
const json = (value: unknown) => JSON.stringify(value)
const kindOf = (text: string | Buffer, name = 'file.json') => {
  const { kind, form } = formatOf(Buffer.from(text), name)
  return kind === 'other' ? form : kind
}
const mayHold = (bytes: Buffer, name = 'file.json') => mayHoldEvents(formatOf(bytes, name), bytes)
const deep = '['.repeat(200_000)

describe('what a file is', () => {
  test.each([
    ['log', json({ Records: [record] })],
    ['log', `\ufeff \n${JSON.stringify({ owner: 'x', nested: { Records: 1 }, Records: [record] }, null, 4)}`],
    ['log', json({ Records: [] })],
    ['log', json({ Records: [{ eventTime: 'x', eventID: 'y' }] })],
    ['log', json({ Records: [1, null, { odd: true }, record] })],
    ['log', json({ Records: [...Array(500).fill({ odd: true }), 1, null, record] })],
    ['log', json([...Array(500).fill({ odd: true }), record])],
    ['log', `${`${json({ odd: 1 })}\n`.repeat(500)}${json(record)}`],
    ['log', `{"Records":[${json(record)},{"eventVersion":"1.0`],
    ['log', `{"Records":[{"eventVersion":"1.08","requestParameters":${deep}`],
    ['log', json([record, record])],
    ['log', '[]'],
    ['log', json(record)],
    ['log', json({ additionalEventData: { a: ['}', '"', '\\'] }, eventSource: 'a', eventName: 'b' })],
    ['log', `${json(record)}\n${json(record)}\n`],
    ['log', `${json({ odd: 1 })}\n${json(record)}`],
    ['insights-log', json({ Records: [insight] })],
    ['network-activity-log', json({ Records: [network] })],
    ['digest', json({ digestStartTime: 'x', awsAccountId: 'y' })],
    ['digest', json({ digestS3Object: 'a/b.json.gz', logFiles: [], PublicKeyList: [] })],
    // Whatever names itself a digest, its records are read.
    ['log', json({ digestS3Object: 'a/b.json.gz', Records: [record] })],
    ['log', `{"digestS3Object":"a/b.json.gz","\\u0052ecords":[${json(record)}]}`],
    ['digest', '{"awsAccountId":"111122223333","digestStartTime":"2024-03-05T09:10:1'],
    ['backfill-digest', json({ digestEndTime: 'x', digestS3Object: 'a/b_backfill.json.gz' })],
    ['public-keys', json({ PublicKeyList: [] })],
    ['sidecar', json({ ETag: 'x', Metadata: {} })],
    ['sidecar', json({ Metadata: { signature: 'ab' } })],
    ['sidecar', `${json({ Key: 'a', Metadata: { signature: 'ab' } })}\n${json({ Key: 'b', Metadata: {} })}`],
    ['records', json({ Events: [{ EventId: 'x', CloudTrailEvent: json(record) }] })],
    ['records', json({ source: 'aws.s3', 'detail-type': 'AWS API Call via CloudTrail', detail: record })],
    ['records', `${json({ detail: 1, source: 'x' })}\n${json({ detail: record })}`],
    ['EventBridge event, not CloudTrail', json({ source: 'aws.guardduty', 'detail-type': 'x', detail: { a: 1 } })],
    [
      'S3 or SQS event notification',
      json({ Records: [{ eventVersion: '2.1', eventSource: 'aws:s3', eventName: 'x' }] }),
    ],
    ['JSON, not CloudTrail', json({ Records: [{ a: 1 }] })],
    ['JSON, not CloudTrail', json({ __proto__: null, eventVersions: 1 })],
    ['JSON, not CloudTrail', json([1, 2, 3])],
    ['JSON, not CloudTrail', json({ Records: Array(500).fill({ a: 'eventVersion' }) })],
    ['JSON, not CloudTrail', json(Array(500).fill({ a: { eventVersion: 1 } }))],
    ['JSON lines, not CloudTrail', '{"a":1}\n{"a":2}\n'],
    ['records', 'Event name,Event time,Event ID\nGetUser,2024-03-05T09:10:16Z,x\n'],
    ['config-items', json({ fileVersion: '1.0', configurationItems: [] })],
    ['result-signature', json({ version: '1.0', files: [], hashSignature: 'ab', publicKeyFingerprint: 'cd' })],
    ['CSV text', 'Event time,User name\n2024-03-05,alice\n'],
    ['text', 'hello\nworld\n'],
    ['zip archive', Buffer.from('504b030414000000', 'hex')],
    ['text in UTF-32', Buffer.from('fffe00007b0000007d000000', 'hex')],
    ['text in Latin-1 or Windows-1252', Buffer.from('Anmerkung: gel\u00f6scht am 5. M\u00e4rz', 'latin1')],
    ['encrypted or unknown', Buffer.from([0x80, 0xff, 0xfe, 0x81, 0x82])],
    ['encrypted or unknown', Buffer.from(gzipSync('inner').filter((byte) => byte !== 0))],
    ['empty file', ''],
  ])('%s by its content', (kind, text) => {
    expect(kindOf(text)).toBe(kind)
  })

  const delivered =
    'AWSLogs/111122223333/CloudTrail/us-east-1/2024/03/05/111122223333_CloudTrail_us-east-1_20240305T1015Z_abcd.json.gz'
  const digest = '111122223333_CloudTrail-Digest_us-east-1_trail_us-east-1_20240305T101500Z.json.gz'

  test.each(['x.json.gz', 'x.json', 'x.gz', 'AWSLogs/X.JSON.GZ'])(
    'bytes that are no text may be encrypted as %s',
    (name) => {
      const noise = Buffer.from(Array.from({ length: 8_192 }, (_, at) => (at * 167 + (at >> 8) * 13) & 0xff))
      expect(noise.subarray(0, 4_096).includes(0)).toBe(true)
      for (const bytes of [noise, Buffer.from(noise.filter((byte) => byte !== 0))])
        expect([kindOf(bytes, name), formatOf(bytes, name).mayHoldEvents]).toEqual(['encrypted or unknown', true])
      expect(kindOf(noise, 'x.png')).toBe('binary')
      expect(kindOf(Buffer.alloc(8_192), 'disk.img.gz')).toBe('binary')
    },
  )

  test.each([
    ['log', '', delivered],
    ['insights-log', json({ Records: [] }), delivered.replaceAll('/CloudTrail/', '/CloudTrail-Insight/')],
    ['network-activity-log', '', delivered.replaceAll('_CloudTrail_', '_CloudTrail-NetworkActivity_')],
    ['digest', '', digest],
    ['digest', 'no JSON at all', digest],
    ['backfill-digest', '', digest.replace('Z.json', 'Z_backfill.json')],
    // What it holds is stronger than what it is called.
    ['log', json({ Records: [record] }), digest],
    ['digest', json({ digestStartTime: 'x' }), delivered],
    ['insights-log', json({ Records: [insight] }), delivered],
    [
      'log',
      json({ Records: [{ ...record, eventCategory: 'Data' }] }),
      delivered.replaceAll('_CloudTrail_', '_CloudTrail-Insight_'),
    ],
  ])('%s where the content leaves it open', (kind, text, name) => {
    expect(kindOf(text, name)).toBe(kind)
  })
})

describe('records in an envelope that no format knows', () => {
  const whole = { ...record, awsRegion: 'us-east-1', userIdentity: { type: 'Root' } }
  const wrapped = 'JSON that wraps CloudTrail records'
  test.each([
    ['an object', json({ audit: whole })],
    ['text', json({ audit: json(whole) })],
    ['text in text', json({ audit: json({ trail: json(whole) }) })],
    ['one with spaces', json({ audit: JSON.stringify(whole, null, 2) })],
    ['lines', `${json({ audit: 'started' })}\n${json({ audit: json(whole) })}\n`],
    ['an array', json([{ audit: json(whole) }])],
  ])('%s', (_, text) => {
    expect(kindOf(text)).toBe(wrapped)
    expect(mayHold(Buffer.from(text))).toBe(true)
  })

  test.each([
    ['a schema of records', { properties: { eventVersion: {}, eventSource: {}, awsRegion: {}, eventID: {} } }],
    ['two of the fields', { audit: { eventSource: 'billing', eventID: '1' } }],
  ])('%s is none', (_, value) => {
    expect(kindOf(json(value))).toBe('JSON, not CloudTrail')
    expect(mayHold(Buffer.from(json(value)))).toBe(false)
  })
})

describe('what is not read may hold events', () => {
  const whole = json({ ...record, awsRegion: 'us-east-1', userIdentity: { type: 'Root' } })
  const eventBridge = json({ 'detail-type': 'EC2 Instance State-change Notification', source: 'aws.ec2', detail: {} })
  const notice = json({ Records: [{ eventVersion: '2.1', eventSource: 'aws:s3', awsRegion: 'us-east-1' }] })
  const forms: readonly (readonly [string, string, string])[] = [
    ['text', 'started\n', 'audit: eventName=ListUsers awsRegion=us-east-1\n'],
    ['CSV', 'a,b\n1,2\n', 'eventName,awsRegion\nListUsers,us-east-1\n'],
    ['JSON lines', '{"a":1}\n', `${json({ audit: whole })}\n`],
    ['events of other services', `${eventBridge}\n`, `${json({ audit: whole })}\n`],
    ['notifications', `${notice}\n`, `${json({ audit: whole })}\n`],
  ]
  const farAway = [70_000, 10_000_000]

  describe.each(farAway)('behind %i bytes', (before) => {
    test.each(forms)('of %s', (_, line, tale) => {
      const long = line.repeat(Math.ceil(before / line.length))
      const holds = (text: string) => mayHold(Buffer.from(text), 'file.txt')
      expect(holds(long)).toBe(false)
      expect(holds(long + tale)).toBe(true)
    })
  })

  test('also where the names stand on both sides of a place where the text is cut to be looked at', () => {
    const text = Buffer.alloc(1 << 21, '.')
    text.write('eventName: ListUsers', (1 << 20) - 5)
    text.write('awsRegion', (1 << 20) + 100)
    expect(mayHold(text, 'file.txt')).toBe(true)
  })
})

test('what Athena writes beside a result has its names and no events', () => {
  const bytes = Buffer.from('\n$0a1b\u0010eventname awsregion')
  const format = formatOf(bytes, 'results/0a1b.csv.metadata')
  expect([format.form, mayHoldEvents(format, bytes)]).toEqual(['metadata of an Athena result', false])
})
