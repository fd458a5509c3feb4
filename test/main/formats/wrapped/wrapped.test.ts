import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { mayHoldEvents } from '../../../../src-main/formats/may-hold-events.ts'
import { formatOf } from '../../../../src-main/formats/registry.ts'
import { readFile, someRecords } from './a-wrapped-file.ts'

const [first, second, third] = someRecords(3) as [object, object, object]
const json = JSON.stringify
const pretty = (value: unknown) => JSON.stringify(value, null, 4)
const lines = (...values: readonly unknown[]) => `${values.map((value) => json(value)).join('\n')}\n`
const ascii = (text: string) =>
  text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

const entry = (record: object) => ({
  EventId: 'x',
  EventTime: 1709629950.0,
  Resources: [{ ResourceType: 'AWS::EC2::Instance', ResourceName: 'i-1' }],
  CloudTrailEvent: json(record),
  Username: 'anna',
})
const envelope = (detail: object, type = 'AWS API Call via CloudTrail') => ({
  version: '0',
  id: 'x',
  'detail-type': type,
  source: 'aws.ec2',
  resources: ['arn:aws:ec2:us-east-1:111122223333:instance/i-1'],
  detail,
})
const sqs = (body: unknown) => ({ MessageId: 'x', ReceiptHandle: 'y', MD5OfBody: 'z', Body: json(body) })
const sns = (message: unknown) => ({
  Type: 'Notification',
  MessageId: 'x',
  TopicArn: 'arn:aws:sns:us-east-1:111122223333:t',
  Message: json(message),
})
const logEvents = (...records: readonly object[]) =>
  records.map((record, n) => ({ id: `${n}`, timestamp: 1709629950000, message: json(record) }))
const subscription = (...records: readonly object[]) => ({
  messageType: 'DATA_MESSAGE',
  owner: '111122223333',
  logGroup: 'trail',
  logStream: 's',
  subscriptionFilters: ['f'],
  logEvents: logEvents(...records),
})
const row = (record: object) => [
  { field: '@timestamp', value: '2024-03-05 09:12:30.000' },
  { field: '@message', value: json(record) },
  { field: '@ptr', value: 'CmEK' },
]

