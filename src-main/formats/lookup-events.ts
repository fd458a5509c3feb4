import type { Format } from './format.ts'

/** What `aws cloudtrail lookup-events` prints, whole or its `Events` alone: each holds its record as a string. */
export const lookupEvents: Format = {
  kind: 'other',
  form: 'lookup-events output',
  recognises: (head) =>
    head.type === 'object' &&
    (head.object.lookupEvents || (head.within === 'array' && head.object.keys.has('CloudTrailEvent'))),
  records: null,
  mayHoldEvents: true,
}

/** The same events one a line. */
export const lookupEventsLines: Format = {
  kind: 'other',
  form: 'lookup-events lines',
  recognises: (head) => head.type === 'object' && head.within === 'sequence' && head.object.keys.has('CloudTrailEvent'),
  records: null,
  mayHoldEvents: true,
}
