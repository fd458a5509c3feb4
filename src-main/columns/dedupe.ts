import { idKind } from './id-column.ts'
import type { Expected } from './shared-array.ts'

/**
 * Finds the event that has an eventID already: open addressing over the 16 bytes of packed ids, all of which are
 * compared; unusual ids go by their text. Ids of different kinds are never equal, an absent id equals nothing.
 */
export class IdIndex {
  private table = new Int32Array(1 << 16).fill(-1)
  private words = new Uint32Array(4 << 15)
  private readonly others = new Map<string, number>()
  private filled = 0

  constructor(private readonly expected: Expected) {}

  /** The row that has this id, or -1, in which case `row` has it from now on. `word` is a place in `ids` by words. */
  findOrAdd(kind: number, ids: Uint32Array, word: number, otherText: string | null, row: number): number {
    if (kind === idKind.other) {
      const known = this.others.get(otherText!)
      if (known !== undefined) return known
      this.others.set(otherText!, row)
      return -1
    }
    const a = ids[word]!
    const b = ids[word + 1]!
    const c = ids[word + 2]!
    const d = ids[word + 3]!
    const mask = this.table.length - 1
    let slot = hashOf(a, b, c, d) & mask
    for (let found = this.table[slot]!; found !== -1; found = this.table[slot]!) {
      const at = found * 5
      const w = this.words
      if (w[at] === a && w[at + 1] === b && w[at + 2] === c && w[at + 3] === d && this.kindOf(at) === kind)
        return w[at + 4]! & rowMask
      slot = (slot + 1) & mask
    }
    this.add(slot, kind, a, b, c, d, row)
    return -1
  }

  private kindOf(at: number): number {
    return this.words[at + 4]! >>> 31 === 0 ? idKind.uuid : idKind.ascii
  }

  private add(slot: number, kind: number, a: number, b: number, c: number, d: number, row: number): void {
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
    this.words[at + 4] = (kind === idKind.ascii ? 0x80000000 : 0) | row
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

const rowMask = 0x7fffffff
// UUIDs are random, but a forged folder's need not be.
const seed = (Math.random() * 0x100000000) | 0

function hashOf(a: number, b: number, c: number, d: number): number {
  let hash = Math.imul(a ^ seed, 0x9e3779b1)
  hash = Math.imul(hash ^ (hash >>> 15) ^ b, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13) ^ c, 0xc2b2ae35)
  hash = Math.imul(hash ^ (hash >>> 16) ^ d, 0x27d4eb2f)
  return hash ^ (hash >>> 15)
}
