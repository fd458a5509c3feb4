import type { Format } from './format.ts'
import type { Head } from './head.ts'

/** How much of a file tells its form. */
const sampleBytes = 64 * 1024
const holds = ({ bytes }: Head, form: RegExp): boolean => form.test(bytes.toString('latin1', 0, sampleBytes))

/** Heads of which a file has one: others may come by the million. A list with a CloudTrail record is a log file. */
const isWhole = (head: Head): boolean =>
  head.type === 'json' || (head.type === 'records' && head.records.first === null)

/**
 * What `aws cloudtrail lookup-events --output yaml` prints. A record is a scalar there, in which YAML doubles or escapes
 * quotes and breaks lines: read as it lies, it would be another record.
 */
export const lookupEventsYaml: Format = {
  kind: 'other',
  form: 'lookup-events output as YAML',
  recognises: (head) => head.type === 'bytes' && holds(head, /^[- ]*CloudTrailEvent: *["'>|]/m),
  records: null,
  mayHoldEvents: true,
}

/** Data as Lambda gets it of CloudWatch Logs, Kinesis and Firehose: gzip or JSON in base64. */
const inBase64: Format = {
  kind: 'other',
  form: 'JSON with data in base64',
  recognises: (head) => isWhole(head) && holds(head, /"data"\s*:\s*"(?:H4sI|eyJ)/i),
  records: null,
  mayHoldEvents: true,
}

/** Documents of Filebeat without `event.original` (Filebeat reference, "AWS CloudTrail fields"). */
const inElasticSchema: Format = {
  kind: 'other',
  form: 'CloudTrail events in the Elastic Common Schema',
  recognises: (head) =>
    isWhole(head) &&
    holds(head, /"(?:aws\.)?cloudtrail[".]/) &&
    holds(head, /(?:user_identity|event_version|event_type)[".]/),
  records: null,
  mayHoldEvents: true,
}

/** Asked behind all that is read. */
export const unreadRecords: readonly Format[] = [inBase64, inElasticSchema]
