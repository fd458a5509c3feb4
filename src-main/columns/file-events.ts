import type { UtcMs } from '../../src-shared/base/time.ts'
import type { Snapshot, TimeData } from './snapshot.ts'

/** The events of one file; copies of an event are counted where the first one lies. */
export interface FileEvents {
  readonly events: number
  /** Event times; null when none of them has one. */
  readonly span: { readonly first: UtcMs; readonly last: UtcMs } | null
}

/** The events of each file, by file number. Makes one pass over the rows. */
export class EventsByFile {
  readonly #events: Uint32Array
  readonly #first: Float64Array
  readonly #last: Float64Array

  /** Rows stand in order of time, those without one last. */
  constructor({ files, locator, columns }: Snapshot) {
    this.#events = new Uint32Array(files.length)
    this.#first = new Float64Array(files.length).fill(Number.NaN)
    this.#last = new Float64Array(files.length).fill(Number.NaN)
    const times = (columns.eventTime as TimeData).values
    for (let row = 0; row < locator.file.length; row++) {
      const file = locator.file[row]!
      if (this.#events[file]!++ === 0) this.#first[file] = times[row]!
      if (!Number.isNaN(times[row]!)) this.#last[file] = times[row]!
    }
  }

  of(file: number): FileEvents {
    const [first, last] = [this.#first[file]!, this.#last[file]!]
    const span = Number.isNaN(first) ? null : { first: first as UtcMs, last: last as UtcMs }
    return { events: this.#events[file]!, span }
  }
}

/** How many of these rows lie in each file; null for all rows. */
export function eventsPerFile(
  { files, locator }: Pick<Snapshot, 'files' | 'locator'>,
  rows: Uint32Array | null,
): Uint32Array {
  const events = new Uint32Array(files.length)
  if (rows === null) for (const file of locator.file) events[file]!++
  else for (const row of rows) events[locator.file[row]!]!++
  return events
}

/** The files that hold events, in the order in which a scan of the rows meets them. */
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
