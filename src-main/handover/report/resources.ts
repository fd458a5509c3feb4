import type { Row } from '../../../src-shared/model/event.ts'
import { failedCalls } from '../../columns/failed-calls.ts'
import type { FlagData, Snapshot } from '../../columns/snapshot.ts'
import type { TextData } from '../../columns/text-data.ts'
import type { ResourceCounts } from './ground.ts'

/** Adds the resources that successful writes among these rows name: by ARN, or by bucket where the record lists none. */
export function countWritten(snapshot: Snapshot, rows: Iterable<Row>, counts: ResourceCounts): void {
  const { columns, resources, events } = snapshot
  const failed = failedCalls(snapshot)
  const readOnly = (columns.readOnly as FlagData).values
  const isAsked = new Uint8Array(events)
  for (const row of rows) if (failed[row] !== 2 && readOnly[row] === 1) isAsked[row] = 1
  const add = (text: string) => counts.set(text, (counts.get(text) ?? 0) + 1)
  const { codes } = resources.arn
  for (let k = 0; k < resources.row.length; k++) {
    const row = resources.row[k]!
    if (isAsked[row] === 0 || codes[k] === 0) continue
    isAsked[row] = 2
    add(resources.arn.textOf(codes[k]!))
  }
  const buckets = columns.bucketName as TextData
  for (let row = 0; row < events; row++)
    if (isAsked[row] === 1 && buckets.codes[row] !== 0) add(buckets.textOf(buckets.codes[row]!))
}
