import type { Expected } from './shared-array.ts'

/** Finds the event with a UUID: open addressing over its 16 bytes, all of which are compared. */
export class IdIndex {
  private table = new Int32Array(1 << 16).fill(-1)
  private words = new Uint32Array(4 << 15)
  private filled = 0

  constructor(private readonly expected: Expected) {}

  /** The row that has this UUID, or -1, in which case `row` has it from now on. `word` is a place in `ids` by words. */
  findOrAdd(ids: Uint32Array, word: number, row: number): number {
    const a = ids[word]!
    const b = ids[word + 1]!
    const c = ids[word + 2]!
    const d = ids[word + 3]!
    const mask = this.table.length - 1
    let slot = hashOf(a, b, c, d) & mask
    for (let found = this.table[slot]!; found !== -1; found = this.table[slot]!) {
      const at = found * 5
      const w = this.words
      if (w[at] === a && w[at + 1] === b && w[at + 2] === c && w[at + 3] === d) return w[at + 4]!
      slot = (slot + 1) & mask
    }
    this.add(slot, a, b, c, d, row)
    return -1
  }

  private add(slot: number, a: number, b: number, c: number, d: number, row: number): void {
    const at = this.filled * 5
    if (at + 5 > this.words.length) {
      const larger = new Uint32Array(Math.max(Math.ceil(this.words.length * 1.5) + 5, this.expected.events * 5))
      larger.set(this.words)
      this.words = larger
    }
    this.words[at] = a
    this.words[at + 1] = b
    this.words[at + 2] = c
    this.words[at + 3] = d
    this.words[at + 4] = row
    this.table[slot] = this.filled++
    if (this.filled * 2 > this.table.length) this.grow()
  }

  private grow(): void {
    const slots = 2 ** Math.ceil(Math.log2(this.expected.events * 2 + 1))
    const table = new Int32Array(Math.max(this.table.length * 4, slots)).fill(-1)
    const mask = table.length - 1
    const w = this.words
    for (let entry = 0; entry < this.filled; entry++) {
      let slot = hashOf(w[entry * 5]!, w[entry * 5 + 1]!, w[entry * 5 + 2]!, w[entry * 5 + 3]!) & mask
      while (table[slot] !== -1) slot = (slot + 1) & mask
      table[slot] = entry
    }
    this.table = table
  }
}

// UUIDs are random, but those of a forged folder may not be.
const seed = (Math.random() * 0x100000000) | 0

function hashOf(a: number, b: number, c: number, d: number): number {
  let hash = Math.imul(a ^ seed, 0x9e3779b1)
  hash = Math.imul(hash ^ (hash >>> 15) ^ b, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13) ^ c, 0xc2b2ae35)
  hash = Math.imul(hash ^ (hash >>> 16) ^ d, 0x27d4eb2f)
  return hash ^ (hash >>> 15)
}
