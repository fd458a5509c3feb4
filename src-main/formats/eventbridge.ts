import type { Format } from './format.ts'
import { type Head, isRecord, type SeenObject } from './head.ts'

/** An event as EventBridge passes it on, with the record in its `detail` (EventBridge user guide, "AWS events"). */
export const eventBridgeEvent: Format = {
  kind: 'other',
  form: 'EventBridge event',
  recognises: (head) => holdsRecord(envelopeIn(head)),
  records: null,
  mayHoldEvents: true,
}

/** An event of another service than CloudTrail. */
export const otherEventBridgeEvent: Format = {
  kind: 'other',
  form: 'EventBridge event, not CloudTrail',
  recognises: (head) => envelopeIn(head) !== null,
  records: null,
  mayHoldEvents: false,
}

function envelopeIn(head: Head): SeenObject | null {
  if (head.type !== 'object') return null
  const { keys } = head.object
  return keys.has('detail') && (keys.has('detail-type') || keys.has('source')) ? head.object : null
}

const holdsRecord = (envelope: SeenObject | null): boolean =>
  envelope !== null && envelope.detail !== null && isRecord(envelope.detail)
