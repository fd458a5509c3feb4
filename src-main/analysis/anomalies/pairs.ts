/** A table of so many pairs is worth its memory: looking up a million of them takes a tenth of the time of a map's. */
const mostInTable = 1 << 21

/** Gives numbers to pairs of codes, from 0. */
export class Pairs {
  readonly #table: Int32Array | null
  readonly #map = new Map<number, number>()
  readonly first: number[] = []
  readonly second: number[] = []

  /** How many first and second codes there are. */
  constructor(
    firsts: number,
    private readonly seconds: number,
  ) {
    this.#table = firsts * seconds > mostInTable ? null : new Int32Array(firsts * seconds)
  }

  get size(): number {
    return this.first.length
  }

  number(first: number, second: number): number {
    const key = first * this.seconds + second
    const known = this.#table === null ? (this.#map.get(key) ?? 0) : this.#table[key]!
    if (known !== 0) return known - 1
    this.second.push(second)
    const number = this.first.push(first)
    if (this.#table === null) this.#map.set(key, number)
    else this.#table[key] = number
    return number - 1
  }
}
