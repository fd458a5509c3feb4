import { describe, expect, test } from 'vitest'
import { readFile } from './a-wrapped-file.ts'
import {
  entry,
  envelope,
  first,
  json,
  lines,
  logEvents,
  pretty,
  row,
  second,
  sqs,
  subscription,
  third,
} from './envelopes.ts'

describe('what lies beside records is told', () => {
  test('events of other services, by what EventBridge calls them', () => {
    const guardDuty = envelope({ severity: 5, service: { action: {} } }, 'GuardDuty Finding')
    const read = readFile(
      lines(
        guardDuty,
        envelope(first),
        { detail: { state: 'running' }, 'detail-type': 'EC2 Instance State-change Notification', source: 'aws.ec2' },
        guardDuty,
      ),
    )
    expect(read).toMatchObject({ form: 'EventBridge events', records: 1, unparsed: [] })
    expect(read.beside).toEqual({ 'GuardDuty Finding': 2, 'EC2 Instance State-change Notification': 1 })
  })

  test('records that stand alone behind events of other services are read', () => {
    const read = readFile(`${lines(envelope({ severity: 5 }, 'GuardDuty Finding'))}${lines(first, second)}`)
    expect(read).toMatchObject({ form: 'CloudTrail records among other JSON', beside: { 'GuardDuty Finding': 1 } })
    expect(read.again).toEqual([first, second])
  })

  test('control messages and other messages of a log group', () => {
    const control = {
      ...subscription(),
      messageType: 'CONTROL_MESSAGE',
      logEvents: [{ id: '', timestamp: 1, message: 'CWL CONTROL MESSAGE: Checking health of destination Firehose.' }],
    }
    const mixed = { messageType: 'DATA_MESSAGE', logEvents: [...logEvents(first), { message: 'START RequestId' }] }
    const read = readFile(json(control) + json(mixed))
    expect(read).toMatchObject({
      form: 'CloudWatch Logs data',
      records: 1,
      beside: { CONTROL_MESSAGE: 1, DATA_MESSAGE: 1 },
    })
  })

  test('notifications of other services in messages', () => {
    const s3 = {
      Records: [{ eventVersion: '2.1', eventSource: 'aws:s3', eventName: 'ObjectCreated:Put', awsRegion: 'us-east-1' }],
    }
    const stream = {
      Records: [{ eventID: '1', eventVersion: '1.1', eventSource: 'aws:dynamodb', eventName: 'INSERT' }],
    }
    const read = readFile(json({ Messages: [sqs(s3), sqs(stream), sqs(envelope(first)), { Body: 'hello' }] }))
    expect(read).toMatchObject({ form: 'SQS messages', records: 1, unparsed: [] })
    expect(read.beside).toEqual({ 'event of aws:s3': 1, 'event of aws:dynamodb': 1, 'object without a record': 1 })
  })

  test('a message that only begins like JSON is one thing', () => {
    const read = readFile(
      lines({ message: json(first) }, { message: '[INFO] {a} "b' }, { message: '{"level":"info"}' }),
    )
    expect(read).toMatchObject({ records: 1, unparsed: [], beside: { 'object without a record': 2 } })
  })

  test('a text that was to be a record and is broken is unparsed', () => {
    const broken = json({ awsRegion: 'us-east-1', eventSource: 'ec2.amazonaws.com' }).slice(0, -4)
    const read = readFile(lines({ message: json(first) }, { message: broken }))
    expect(read).toMatchObject({ records: 2, unparsed: [{ index: 1, reason: 'its text is broken' }] })
  })

  test('rows without the text of their message', () => {
    const read = readFile(json({ results: [row(first), [{ field: 'eventName', value: 'x' }]] }))
    expect(read).toMatchObject({ records: 1, beside: { 'row without a record': 1 } })
  })

  test.each([
    ['lookup-events output', `Warning: clock skew\n${pretty({ Events: [entry(first), entry(second)] })}\n`],
    ['text with CloudTrail records', `# March\n${pretty([first, second])}\n`],
    ['text with CloudTrail records', `# March\n${pretty({ Records: [first, second] })}\n`],
  ])('a line before a document is unparsed, and the document read: %s', (form, content) => {
    const read = readFile(content)
    expect(read).toMatchObject({ form, records: 3, unparsed: [{ index: 0, offset: 0 }] })
    expect(read.again).toEqual([first, second])
  })

  test('a sequence of JSON texts, as of jq --seq, is read', () => {
    expect(readFile(`\x1e${pretty(first)}\n\x1e${pretty(second)}\n`).again).toEqual([first, second])
  })

  test('lines without JSON are unparsed, neighbours as one piece', () => {
    const read = readFile(
      `time record\n# of March\n2024-03-05T09:12:30Z ${json(first)}\nrotated\n09:12 ${json(second)} end\n`,
    )
    expect(read).toMatchObject({ form: 'text with CloudTrail records', records: 4 })
    expect(read.again).toEqual([first, second])
    expect(read.unparsed).toMatchObject([
      { index: 0, offset: 0, length: 23, reason: 'text that is no JSON' },
      { index: 2, length: 8 },
    ])
  })
})

describe('nothing is invented', () => {
  test('a record within a record, or in a request, is none', () => {
    const outer = { ...first, requestParameters: { entries: [{ detail: second, message: json(third) }] } }
    expect(readFile(json(envelope(outer))).again).toEqual([outer])
  })

  test.each([
    ['keys that carry nothing', json({ audit: { inner: first } })],
    ['a schema', json({ properties: { eventVersion: {}, eventSource: {} }, message: 'x' })],
    [
      'another cloud',
      lines({
        message: json({
          eventId: '1',
          eventVersion: '1',
          eventSource: 'ecs',
          eventName: 'x',
          acsRegion: 'cn-hangzhou',
        }),
      }),
    ],
    ['source text', 'const record = {"eventVersion": "2"}\n'],
  ])('%s', (_, content) => {
    expect(readFile(content)).toMatchObject({ kind: 'other', events: [] })
  })
})
