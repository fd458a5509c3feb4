/**
 * Whole numbers that are not negative, each with its place in the order in which they were met: an open hash table that is at
 * most half full. A Map makes an object of each number beyond 2^31, and takes five times as long.
 */
export class NumberTable {
  /** Of each slot a number, -1 where it is free. */
  #numbers = new Float64Array(1024).fill(-1)
  #places = new Int32Array(1024)
  #count = 0

  get count(): number {
    return this.#count
  }

  /** The place of a number, which it gets when it is met first. */
  placeOf(number: number): number {
    const [numbers, mask] = [this.#numbers, this.#numbers.length - 1]
    let slot = hashOf(number) & mask
    for (; numbers[slot] !== -1; slot = (slot + 1) & mask) if (numbers[slot] === number) return this.#places[slot]!
    numbers[slot] = number
    this.#places[slot] = this.#count++
    if (this.#count * 2 > numbers.length) this.#grow()
    return this.#count - 1
  }

  #grow(): void {
    const [numbers, places] = [this.#numbers, this.#places]
    const mask = numbers.length * 2 - 1
    this.#numbers = new Float64Array(mask + 1).fill(-1)
    this.#places = new Int32Array(mask + 1)
    for (let from = 0; from < numbers.length; from++) {
      const number = numbers[from]!
      if (number === -1) continue
      let slot = hashOf(number) & mask
      while (this.#numbers[slot] !== -1) slot = (slot + 1) & mask
      this.#numbers[slot] = number
      this.#places[slot] = places[from]!
    }
  }
}

/** Of both halves of the number: that of 2^32 and 0 would be one. */
function hashOf(number: number): number {
  const high = Math.floor(number / 2 ** 32)
  let hash = Math.imul((number - high * 2 ** 32) | 0, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return hash ^ (hash >>> 13)
}
