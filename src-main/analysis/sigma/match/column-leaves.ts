import type { FilterColumn } from '../../../../src-shared/filter/columns.ts'
import { type Coded, codedColumn } from '../../../columns/coded-column.ts'
import type { Snapshot } from '../../../columns/snapshot.ts'
import type { Steps } from '../../../runtime/steps.ts'
import type { Leaf } from '../tree.ts'
import { type Bits, wordsOf } from './bits.ts'
import { testsOf } from './in-record.ts'

/** Values of a dictionary that are tried, and rows that are written, in one step. */
const valuesInStep = 4_096
const wordsInStep = 1 << 15

/** Events of leaves that are kept: 32 MB for a million events. */
const keptBytes = 32 << 20

export interface ColumnLeaf extends Leaf {
  readonly field: { readonly kind: 'column'; readonly column: FilterColumn }
}
export const isColumnLeaf = (leaf: Leaf): leaf is ColumnLeaf => leaf.field.kind === 'column'

/**
 * Leaves on columns. Each is tried once for every distinct value of the column, not for every event, and once for all
 * rules that have it.
 */
export class ColumnLeaves {
  readonly #allowed = new Map<string, Uint8Array>()
  /** The one used last is the last. */
  readonly #bits = new Map<string, Bits>()
  readonly #kept: number

  constructor(readonly snapshot: Snapshot) {
    this.#kept = Math.max(8, Math.floor(keptBytes / (4 * wordsOf(snapshot.events) + 1)))
  }

  holds(leaf: ColumnLeaf, row: number): boolean {
    const { codes, dictionary } = this.coded(leaf.field.column)
    const code = codes[row]!
    const allowed = this.#allowed.get(keyOf(leaf))
    if (allowed !== undefined) return allowed[code] === 1
    const { passes, whereUnset } = testsOf(leaf)
    return code === 0 ? whereUnset : passes(dictionary[code]!)
  }

  coded(column: FilterColumn): Coded {
    const coded = codedColumn(this.snapshot, column)
    if (coded === null) throw new Error(`${column} is not coded`)
    return coded
  }

  /** The values of the case for which the leaf holds; null where it was not asked for yet. */
  values(leaf: ColumnLeaf): readonly string[] | null {
    const { dictionary } = this.coded(leaf.field.column)
    const allowed = this.#allowed.get(keyOf(leaf))
    return allowed === undefined ? null : dictionary.filter((_, code) => code > 0 && allowed[code] === 1)
  }

  *bits(leaf: ColumnLeaf): Steps<Bits> {
    const key = keyOf(leaf)
    const known = this.#bits.get(key)
    this.#bits.delete(key)
    const bits = known ?? (yield* this.#bitsOf(leaf))
    this.#bits.set(key, bits)
    if (this.#bits.size > this.#kept) this.#bits.delete(this.#bits.keys().next().value!)
    return bits
  }

  *#bitsOf(leaf: ColumnLeaf): Steps<Bits> {
    const allowed = yield* this.allowed(leaf)
    const { events } = this.snapshot
    const { codes } = this.coded(leaf.field.column)
    const bits = new Uint32Array(wordsOf(events))
    if (!allowed.includes(1)) return bits
    for (let first = 0; first < bits.length; first += wordsInStep) {
      fill(bits, codes, allowed, { first, end: Math.min(bits.length, first + wordsInStep), events })
      yield
    }
    return bits
  }

  /** By code of the column: 1 where the leaf holds. */
  *allowed(leaf: ColumnLeaf): Steps<Uint8Array> {
    const key = keyOf(leaf)
    const known = this.#allowed.get(key)
    if (known !== undefined) return known
    const { passes, whereUnset } = testsOf(leaf)
    const { dictionary } = this.coded(leaf.field.column)
    const allowed = new Uint8Array(dictionary.length)
    allowed[0] = whereUnset ? 1 : 0
    for (let code = 1; code < dictionary.length; code++) {
      if (passes(dictionary[code]!)) allowed[code] = 1
      if (code % valuesInStep === 0) yield
    }
    this.#allowed.set(key, allowed)
    return allowed
  }
}

function fill(
  bits: Bits,
  codes: Coded['codes'],
  allowed: Uint8Array,
  { first, end, events }: { readonly first: number; readonly end: number; readonly events: number },
): void {
  for (let i = first; i < end; i++) {
    const from = i << 5
    const until = Math.min(events, from + 32)
    let word = 0
    for (let row = from; row < until; row++) word |= allowed[codes[row]!]! << (row & 31)
    bits[i] = word
  }
}

const keys = new WeakMap<Leaf, string>()
function keyOf(leaf: ColumnLeaf): string {
  const key = keys.get(leaf) ?? JSON.stringify([leaf.field.column, leaf.tests])
  keys.set(leaf, key)
  return key
}
