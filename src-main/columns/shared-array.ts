type Cells = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array
interface CellsType<T extends Cells> {
  new (buffer: SharedArrayBuffer): T
  readonly BYTES_PER_ELEMENT: number
}

/** An array of `length` cells that all threads see. */
export function sharedArray<T extends Cells>(Type: CellsType<T>, length: number): T {
  return new Type(new SharedArrayBuffer(length * Type.BYTES_PER_ELEMENT))
}

/** A shared array that grows by half; cells beyond what was written are `empty`. */
export class Growing<T extends Cells> {
  cells: T

  constructor(
    private readonly Type: CellsType<T>,
    private readonly empty = 0,
  ) {
    this.cells = sharedArray(Type, 0)
  }

  /** Makes room for `length` cells. */
  reserve(length: number): T {
    if (length > this.cells.length) {
      // Whole 16-byte groups, so that ids can be seen as words.
      const room = (Math.max(length, 1024, Math.ceil(this.cells.length * 1.5)) + 15) & ~15
      const larger = sharedArray(this.Type, room)
      larger.set(this.cells)
      if (this.empty !== 0) larger.fill(this.empty, this.cells.length)
      this.cells = larger
    }
    return this.cells
  }

  /** Gives the first `length` cells away, in the order of `order` where that is given, and is empty afterwards. */
  give(length: number, order: Uint32Array | null): T {
    const from = this.reserve(length)
    this.cells = sharedArray(this.Type, 0)
    const result = sharedArray(this.Type, length)
    if (order === null) result.set(from.subarray(0, length) as never)
    else for (let i = 0; i < length; i++) result[i] = from[order[i]!]!
    return result
  }
}
