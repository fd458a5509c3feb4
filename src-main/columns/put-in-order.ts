import { CodedText } from './coded-text.ts'
import type { ToOrder } from './ordering.ts'
import { type Growing, sharedArray } from './shared-array.ts'
import type { ColumnData, Locators } from './snapshot.ts'
import type { TextData } from './text-data.ts'
import { timeOrder } from './time-order.ts'

/** The row that a row of the order of arrival becomes; `noRow` where it is left out. */
export type RowAt = (arrival: number) => number
export const noRow = 0xffffffff

/** These rows in order of their times; null for all rows in the order in which they stand. */
export function inOrderOfTime(times: Float64Array, rows: Uint32Array): Uint32Array {
  const order = timeOrder(
    Float64Array.from(rows, (row) => times[row]!),
    rows.length,
  )
  return order === null ? rows : order.map((at) => rows[at]!)
}

/** Where each of `rows` rows is found in the order; null is the order in which they stand. */
export function inverse(order: Uint32Array | null, rows: number): RowAt {
  if (order === null) return (arrival) => arrival
  const found = new Uint32Array(rows).fill(noRow)
  for (let row = 0; row < order.length; row++) found[order[row]!] = row
  return (arrival) => found[arrival]!
}

/**
 * Ascending rows of what belongs to rows, and the order that makes them so. What belongs to one row keeps its order;
 * what belongs to a row that is left out is left out.
 */
export function byRow(arrivals: Uint32Array, count: number, rowOf: RowAt, until: number) {
  const rows = new Uint32Array(count)
  const next = new Uint32Array(until + 1)
  let kept = 0
  for (let k = 0; k < count; k++) {
    rows[k] = rowOf(arrivals[k]!)
    if (rows[k] === noRow) continue
    next[rows[k]! + 1]!++
    kept++
  }
  for (let row = 0; row < until; row++) next[row + 1]! += next[row]!
  const row = sharedArray(Uint32Array, kept)
  const order = sharedArray(Uint32Array, kept)
  for (let k = 0; k < count; k++) {
    if (rows[k] === noRow) continue
    const at = next[rows[k]!]!++
    row[at] = rows[k]!
    order[at] = k
  }
  return { row, order }
}

export function inSharedMemory(order: Uint32Array | null): Uint32Array | null {
  if (order === null) return null
  const shared = sharedArray(Uint32Array, order.length)
  shared.set(order)
  return shared
}

export function locatorData(locators: readonly Growing<Uint32Array>[], count: number, toOrder: ToOrder): Locators {
  const [file, index, offset, length] = locators.map((cells) => cells.give(count, toOrder))
  return { file: file!, index: index!, offset: offset!, length: length! }
}

/** The rows from `from` to before `until`, in the same memory. */
export const cutLocators = ({ file, index, offset, length }: Locators, from: number, until: number): Locators => ({
  file: file.subarray(from, until),
  index: index.subarray(from, until),
  offset: offset.subarray(from, until),
  length: length.subarray(from, until),
})

export const cutText = ({ codes, texts }: TextData, from: number, until: number): TextData =>
  new CodedText(codes.subarray(from, until), texts)

export function cutColumn(data: ColumnData, from: number, until: number): ColumnData {
  switch (data.type) {
    case 'text':
      return cutText(data, from, until)
    case 'flag':
      return { type: 'flag', values: data.values.subarray(from, until) }
    case 'integer':
      return { type: 'integer', values: data.values.subarray(from, until) }
    case 'time':
      return { type: 'time', values: data.values.subarray(from, until) }
    case 'id':
      return {
        ...data,
        kinds: data.kinds.subarray(from, until),
        bytes: data.bytes.subarray(from * 16, until * 16),
      }
  }
}
