import type { Steps } from '../../runtime/steps.ts'

/** Events of a series in one bucket. A series lies in order of buckets. */
export interface Entries {
  readonly bucket: Int32Array
  readonly events: Uint32Array
  readonly proven: Uint32Array
  /** Events that tell what is usual. */
  readonly learned: Uint32Array
  /** Of each series its first entry; one more at the end. */
  readonly start: Uint32Array
}

/** Entries are kept in blocks of so many: an array that grows would be copied in one turn. */
const bits = 15
const size = 1 << bits

class Block {
  readonly series = new Uint32Array(size)
  readonly bucket = new Int32Array(size)
  readonly events = new Uint32Array(size)
  readonly proven = new Uint32Array(size)
  readonly learned = new Uint32Array(size)
}

/** Counts rows that come in order of time. An entry begins where a series comes to another bucket. */
export class EntryList {
  readonly #blocks: Block[] = []
  #length = 0
  /** Of each series. */
  readonly #latest: number[] = []

  /** A series without entries has the next free number. */
  count(series: number, bucket: number, isProven: boolean, isLearned: boolean): void {
    let entry = this.#latest[series] ?? -1
    let block = this.#blocks[entry >> bits]
    if (block === undefined || block.bucket[entry & (size - 1)] !== bucket) {
      entry = this.#length++
      if ((entry & (size - 1)) === 0) this.#blocks.push(new Block())
      block = this.#blocks.at(-1)!
      block.series[entry & (size - 1)] = series
      block.bucket[entry & (size - 1)] = bucket
      this.#latest[series] = entry
    }
    block.events[entry & (size - 1)]!++
    if (isProven) block.proven[entry & (size - 1)]!++
    if (isLearned) block.learned[entry & (size - 1)]!++
  }

  /** By series; the order of buckets within one stays. */
  *sortedSteps(): Steps<Entries> {
    const length = this.#length
    const counts = this.#counts()
    yield
    const start = new Uint32Array(counts.length + 1)
    for (const [series, count] of counts.entries()) start[series + 1] = start[series]! + count
    const next = start.slice()
    yield
    const bucket = new Int32Array(length)
    yield
    const events = new Uint32Array(length)
    yield
    const proven = new Uint32Array(length)
    yield
    const learned = new Uint32Array(length)
    yield
    for (const [at, block] of this.#blocks.entries()) {
      const end = Math.min(size, length - at * size)
      for (let entry = 0; entry < end; entry++) {
        const place = next[block.series[entry]!]!++
        bucket[place] = block.bucket[entry]!
        events[place] = block.events[entry]!
        proven[place] = block.proven[entry]!
        learned[place] = block.learned[entry]!
      }
      yield
    }
    return { bucket, events, proven, learned, start }
  }

  #counts(): Uint32Array {
    const counts = new Uint32Array(this.#latest.length)
    for (const [at, { series }] of this.#blocks.entries()) {
      const end = Math.min(size, this.#length - at * size)
      for (let entry = 0; entry < end; entry++) counts[series[entry]!]!++
    }
    return counts
  }
}
