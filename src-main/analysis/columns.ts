import type { ColumnName } from '../../src-shared/model/columns.ts'
import type { Snapshot } from '../columns/snapshot.ts'
import type { TextData } from '../columns/text-data.ts'

export function textColumn({ columns }: Snapshot, name: ColumnName): TextData {
  const data = columns[name]
  if (data.type !== 'text') throw new Error(`${name} is no text column`)
  return data
}

/** Times in ascending order. The first `timed` events have a time, the others do not. */
export function timesOf({ columns, events }: Snapshot): { readonly times: Float64Array; readonly timed: number } {
  const data = columns.eventTime
  if (data.type !== 'time') throw new Error('eventTime is no time column')
  let timed = events
  while (timed > 0 && Number.isNaN(data.values[timed - 1]!)) timed--
  return { times: data.values, timed }
}
