import type { Cell } from '../../../src-shared/contract/index.ts'
import type { Aggregate } from '../../../src-shared/sql/grouped/query.ts'
import type { CodedOperand } from './coded-operand.ts'
import { numberPairs } from './pairs.ts'
import { type GoOn, inPortions } from './portions.ts'

/** One value for each group. */
export interface GroupValues {
  readonly cellOf: (group: number) => Cell
  readonly isNull: (group: number) => boolean
  /** Less than 0 where the value of the first comes before that of the second. Neither is null. */
  readonly compare: (one: number, another: number) => number
  /** By group, a number that orders as the values do; that of null is less than all. */
  readonly ranks: () => Float64Array
  /** The same, where it is at hand and no value is null; else null. */
  readonly known: Float64Array | null
}

/** `groups`: by row, -1 for those that are not counted. */
export interface Grouped {
  readonly groups: Int32Array
  readonly count: number
  readonly goOn: GoOn
}

/** `coded`: the operand; null for `count(*)`. */
export function aggregated({ function: name }: Aggregate, coded: CodedOperand | null, grouped: Grouped): GroupValues {
  if (coded === null) return ofNumbers(rowCounts(null, grouped))
  switch (name) {
    case 'count':
      return ofNumbers(rowCounts(coded.codes, grouped))
    case 'count distinct':
      return ofNumbers(grouped.count === 1 ? valuesOfOne(coded, grouped) : valueCounts(coded, grouped))
    case 'sum':
      return sums(coded, grouped)
    case 'min':
    case 'max':
      return extremes(coded, name === 'max', grouped)
  }
}

const ofNumbers = (values: Float64Array): GroupValues => ({
  cellOf: (group) => values[group]!,
  isNull: () => false,
  compare: (one, another) => values[one]! - values[another]!,
  ranks: () => values,
  known: values,
})

/** Of codes by group, 0 for none. */
export const ofCodes = (codes: Int32Array, { cellOf, compare, ranks }: CodedOperand): GroupValues => ({
  cellOf: (group) => cellOf(codes[group]!),
  isNull: (group) => codes[group] === 0,
  compare: (one, another) => compare(codes[one]!, codes[another]!),
  ranks: () => {
    const ofCode = ranks()
    return Float64Array.from(codes, (code) => ofCode[code]!)
  },
  known: null,
})

/** Rows that have a value, or all of them. */
function rowCounts(codes: ArrayLike<number> | null, { groups, count, goOn }: Grouped): Float64Array {
  // Adding to whole numbers in memory is faster than to others, and no group has more rows than they hold.
  const counts = new Int32Array(count)
  inPortions(groups.length, goOn, (from, until) => {
    if (count === 1) counts[0]! += rowsOfOne(codes, groups, from, until)
    else
      for (let row = from; row < until; row++) {
        const group = groups[row]!
        if (group >= 0 && (codes === null || codes[row] !== 0)) counts[group]!++
      }
  })
  return new Float64Array(counts)
}

function rowsOfOne(codes: ArrayLike<number> | null, groups: Int32Array, from: number, until: number): number {
  let rows = 0
  for (let row = from; row < until; row++) if (groups[row]! >= 0 && (codes === null || codes[row] !== 0)) rows++
  return rows
}

/** Of one group. */
function valuesOfOne({ codes, size }: CodedOperand, { groups, goOn }: Grouped): Float64Array {
  const isMet = new Uint8Array(size)
  inPortions(groups.length, goOn, (from, until) => {
    for (let row = from; row < until; row++) if (groups[row]! >= 0) isMet[codes[row]!] = 1
  })
  let values = 0
  for (let code = 1; code < size; code++) values += isMet[code]!
  return Float64Array.of(values)
}

function valueCounts({ codes, size }: CodedOperand, { groups, count, goOn }: Grouped): Float64Array {
  const numbers = new Int32Array(groups.length)
  inPortions(groups.length, goOn, (from, until) => {
    for (let row = from; row < until; row++) numbers[row] = codes[row] === 0 ? -1 : groups[row]!
  })
  const pairs = numberPairs({ numbers, size: count, codes, codeCount: size }, goOn)
  const counts = new Float64Array(count)
  for (let pair = 0; pair < pairs.count; pair++) counts[pairs.first[pair]!]!++
  return counts
}

/** NULL where no row has a value. */
function sums(coded: CodedOperand, grouped: Grouped): GroupValues {
  const { groups, count, goOn } = grouped
  const [{ codes }, values] = [coded, coded.ranks()]
  const counts = rowCounts(codes, grouped)
  const sums = new Float64Array(count)
  inPortions(groups.length, goOn, (from, until) => {
    for (let row = from; row < until; row++) {
      const [group, code] = [groups[row]!, codes[row]!]
      if (group >= 0 && code !== 0) sums[group]! += values[code]!
    }
  })
  const isNull = (group: number) => counts[group] === 0
  return {
    cellOf: (group) => (isNull(group) ? null : sums[group]!),
    isNull,
    compare: (one, another) => sums[one]! - sums[another]!,
    ranks: () => sums.map((sum, group) => (isNull(group) ? Number.NEGATIVE_INFINITY : sum)),
    known: null,
  }
}

/** The least or greatest value, as its code. */
function extremes(coded: CodedOperand, isGreatest: boolean, { groups, count, goOn }: Grouped): GroupValues {
  const { codes } = coded
  const best = new Int32Array(count)
  const ranks = coded.areInOrder ? null : coded.ranks()
  const isBetter = (code: number, known: number) =>
    ranks === null ? code > known === isGreatest : ranks[code]! > ranks[known]! === isGreatest
  inPortions(groups.length, goOn, (from, until) => {
    for (let row = from; row < until; row++) {
      const [group, code] = [groups[row]!, codes[row]!]
      if (group < 0 || code === 0) continue
      const known = best[group]!
      if (known === 0 || (known !== code && isBetter(code, known))) best[group] = code
    }
  })
  return ofCodes(best, coded)
}
