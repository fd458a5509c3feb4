import { keyOfOtherCloud } from '../head.ts'
import { Skipper } from '../skip/skip.ts'
import { type Carrier, carriers } from './carriers.ts'

/** What a key is to the walk: a carrier, a field by which a record is known, or one that names what an object is. */
export type KnownKey =
  | { readonly is: 'carrier'; readonly carrier: Carrier; readonly rank: number }
  | { readonly is: 'field'; readonly field: RecordField }
  | { readonly is: 'label' }
  | { readonly is: 'otherCloud' }

/** The fields by which the extractor knows an event. */
const recordFields = ['eventVersion', 'eventSource', 'eventName', 'eventID', 'eventTime'] as const
export type RecordField = (typeof recordFields)[number]

/** Of EventBridge, CloudWatch Logs, SNS and S3. */
const labels = ['detail-type', 'DetailType', 'messageType', 'Type', 'Event']

const known: readonly (readonly [key: string, KnownKey])[] = [
  ...carriers.map((carrier, rank) => [carrier.key, { is: 'carrier', carrier, rank }] as const),
  ...recordFields.map((field) => [field, { is: 'field', field }] as const),
  ...labels.map((label) => [label, { is: 'label' }] as const),
  [keyOfOtherCloud, { is: 'otherCloud' }],
]

/** By length and first byte, which tell most keys of an envelope apart without a string being made of them. */
const alike: ({ readonly bytes: Buffer; readonly key: KnownKey }[] | null)[] = []
const longest = Math.max(...known.map(([text]) => text.length))
const slotOf = (length: number, first: number) => length * 256 + first
for (let slot = 0; slot < slotOf(longest + 1, 0); slot++) alike.push(null)
for (const [text, key] of known) {
  const slot = slotOf(text.length, text.charCodeAt(0))
  alike[slot] = [...(alike[slot] ?? []), { bytes: Buffer.from(text), key }]
}

/** The key whose bytes lie there; null for one that tells nothing. No known key is written with escapes. */
export function knownKey(text: Buffer, from: number, to: number): KnownKey | null {
  if (to - from > longest || to === from) return null
  const keys = alike[slotOf(to - from, text[from]!)]
  if (keys == null) return null
  for (const { bytes, key } of keys) if (isAt(text, from, bytes)) return key
  return null
}

export function isAt(text: Buffer, from: number, bytes: Buffer): boolean {
  for (let k = 0; k < bytes.length; k++) if (text[from + k] !== bytes[k]) return false
  return true
}

let skipper: Skipper | null = null
/** Passes over members with other keys. */
export function skipperOfOtherKeys(): Skipper {
  skipper ??= new Skipper(known.map(([text]) => text))
  return skipper
}
