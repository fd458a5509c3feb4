import { isRecordPath } from '../../src-shared/filter/columns.ts'
import { type Condition, isCondition, isFreeText, type Where } from '../../src-shared/filter/model.ts'
import { narrow, narrowByPath, narrowByText } from './match.ts'
import { codedIn, type RecordFields } from './record-fields.ts'
import type { RecordHits } from './record-hits.ts'
import type { RowRange } from './row-range.ts'
import type { Snapshot } from './snapshot.ts'

/** The data that a tree of conditions is evaluated on. */
export interface Evaluated {
  readonly snapshot: Snapshot
  readonly hits: RecordHits
  readonly fields: RecordFields
}

/**
 * Sets `mask[row]` to 0 for every row of the range for which `where` does not hold. A mask is a byte for each event, 0
 * or 1. An `all` narrows the mask part by part; `any` and `not` take a copy for each of their parts.
 */
export function narrowBy(where: Where, evaluated: Evaluated, mask: Uint8Array, rows: RowRange): void {
  if (isCondition(where)) narrowByCondition(where, evaluated, mask, rows)
  else if (isFreeText(where)) narrowByText(evaluated.snapshot, where.text, mask, rows)
  else if ('all' in where) for (const part of where.all) narrowBy(part, evaluated, mask, rows)
  else if ('any' in where) narrowByAny(where.any, evaluated, mask, rows)
  else narrowByNot(where.not, evaluated, mask, rows)
}

function narrowByCondition(
  condition: Condition,
  { snapshot, hits, fields }: Evaluated,
  mask: Uint8Array,
  rows: RowRange,
): void {
  const { column } = condition
  if (column === 'record') narrowByRecord(hits, condition.values, mask, rows)
  else if (isRecordPath(column)) narrowByPath(codedIn(fields, column), condition, mask, rows)
  else narrow(snapshot, { ...condition, column }, mask, rows)
}

function narrowByAny(parts: readonly Where[], evaluated: Evaluated, mask: Uint8Array, rows: RowRange): void {
  const { from, until } = rows
  const found = new Uint8Array(mask.length)
  for (const part of parts) {
    const left = mask.slice()
    narrowBy(part, evaluated, left, rows)
    for (let row = from; row < until; row++) found[row]! |= left[row]!
  }
  mask.set(found.subarray(from, until), from)
}

function narrowByNot(part: Where, evaluated: Evaluated, mask: Uint8Array, rows: RowRange): void {
  const held = mask.slice()
  narrowBy(part, evaluated, held, rows)
  for (let row = rows.from; row < rows.until; row++) mask[row]! ^= held[row]!
}

/** Clears the rows in whose record none of the texts was found. */
function narrowByRecord(hits: RecordHits, texts: readonly string[], mask: Uint8Array, { from, until }: RowRange): void {
  const found = texts.map((text) => {
    const rows = hits.found(text)
    // To answer with no rows would be wrong.
    if (rows === null) throw new Error(`Records were not searched for “${text}”`)
    return rows
  })
  for (let row = from; row < until; row++) if (mask[row] === 1 && !found.some((hit) => hit[row] === 1)) mask[row] = 0
}

/** The rows whose mask is 1, ascending. */
export function rowsIn(mask: Uint8Array, { from, until }: RowRange): Uint32Array {
  const count = onesIn(mask.subarray(from, until))
  // Without a branch, because a mixed filter defeats branch prediction. One cell beyond the last is written.
  const rows = new Uint32Array(count + 1)
  for (let row = from, k = 0; row < until; row++) {
    rows[k] = row
    k += mask[row]!
  }
  return rows.subarray(0, count)
}

/** How many of the cells are 1; the others are 0. Four at a time: the product has their sum in its highest byte. */
function onesIn(mask: Uint8Array): number {
  const start = -mask.byteOffset & 3
  const whole = Math.max(0, (mask.length - start) >> 2)
  const end = whole === 0 ? 0 : start + 4 * whole
  let count = 0
  if (whole > 0) {
    const words = new Uint32Array(mask.buffer, mask.byteOffset + start, whole)
    for (let k = 0; k < whole; k++) count += Math.imul(words[k]!, 0x01010101) >>> 24
    for (let at = 0; at < start; at++) count += mask[at]!
  }
  for (let at = end; at < mask.length; at++) count += mask[at]!
  return count
}
