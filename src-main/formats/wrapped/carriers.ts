/** What files are that hold records within something else. */
export const wrapperForms = [
  'lookup-events output', // AWS CLI reference, "cloudtrail lookup-events"
  'EventBridge events', // EventBridge user guide, "AWS events"
  'SQS messages', // SQS API reference, "ReceiveMessage"; Lambda developer guide, "Using Lambda with Amazon SQS"
  'SNS messages', // SNS developer guide, "HTTP/HTTPS notification JSON format"
  'CloudWatch Logs data', // CloudWatch Logs user guide, "Log group-level subscription filters"
  'CloudWatch Logs events', // CloudWatch Logs API reference, "FilterLogEvents" and "GetLogEvents"
  'CloudWatch Logs Insights results', // CloudWatch Logs API reference, "GetQueryResults"
  'Wazuh alerts', // Wazuh documentation, "Monitoring AWS"
  'Splunk results', // Splunk REST API reference, "search/jobs/export"
  'Elasticsearch documents', // Elasticsearch reference, "Search API"; ECS field reference, `event.original`
  'CloudWatch Logs export', // CloudWatch Logs user guide, "Exporting log data to Amazon S3"
  'lines of a log collector',
  'text with CloudTrail records',
  'CloudTrail records as texts',
  'CloudTrail logs in a list',
  'CloudTrail records among other JSON',
] as const
export type WrapperForm = (typeof wrapperForms)[number]

/** A key under which a service, a command or a log collector hands records on. */
export interface Carrier {
  readonly key: string
  /**
   * `many`: a list of things that may hold a record each, or an object around one. `rows`: a list of lists of cells, each
   * list being one thing. `one`: what may hold a record, or may be it. `record`: a record and nothing else.
   */
  readonly holds: 'many' | 'rows' | 'one' | 'record'
  /** What a file is whose records lie under this key; null for a key that many forms have. */
  readonly form: WrapperForm | null
}

const many = (key: string, form: WrapperForm | null): Carrier => ({ key, holds: 'many', form })
const one = (key: string, form: WrapperForm | null): Carrier => ({ key, holds: 'one', form })

/**
 * Of several in one object, `many` and `rows` are all read, in the order of the file; of the others the one that is
 * listed first and holds a record. What is nearer to CloudTrail's own text stands before what is farther from it.
 */
export const carriers: readonly Carrier[] = [
  many('Events', null),
  many('Records', null),
  many('detail', 'EventBridge events'),
  many('Entries', 'EventBridge events'),
  many('Messages', 'SQS messages'),
  many('Sns', 'SNS messages'),
  many('logEvents', 'CloudWatch Logs data'),
  many('events', 'CloudWatch Logs events'),
  { key: 'results', holds: 'rows', form: 'CloudWatch Logs Insights results' },
  many('hits', 'Elasticsearch documents'),
  // OpenTelemetry Protocol, Loki and Graylog, then keys of many.
  many('resourceLogs', 'lines of a log collector'),
  many('scopeLogs', null),
  many('logRecords', null),
  { key: 'values', holds: 'rows', form: null },
  many('search_results', null),
  ...['Items', 'items', 'logs', 'entries', 'records', 'documents', 'rows', 'cloudtrail', 'CloudTrail'].map((key) =>
    many(key, null),
  ),
  { key: 'CloudTrailEvent', holds: 'record', form: 'lookup-events output' },
  one('Detail', 'EventBridge events'),
  one('Body', 'SQS messages'),
  one('body', 'SQS messages'),
  one('original', null),
  one('event.original', 'Elasticsearch documents'),
  one('_raw', 'Splunk results'),
  one('full_log', 'Wazuh alerts'),
  one('@message', null),
  one('message', null),
  one('Message', 'SNS messages'),
  one('MESSAGE', null),
  one('log', null),
  one('line', null),
  one('full_message', null),
  one('event', null),
  one('result', null),
  one('_source', 'Elasticsearch documents'),
  one('data', null),
  one('aws', 'Wazuh alerts'),
  one('value', null),
  one('content', null),
  one('attributes', null),
  one('fields', null),
  one('payload', null),
  one('Payload', null),
  one('stringValue', null),
  one('map', null),
]
