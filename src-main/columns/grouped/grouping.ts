import type { GroupValues } from './aggregates.ts'
import type { CodedOperand } from './coded-operand.ts'
import { NumberTable } from './number-table.ts'

/** Combinations of codes that are looked up in an array, 32 MB of it. */
const mostInArray = 1 << 23
/** Events of more than this might take gigabytes for their combinations. */
const mostInTable = 1 << 24

/**
 * Whether combinations of the keys can be told apart in the memory at hand. `isPaired`: groups and further values, too.
 */
export function canGroup(keys: readonly CodedOperand[], events: number, isPaired: boolean): boolean {
  const combinations = combinationsOf(keys)
  if (events < mostInTable) return combinations <= Number.MAX_SAFE_INTEGER
  return combinations <= mostInArray && !isPaired
}

const combinationsOf = (keys: readonly CodedOperand[]): number => keys.reduce((product, { size }) => product * size, 1)

/** Gives each combination of keys that rows have a number, from 0, in the order in which they are met. */
export class Grouping {
  readonly #keys: readonly CodedOperand[]
  readonly #groupOf: (combination: number) => number
  /** By group. */
  readonly #combinations: number[] = []

  constructor(keys: readonly CodedOperand[]) {
    this.#keys = keys
    const combinations = combinationsOf(keys)
    this.#groupOf = combinations <= mostInArray ? this.#inArray(combinations) : this.#inTable()
  }

  get count(): number {
    return this.#combinations.length
  }

  /** Writes the group of each row, where `groups` is not -1. */
  number(groups: Int32Array, from: number, until: number): void {
    const combined = new Float64Array(until - from)
    for (const { codes, size } of this.#keys)
      for (let row = from; row < until; row++) combined[row - from] = combined[row - from]! * size + codes[row]!
    for (let k = 0; k < combined.length; k++) if (groups[k] !== -1) groups[k] = this.#groupOf(combined[k]!)
  }

  /** The values of a key. */
  valuesOf(key: number): GroupValues {
    const { size, cellOf, ranks: makeRanks } = this.#keys[key]!
    const behind = combinationsOf(this.#keys.slice(key + 1))
    const codeOf = (group: number) => Math.floor(this.#combinations[group]! / behind) % size
    let ranks: ArrayLike<number> | null = null
    return {
      cellOf: (group) => cellOf(codeOf(group)),
      rankOf: (group) => {
        ranks ??= makeRanks()
        return ranks[codeOf(group)]!
      },
    }
  }

  #inArray(combinations: number): (combination: number) => number {
    const known = new Int32Array(combinations)
    return (combination) => {
      if (known[combination] === 0) known[combination] = this.#combinations.push(combination)
      return known[combination]! - 1
    }
  }

  #inTable(): (combination: number) => number {
    const known = new NumberTable()
    return (combination) => {
      const group = known.placeOf(combination)
      if (group === this.#combinations.length) this.#combinations.push(combination)
      return group
    }
  }
}