const forms: readonly (readonly [form: string, files: readonly (readonly [what: string, content: string])[]])[] = [
  [
    'lookup-events output',
    [
      ['whole', pretty({ Events: [entry(first), entry(second)], NextToken: 'x' })],
      ['whole, as the AWS CLI writes what is not ASCII', ascii(pretty({ Events: [entry(first), entry(second)] }))],
      ['its Events alone', pretty([entry(first), entry(second)])],
      ['an event a line', lines(entry(first), entry(second))],
      ['pages one behind the other', `${pretty({ Events: [entry(first)] })}\n${pretty({ Events: [entry(second)] })}`],
      ['pages in a list', json([{ Events: [entry(first)] }, { Events: [] }, { Events: [entry(second)] }])],
      ['the records as objects', json({ Events: [{ CloudTrailEvent: first }, { CloudTrailEvent: second }] })],
    ],
  ],
  [
    'CloudTrail records as texts',
    [
      ['a list, as of --query Events[].CloudTrailEvent', pretty([json(first), json(second)])],
      ['a text a line, as of jq', lines(json(first), json(second))],
    ],
  ],
  [
    'EventBridge events',
    [
      [
        'one behind the other',
        `${pretty(envelope(first))}\n${pretty(envelope(second, 'AWS Console Sign In via CloudTrail'))}`,
      ],
      ['a line each', lines(envelope(first, 'AWS Service Event via CloudTrail'), envelope(second))],
      ['without a line end between', json(envelope(first)) + json(envelope(second))],
      ['a list', pretty([envelope(first), envelope(second, 'AWS Insight via CloudTrail')])],
      [
        'of an archive, replayed',
        lines({ ...envelope(first), 'replay-name': 'r' }, { ...envelope(second), 'replay-name': 'r' }),
      ],
      ['the detail first', lines({ detail: first, source: 'aws.ec2' }, { detail: second, source: 'aws.ec2' })],
    ],
  ],
  [
    'SQS messages',
    [
      ['EventBridge events as received', pretty({ Messages: [sqs(envelope(first)), sqs(envelope(second))] })],
      [
        'SNS notifications of EventBridge events',
        json({ Messages: [sqs(sns(envelope(first))), sqs(sns(envelope(second)))] }),
      ],
      ['a whole log as body', json({ Messages: [sqs({ Records: [first, second] })] })],
      [
        'as Lambda gets them',
        json({
          Records: [first, second].map((record) => ({
            messageId: 'x',
            body: json(envelope(record)),
            eventSource: 'aws:sqs',
          })),
        }),
      ],
      ['a body a line', lines(sqs(first), sqs(second))],
    ],
  ],
  [
    'SNS messages',
    [
      ['a notification a line', lines(sns(first), sns(envelope(second)))],
      [
        'as Lambda gets them',
        json({
          Records: [first, second].map((record) => ({ EventSource: 'aws:sns', EventVersion: '1.0', Sns: sns(record) })),
        }),
      ],
    ],
  ],
  [
    'CloudWatch Logs data',
    [
      ['of a subscription', json(subscription(first, second))],
      ['of Firehose, one behind the other', json(subscription(first)) + json(subscription(second))],
    ],
  ],
  [
    'CloudWatch Logs events',
    [
      ['filter-log-events', pretty({ events: logEvents(first, second), searchedLogStreams: [] })],
      [
        'get-log-events',
        pretty({ events: logEvents(first, second), nextForwardToken: 'f/1', nextBackwardToken: 'b/1' }),
      ],
    ],
  ],
  [
    'CloudWatch Logs Insights results',
    [
      [
        'get-query-results',
        pretty({ results: [row(first), row(second)], statistics: { recordsMatched: 2.0 }, status: 'Complete' }),
      ],
      ['as objects', pretty({ results: [{ '@message': json(first) }, { '@message': json(second) }] })],
    ],
  ],
  [
    'CloudWatch Logs export',
    [
      [
        'a time before each record',
        `2024-03-05T09:12:30.000Z ${json(first)}\n2024-03-05T09:12:31.000Z ${json(second)}\n`,
      ],
    ],
  ],
  [
    'Wazuh alerts',
    [
      [
        'the record as an object',
        lines({ integration: 'aws', aws: first }, { data: { integration: 'aws', aws: second } }),
      ],
      [
        'its text, too, which is nearer to it',
        lines(
          {
            data: { aws: { eventVersion: '1.08', awsRegion: 'changed' } },
            full_log: json({ integration: 'aws', aws: first }),
          },
          { full_log: json({ integration: 'aws', aws: second }), data: { aws: { eventVersion: '1.08' } } },
        ),
      ],
    ],
  ],
  [
    'Splunk results',
    [
      [
        'of an export',
        lines(
          { preview: false, result: { _raw: json(first), _time: 'x' } },
          { preview: false, lastrow: true, result: { _raw: json(second) } },
        ),
      ],
      ['rows alone', lines({ _raw: json(first) }, { _raw: json(second) })],
    ],
  ],
  [
    'Elasticsearch documents',
    [
      [
        'the original of an event',
        lines(
          { _index: 'x', _source: { message: 'x', event: { original: json(first) } } },
          { _source: { event: { original: json(second) } } },
        ),
      ],
      [
        'a search',
        pretty({
          took: 1,
          hits: { total: { value: 2 }, hits: [{ _source: { message: json(first) } }, { _source: second }] },
        }),
      ],
      [
        'the same text twice',
        lines(
          { _source: { message: json(first), event: { original: json(first) } } },
          { _source: { event: { original: json(second) }, message: json(second) } },
        ),
      ],
    ],
  ],
  [
    'lines of a log collector',
    [
      [
        'OpenTelemetry',
        json({
          resourceLogs: [
            { scopeLogs: [{ logRecords: [first, second].map((record) => ({ body: { stringValue: json(record) } })) }] },
          ],
        }),
      ],
      [
        'Loki',
        json({
          data: { result: [{ stream: { a: 'b' }, values: [first, second].map((r) => ['17096299500', json(r)]) }] },
        }),
      ],
      ['Graylog', json({ search_results: [first, second].map((r) => ({ message: { full_message: json(r) } })) })],
      [
        'a log collector of HTTP events',
        lines({ sourcetype: 'aws:cloudtrail', event: first }, { event: json(second) }),
      ],
      ['message', lines({ message: json(first) }, { message: second })],
      ['log, twice', lines({ log: json({ message: json(first) }) }, { date: 1709629950.0, log: json(second) })],
      [
        'behind a time',
        `Mar  5 09:12:30 host app: ${json({ message: json(first) })}\nMar  5 09:12:31 host app: ${json({ message: json(second) })}\n`,
      ],
    ],
  ],
  [
    'CloudTrail logs in a list',
    [
      ['as jq slurps them', json([{ Records: [first] }, { Records: [second] }])],
      ['lists in a list', json([[first], [second]])],
    ],
  ],
  [
    'text with CloudTrail records',
    [
      [
        'behind a time and a host',
        `<134>1 2024-03-05T09:12:30Z host trail - - - ${json(first)}\n[09:12:31] ${json(second)}\n`,
      ],
      ['as text in quotes', `level=info msg=${json(json(first))}\nlevel=info msg=${json(json(second))} n=1\n`],
    ],
  ],
]

