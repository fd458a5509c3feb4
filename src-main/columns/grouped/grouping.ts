import { type GroupValues, ofCodes } from './aggregates.ts'
import type { CodedOperand } from './coded-operand.ts'
import { numberPairs, type Pairs } from './pairs.ts'
import type { GoOn } from './portions.ts'

/** Gives each combination of keys that rows have a number: its group. */
export class Grouping {
  readonly #keys: readonly CodedOperand[]
  /** By key: groups by the keys before it, with its codes. */
  readonly #pairs: readonly Pairs[]

  /** `groups`: by row 0, or -1 for a row that is in no group. The group of each row is written in its place. */
  constructor(keys: readonly CodedOperand[], groups: Int32Array, goOn: GoOn) {
    this.#keys = keys
    let size = 1
    this.#pairs = keys.map(({ codes, size: codeCount }) => {
      const pairs = numberPairs({ numbers: groups, size, codes, codeCount }, goOn)
      size = pairs.count
      return pairs
    })
  }

  /** Without keys there is one group even where there is no row. */
  get count(): number {
    return this.#pairs.at(-1)?.count ?? 1
  }

  /** The values of a key. */
  valuesOf(key: number): GroupValues {
    return ofCodes(this.#codesOf(key), this.#keys[key]!)
  }

  /** By group. */
  #codesOf(key: number): Int32Array {
    const { count, second } = this.#pairs[key]!
    const later = this.#pairs.slice(key + 1)
    return later.reduce(
      (codes, { count, first }) => first.subarray(0, count).map((group) => codes[group]!),
      second.subarray(0, count),
    )
  }
}
