import type { Format } from './format.ts'

/** What S3 and SQS notify of. It looks like a log, but the sources of its events are no host names: `aws:s3`. */
export const eventNotification: Format = {
  kind: 'other',
  form: 'S3 or SQS event notification',
  recognises: (head) => head.type === 'records' && (head.records.eventSource?.startsWith('aws:') ?? false),
  records: null,
  mayHoldEvents: false,
}
