/** The first row that has the same codes: an open hash table of rows, at most half full. */
export class FirstRows {
  /** Of each slot, a row and one; 0 where it is free. */
  readonly #slots: Uint32Array

  constructor(rows: number) {
    this.#slots = new Uint32Array(2 ** Math.ceil(Math.log2(2 * rows + 2)))
  }

  of(row: number, columns: readonly ArrayLike<number>[]): number {
    let hash = 0
    for (const codes of columns) hash = Math.imul(hash ^ codes[row]!, 0x9e3779b1) ^ (hash >>> 15)
    const mask = this.#slots.length - 1
    for (let at = (hash ^ (hash >>> 16)) & mask; ; at = (at + 1) & mask) {
      const held = this.#slots[at]!
      if (held === 0) {
        this.#slots[at] = row + 1
        return row
      }
      if (columns.every((codes) => codes[held - 1] === codes[row])) return held - 1
    }
  }
}
