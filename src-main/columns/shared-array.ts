export type Cells = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array
interface CellsType<T extends Cells> {
  new (buffer: ArrayBufferLike, at?: number, length?: number): T
  readonly BYTES_PER_ELEMENT: number
}

/** An array of `length` cells that all threads see. */
export function sharedArray<T extends Cells>(Type: CellsType<T>, length: number): T {
  return new Type(new SharedArrayBuffer(length * Type.BYTES_PER_ELEMENT))
}

/** How many events there will be in the end, as far as can be told: arrays that grow leave garbage behind. */
export interface Expected {
  events: number
}

/** A shared array that grows by half; cells beyond what was written are `empty`. */
export class Growing<T extends Cells> {
  cells: T

  constructor(
    private readonly Type: CellsType<T>,
    private readonly expected: Expected = { events: 0 },
    private readonly empty = 0,
    private readonly cellsPerEvent = 1,
  ) {
    this.cells = sharedArray(Type, 0)
  }

  /** Makes room for `length` cells. */
  reserve(length: number): T {
    if (length > this.cells.length) {
      // Whole 16-byte groups, so that ids can be seen as words.
      const grown = Math.max(length, 1024, this.cells.length * 1.5, this.expected.events * this.cellsPerEvent)
      const room = Math.ceil(grown / 16) * 16
      const larger = sharedArray(this.Type, room)
      larger.set(this.cells)
      if (this.empty !== 0) larger.fill(this.empty, this.cells.length)
      this.cells = larger
    }
    return this.cells
  }

  /**
   * Gives the first `length` cells away, put in the order of `order` where that is given, and is empty afterwards. The
   * cells stay where they are: freed shared memory lingers until its garbage is collected.
   */
  give(length: number, order: Uint32Array | null): T {
    const cells = this.reserve(length)
    this.cells = sharedArray(this.Type, 0)
    if (order !== null) {
      const before = scratch(this.Type, length)
      before.set(cells.subarray(0, length) as never)
      gather(before, order, cells, 0)
    }
    return cells.subarray(0, length) as T
  }
}

/** Puts groups of four words, the ids, in order. */
export function orderGroups(words: Uint32Array, order: Uint32Array): void {
  const before = scratch(Uint32Array, words.length)
  before.set(words)
  gatherWords(before, order, words, 0, 4)
}

/**
 * Writes the cells of `from` that stand at `positions` to `to`, from cell `at` on. There is a loop for each width,
 * because one that meets five classes of arrays looks up each cell as a property, which takes many times as long.
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

let scratchBytes = new ArrayBuffer(0)

/** Room for a copy that is needed for a moment; one for all columns. */
function scratch<T extends Cells>(Type: CellsType<T>, length: number): T {
  const bytes = length * Type.BYTES_PER_ELEMENT
  if (scratchBytes.byteLength < bytes) scratchBytes = new ArrayBuffer(bytes)
  return new Type(scratchBytes, 0, length)
}

/** Lets go of the room that putting in order took. */
export function dropScratch(): void {
  scratchBytes = new ArrayBuffer(0)
}
