export type Cells = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array

/**
 * Writes the cells of `from` at `positions` to `to`, from cell `at` on. There is a loop for each width: V8 compiles a
 * loop that meets five classes of arrays to property look-ups, which take many times as long.
 */
export function gather<T extends Cells>(from: T, positions: Uint32Array, to: T, at: number): void {
  if (from instanceof Uint8Array) gatherBytes(from, positions, to as Uint8Array, at)
  else if (from instanceof Uint16Array) gatherHalves(from, positions, to as Uint16Array, at)
  else gatherWords(wordsOf(from), positions, wordsOf(to), at, from.BYTES_PER_ELEMENT / 4)
}

export const wordsOf = (cells: Cells) => new Uint32Array(cells.buffer, cells.byteOffset, cells.byteLength / 4)

function gatherBytes(from: Uint8Array, positions: Uint32Array, to: Uint8Array, at: number): void {
  for (let i = 0; i < positions.length; i++) to[at + i] = from[positions[i]!]!
}

function gatherHalves(from: Uint16Array, positions: Uint32Array, to: Uint16Array, at: number): void {
  for (let i = 0; i < positions.length; i++) to[at + i] = from[positions[i]!]!
}

/** Cells of so many words. */
export function gatherWords(
  from: Uint32Array, positions: Uint32Array, to: Uint32Array, at: number, words: number,
): void {
  let next = at * words
  for (let i = 0; i < positions.length; i++) {
    const first = positions[i]! * words
    for (let w = 0; w < words; w++) to[next++] = from[first + w]!
  }
} // biome-ignore format: parameters in a row
