import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { mayHoldEvents } from '../../../../src-main/formats/may-hold-events.ts'
import { formatOf } from '../../../../src-main/formats/registry.ts'
import { readFile } from './a-wrapped-file.ts'
import {
  ascii,
  entry,
  envelope,
  first,
  json,
  lines,
  logEvents,
  pretty,
  row,
  second,
  sns,
  sqs,
  subscription,
} from './envelopes.ts'

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
