import type { Format } from './format.ts'

/** Events of other services than CloudTrail, as EventBridge passes them on (EventBridge user guide, "AWS events"). */
export const otherEventBridgeEvent: Format = {
  kind: 'other',
  form: 'EventBridge event, not CloudTrail',
  recognises: (head) =>
    head.type === 'object' &&
    head.object.keys.has('detail') &&
    (head.object.keys.has('detail-type') || head.object.keys.has('source')),
  records: null,
  mayHoldEvents: false,
}
