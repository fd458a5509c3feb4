import type { Cell } from '../../../src-shared/contract/index.ts'
import type { Aggregate } from '../../../src-shared/sql/grouped/query.ts'
import type { CodedOperand } from './coded-operand.ts'
import { NumberTable } from './number-table.ts'

/** One value for each group. */
export interface GroupValues {
  readonly cellOf: (group: number) => Cell
  /** A number that orders as the values do; that of null is less than all. */
  readonly rankOf: (group: number) => number
}

/** Counts up what the groups have of one thing. */
export interface Accumulator extends GroupValues {
  /** `groups[k]` is the group of row `from + k`, -1 for none; there are `count` groups by now. */
  add(groups: Int32Array, from: number, until: number, count: number): void
}

/** `coded`: the operand; null for `count(*)`. */
export function accumulatorOf({ function: name }: Aggregate, coded: CodedOperand | null): Accumulator {
  if (coded === null) return new Counts(null)
  switch (name) {
    case 'count':
      return new Counts(coded.codes)
    case 'count distinct':
      return new DistinctCounts(coded)
    case 'sum':
      return new Sums(coded)
    case 'min':
      return new Extremes(coded, -1)
    case 'max':
      return new Extremes(coded, 1)
  }
}

/** Rows that have a value, or all of them. */
class Counts implements Accumulator {
  #counts = new Float64Array(0)

  constructor(private readonly codes: ArrayLike<number> | null) {}

  add(groups: Int32Array, from: number, until: number, count: number): void {
    this.#counts = roomFor(this.#counts, count)
    const [counts, codes] = [this.#counts, this.codes]
    for (let row = from; row < until; row++) {
      const group = groups[row - from]!
      if (group >= 0 && (codes === null || codes[row] !== 0)) counts[group]!++
    }
  }

  rankOf = (group: number): number => this.#counts[group]!
  cellOf = this.rankOf
}

class DistinctCounts implements Accumulator {
  #counts = new Float64Array(0)
  /** Pairs of group and code. A bit map where there is one group, which most queries have. */
  readonly #pairs = new NumberTable()
  #ofOne: Uint8Array | null

  constructor(private readonly coded: CodedOperand) {
    this.#ofOne = new Uint8Array(coded.size)
  }

  add(groups: Int32Array, from: number, until: number, count: number): void {
    this.#counts = roomFor(this.#counts, count)
    const { codes, size } = this.coded
    if (count > 1) this.#leaveOne()
    for (let row = from; row < until; row++) {
      const [group, code] = [groups[row - from]!, codes[row]!]
      if (group >= 0 && code !== 0 && this.#isNew(group * size + code)) this.#counts[group]!++
    }
  }

  #isNew(pair: number): boolean {
    if (this.#ofOne === null) {
      const before = this.#pairs.count
      return this.#pairs.placeOf(pair) === before
    }
    const isNew = this.#ofOne[pair] === 0
    this.#ofOne[pair] = 1
    return isNew
  }

  #leaveOne(): void {
    this.#ofOne?.forEach((isMet, code) => {
      if (isMet === 1) this.#pairs.placeOf(code)
    })
    this.#ofOne = null
  }

  rankOf = (group: number): number => this.#counts[group]!
  cellOf = this.rankOf
}

/** NULL where no row has a value. */
class Sums implements Accumulator {
  #sums = new Float64Array(0)
  #counts: Counts

  constructor(private readonly coded: CodedOperand) {
    this.#counts = new Counts(coded.codes)
  }

  add(groups: Int32Array, from: number, until: number, count: number): void {
    this.#counts.add(groups, from, until, count)
    this.#sums = roomFor(this.#sums, count)
    const [sums, { codes }, values] = [this.#sums, this.coded, this.coded.ranks()]
    for (let row = from; row < until; row++) {
      const group = groups[row - from]!
      if (group >= 0 && codes[row] !== 0) sums[group]! += values[codes[row]!]!
    }
  }

  cellOf = (group: number): Cell => (this.#counts.rankOf(group) === 0 ? null : this.#sums[group]!)
  rankOf = (group: number): number => (this.cellOf(group) === null ? Number.NEGATIVE_INFINITY : this.#sums[group]!)
}

/** The least or greatest value, as its code. */
class Extremes implements Accumulator {
  #best = new Float64Array(0)
  readonly #ranks: ArrayLike<number>

  constructor(
    private readonly coded: CodedOperand,
    /** -1 for the least, 1 for the greatest. */
    private readonly direction: -1 | 1,
  ) {
    this.#ranks = coded.ranks()
  }

  add(groups: Int32Array, from: number, until: number, count: number): void {
    this.#best = roomFor(this.#best, count)
    const [best, ranks, { codes }] = [this.#best, this.#ranks, this.coded]
    for (let row = from; row < until; row++) {
      const [group, code] = [groups[row - from]!, codes[row]!]
      if (group < 0 || code === 0) continue
      const known = best[group]!
      if (known === 0 || (ranks[code]! - ranks[known]!) * this.direction > 0) best[group] = code
    }
  }

  cellOf = (group: number): Cell => this.coded.cellOf(this.#best[group]!)
  rankOf = (group: number): number => this.#ranks[this.#best[group]!]!
}

function roomFor(cells: Float64Array<ArrayBuffer>, count: number): Float64Array<ArrayBuffer> {
  if (count <= cells.length) return cells
  const larger = new Float64Array(Math.max(16, 2 * count))
  larger.set(cells)
  return larger
}
