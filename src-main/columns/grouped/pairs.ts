import { type GoOn, inPortions } from './portions.ts'

/** Possible pairs that are looked up in an array, by rows: 16 bytes for each of them. */
const mostByRow = 4

/** What each row has of two things: a number below `size`, or -1 for a row that is left out, and a code below `codeCount`. */
export interface Paired {
  readonly numbers: Int32Array
  readonly size: number
  readonly codes: ArrayLike<number>
  readonly codeCount: number
}

/** Pairs that rows have, by their numbers from 0. */
export interface Pairs {
  readonly count: number
  /** The number in each pair. */
  readonly first: Int32Array
  /** The code in each pair. */
  readonly second: Int32Array
}

/**
 * Numbers the pairs that rows have, and writes that of each row in place of its `numbers`. Where there are too many
 * possible pairs for an array, rows are put in order of their numbers: those of one number need an array of codes only.
 */
export function numberPairs(paired: Paired, goOn: GoOn): Pairs {
  const found = new FoundPairs()
  if (paired.size * paired.codeCount <= paired.numbers.length * mostByRow) numberInArray(paired, found, goOn)
  else numberInOrder(paired, found, goOn)
  return found
}

class FoundPairs implements Pairs {
  count = 0
  first = new Int32Array(1024)
  second = new Int32Array(1024)

  /** The number of a pair that was not met before. */
  add(first: number, second: number): number {
    if (this.count === this.first.length) {
      this.first = doubled(this.first)
      this.second = doubled(this.second)
    }
    this.first[this.count] = first
    this.second[this.count] = second
    return this.count++
  }
}

function doubled(values: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * values.length)
  larger.set(values)
  return larger
}

function numberInArray({ numbers, size, codes, codeCount }: Paired, found: FoundPairs, goOn: GoOn): void {
  /** By pair, one more than its number. */
  const known = new Int32Array(size * codeCount)
  inPortions(numbers.length, goOn, (from, until) => {
    for (let row = from; row < until; row++) {
      const number = numbers[row]!
      if (number < 0) continue
      const code = codes[row]!
      const pair = number * codeCount + code
      let place = known[pair]!
      if (place === 0) {
        place = found.add(number, code) + 1
        known[pair] = place
      }
      numbers[row] = place - 1
    }
  })
}

function numberInOrder({ numbers, size, codes, codeCount }: Paired, found: FoundPairs, goOn: GoOn): void {
  const { rows, starts } = inOrderOf(numbers, size, goOn)
  /** By code, the number with which it was met last, and the pair of both. */
  const metWith = new Int32Array(codeCount).fill(-1)
  const pairOf = new Int32Array(codeCount)
  for (let number = 0; number < size; number++) {
    if ((number & 0xfff) === 0) goOn()
    const end = starts[number + 1]!
    for (let k = starts[number]!; k < end; k++) {
      const row = rows[k]!
      const code = codes[row]!
      if (metWith[code] !== number) {
        metWith[code] = number
        pairOf[code] = found.add(number, code)
      }
      numbers[row] = pairOf[code]!
    }
  }
}

/** Rows in order of their numbers: those of `n` are `rows[starts[n]]` to `rows[starts[n + 1]]`. */
function inOrderOf(numbers: Int32Array, size: number, goOn: GoOn) {
  // Each number's end, which sinks to its start as the rows are put in, the last first.
  const starts = new Int32Array(size + 1)
  inPortions(numbers.length, goOn, (from, until) => {
    for (let row = from; row < until; row++) if (numbers[row]! >= 0) starts[numbers[row]!]!++
  })
  for (let number = 1; number <= size; number++) starts[number]! += starts[number - 1]!
  const rows = new Int32Array(starts[size]!)
  inPortions(numbers.length, goOn, (from, until) => {
    for (let row = from; row < until; row++) {
      const number = numbers[row]!
      if (number >= 0) rows[--starts[number]!] = row
    }
  })
  return { rows, starts }
}
