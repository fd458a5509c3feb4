import type { UtcMs } from '../../src-shared/time.ts'
import type { Snapshot, TimeData } from './snapshot.ts'

/** The events of one file; copies of an event are counted where the first one lies. */
export interface FileEvents {
  readonly events: number
  /** Event times; null when none of them has one. */
  readonly span: { readonly first: UtcMs; readonly last: UtcMs } | null
}

/** By file number. One pass: rows stand in order of time, those without one last. */
export function eventsByFile({ files, locator, columns }: Snapshot): FileEvents[] {
  const events = new Uint32Array(files.length)
  const first = new Float64Array(files.length).fill(Number.NaN)
  const last = new Float64Array(files.length).fill(Number.NaN)
  const times = (columns.eventTime as TimeData).values
  for (let row = 0; row < locator.file.length; row++) {
    const file = locator.file[row]!
    if (events[file]!++ === 0) first[file] = times[row]!
    if (!Number.isNaN(times[row]!)) last[file] = times[row]!
  }
  return files.map((_, file) => {
    const hasTime = !Number.isNaN(first[file]!)
    return {
      events: events[file]!,
      span: hasTime ? { first: first[file] as UtcMs, last: last[file] as UtcMs } : null,
    }
  })
}

/** The files that hold events, in the order that a scan of the rows comes to them. */
export function filesInRowOrder({ files, locator }: Pick<Snapshot, 'files' | 'locator'>): Uint32Array {
  const order = new Uint32Array(files.length)
  const isSeen = new Uint8Array(files.length)
  let count = 0
  for (const file of locator.file) {
    if (isSeen[file] === 1) continue
    isSeen[file] = 1
    order[count++] = file
  }
  return order.subarray(0, count)
}