describe.each(forms)('%s', (form, files) => {
  test.each(files)('%s', (_, content) => {
    const read = readFile(content)
    expect(read).toMatchObject({ kind: 'records', form, records: 2, unparsed: [], beside: {}, fault: null })
    expect(read.again).toEqual([first, second])
    expect(read.events).toEqual([first, second].map((record) => (record as { eventID: string }).eventID))
  })

  test.each(files)('%s: nothing is lost behind a byte order mark and CRLF', (_, content) => {
    expect(readFile(`\ufeff${content.replaceAll('\n', '\r\n')}`).again).toEqual([first, second])
  })
})

test.each([
  [
    'lookup-events output as YAML',
    `Events:\n- CloudTrailEvent: '${json(first).replaceAll("'", "''")}'\n  EventId: x\n  EventName: y\n`,
  ],
  ['JSON with data in base64', json({ awslogs: { data: gzipSync(json(subscription(first))).toString('base64') } })],
  [
    'JSON with data in base64',
    json({ Records: [{ kinesis: { data: gzipSync(json(first)).toString('base64') }, eventSource: 'aws:kinesis' }] }),
  ],
  [
    'CloudTrail events in the Elastic Common Schema',
    lines({ event: { action: 'RunInstances' }, aws: { cloudtrail: { event_version: '1.08', user_identity: {} } } }),
  ],
])('%s is named, and may hold events', (form, content) => {
  expect(readFile(content)).toMatchObject({ kind: 'other', form, records: 0 })
  expect(mayHoldEvents(formatOf(Buffer.from(content), 'file.json'), Buffer.from(content))).toBe(true)
})

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

describe('damage', () => {
  const whole = pretty({ Events: [entry(first), entry(second), entry(third)] })

  test.each([0.4, 0.7, 0.99])('what is cut off at %d is one piece, and what stands before it is read', (share) => {
    const read = readFile(whole.slice(0, whole.length * share))
    const kept = Math.floor(share * 3)
    expect(read.again).toEqual([first, second, third].slice(0, kept))
    expect(read.unparsed).toHaveLength(1)
    expect(read.fault).toMatchObject({ reason: 'text ends inside a value' })
  })

  test('a broken line is lost alone', () => {
    const [a, b, c] = [first, second, third].map((record) => json(envelope(record))) as [string, string, string]
    const read = readFile(`${a}\n${b.slice(0, 300)}\n${c}\n`)
    expect(read.again).toEqual([first, third])
    expect(read.unparsed).toHaveLength(1)
    expect(read.fault).toBeNull()
  })

  test('a record that is cut in its text is unparsed', () => {
    const read = readFile(lines({ message: json(first) }, { message: json(second).slice(0, 300) }))
    expect(read).toMatchObject({ records: 2, events: [(first as { eventID: string }).eventID] })
    expect(read.unparsed).toMatchObject([{ index: 1, reason: expect.stringContaining('not JSON') }])
  })

  test('an entry whose text is no record is unparsed', () => {
    const read = readFile(
      json({
        Events: [entry(first), { CloudTrailEvent: 'none' }, { CloudTrailEvent: '{}' }, { CloudTrailEvent: null }],
      }),
    )
    expect(read.records).toBe(4)
    expect(read.unparsed).toHaveLength(3)
  })

  test('envelopes beyond all measure end', () => {
    const deep = '{"message":'.repeat(100_000)
    expect(
      readFile(`${lines({ message: json(first) })}${deep}\n${lines({ message: json(second) })}`).events,
    ).toHaveLength(2)
    const open = '{"message":[\n'.repeat(20_000)
    expect(readFile(`${lines({ message: json(first) })}${open}`).records).toBeGreaterThan(1)
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
