import { readTime } from '../../src-shared/base/read-time.ts'
import type { ConfigItem } from '../columns/config-items.ts'
import type { Format, RecordSink } from './format.ts'
import { closeBracket, openBracket } from './json-bytes.ts'
import { JsonPeek } from './peek-json.ts'
import type { PieceSink } from './piece.ts'

/**
 * A history or snapshot file as AWS Config delivers it (AWS Config developer guide, "Example Configuration Snapshot"), or
 * what `aws configservice get-resource-config-history` prints. Its items are no events: they are listed apart.
 */
export const configItems: Format = {
  kind: 'config-items',
  form: 'AWS Config items',
  recognises: (head) =>
    head.type === 'object' && head.within === 'sequence' && head.object.keys.has('configurationItems'),
  records: { encoding: 'json', extract: (bytes, into) => into.pieces(bytes, (beside) => hand(bytes, into, beside)) },
}

/** Items go to `into`, what is none to `beside`. */
function hand(bytes: Buffer, into: RecordSink, beside: PieceSink): void {
  const { places, snapshotId, breaksAt } = itemsIn(bytes)
  for (const { offset, length } of places) {
    const item = readItem(bytes.toString('utf8', offset, offset + length))
    if (item === null) beside.piece({ offset, length, reason: 'no configuration item: not an object' })
    else into.configItem({ offset, length, snapshotId, ...item })
  }
  if (breaksAt !== null)
    beside.piece({ offset: breaksAt, length: bytes.length - breaksAt, reason: 'the list of items breaks off' })
}

interface FoundItems {
  readonly places: readonly { readonly offset: number; readonly length: number }[]
  /** The ID of the snapshot that they are from; null for a history. */
  readonly snapshotId: string | null
  /** Where the list stops being JSON; null where it does not. */
  readonly breaksAt: number | null
}

/** Finds where each item lies, without parsing: a file holds all resources of a Region. */
function itemsIn(bytes: Buffer): FoundItems {
  const places: { offset: number; length: number }[] = []
  let snapshotId: string | null = null
  let breaksAt: number | null = null
  const peek = new JsonPeek(bytes)
  peek.eachKey((key) => {
    if (key === 'configSnapshotId') snapshotId = peek.text(200)
    if (key !== 'configurationItems' || peek.next() !== openBracket) return
    for (const _ of peek.elements()) {
      const offset = peek.at
      if (!peek.skipValue()) {
        breaksAt = offset
        return
      }
      places.push({ offset, length: peek.at - offset })
    }
    if (bytes[peek.at - 1] !== closeBracket) breaksAt = peek.at
  })
  return { places, snapshotId, breaksAt }
}

type ItemFields = Omit<ConfigItem, 'offset' | 'length' | 'snapshotId'>

/** Files write `ARN` and `awsAccountId`, the command line and older files `arn` and `accountId`. */
function readItem(json: string): ItemFields | null {
  const item = parsed(json)
  if (item === null) return null
  const text = (...names: readonly string[]): string | null => {
    for (const name of names) if (typeof item[name] === 'string') return item[name]
    return null
  }
  return {
    resourceType: text('resourceType'),
    resourceId: text('resourceId'),
    resourceName: text('resourceName'),
    arn: text('ARN', 'arn'),
    accountId: text('awsAccountId', 'accountId'),
    awsRegion: text('awsRegion'),
    status: text('configurationItemStatus'),
    captureTime: timeOf(item.configurationItemCaptureTime),
  }
}

function parsed(json: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

/** Version 1 of the command line prints seconds since 1970. */
const timeOf = (value: unknown): number => {
  if (typeof value !== 'string' && typeof value !== 'number') return Number.NaN
  return readTime(String(value))?.time ?? Number.NaN
}
