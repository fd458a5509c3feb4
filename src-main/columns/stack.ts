import { type Stack, stackedMost } from '../../src-shared/contract/events.ts'
import type { Coded } from './coded-column.ts'
import type { RowsByBucket } from './rows-by-bucket.ts'

/** The rows of the buckets by their values: the most frequent ones, all others together, and those without a value. */
export function stackOf(byBucket: RowsByBucket, { codes, dictionary }: Coded): Omit<Stack, 'column'> {
  const events = tallyOf(byBucket, codes, dictionary.length)
  const { most, distinct } = mostFrequent(events, dictionary)
  // Of every code the part it is counted in: 0 no value, 1 one of the others, then the most frequent in their order.
  const partOf = new Uint8Array(events.length).fill(1)
  partOf[0] = 0
  most.forEach((code, at) => {
    partOf[code] = at + 2
  })
  const [absent, others, ...counts] = countsOf(byBucket, codes, partOf, most.length + 2)
  return {
    parts: most.map((code, at) => ({ value: dictionary[code]!, counts: counts[at]! })),
    others: others!,
    absent: absent!,
    distinct,
  }
}

/** Codes of the most frequent values. All values are not put in order: a column may have as many as there are events. */
function mostFrequent(events: Uint32Array, dictionary: Coded['dictionary']) {
  const isBefore = (a: number, b: number) =>
    events[a]! > events[b]! || (events[a] === events[b] && dictionary[a]! < dictionary[b]!)
  const most: number[] = []
  let distinct = 0
  for (let code = 1; code < events.length; code++) {
    if (events[code] === 0) continue
    distinct++
    if (most.length === stackedMost && !isBefore(code, most.at(-1)!)) continue
    const at = most.findIndex((held) => isBefore(code, held))
    most.splice(at === -1 ? most.length : at, 0, code)
    if (most.length > stackedMost) most.pop()
  }
  return { most, distinct }
}

function tallyOf({ rows, starts, count }: RowsByBucket, codes: Coded['codes'], size: number): Uint32Array {
  const tally = new Uint32Array(size)
  const end = starts[count]!
  for (let k = starts[0]!; k < end; k++) tally[codes[rows === null ? k : rows[k]!]!]!++
  return tally
}

/** By part and bucket. */
function countsOf(byBucket: RowsByBucket, codes: Coded['codes'], partOf: Uint8Array, parts: number): number[][] {
  const { rows, starts, count } = byBucket
  const tally = new Uint32Array(parts * count)
  for (let bucket = 0; bucket < count; bucket++) {
    const end = starts[bucket + 1]!
    for (let k = starts[bucket]!; k < end; k++) tally[partOf[codes[rows === null ? k : rows[k]!]!]! * count + bucket]!++
  }
  return Array.from({ length: parts }, (_, part) => [...tally.subarray(part * count, (part + 1) * count)])
}
