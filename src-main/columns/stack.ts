import { type Stack, stackedMost } from '../../src-shared/contract/events.ts'
import type { Coded } from './coded-column.ts'
import type { RowsByBucket } from './rows-by-bucket.ts'

/** The rows of the buckets by their values: the most frequent ones, all others together, and those without a value. */
export function stackOf(byBucket: RowsByBucket, { codes, dictionary }: Coded): Omit<Stack, 'column'> {
  const events = tallyOf(byBucket, codes, dictionary.length)
  const found: number[] = []
  for (let code = 1; code < events.length; code++) if (events[code] !== 0) found.push(code)
  found.sort((a, b) => events[b]! - events[a]! || (dictionary[a]! < dictionary[b]! ? -1 : 1))
  const most = found.slice(0, stackedMost)
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
    distinct: found.length,
  }
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
