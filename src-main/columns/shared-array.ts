import type { Cells } from './gather.ts'
import type { ToOrder } from './ordering.ts'

interface CellsType<T extends Cells> {
  new (buffer: ArrayBufferLike, at?: number, length?: number): T
  readonly BYTES_PER_ELEMENT: number
}

/** An array of `length` cells that all threads see. */
export function sharedArray<T extends Cells>(Type: CellsType<T>, length: number): T {
  return new Type(new SharedArrayBuffer(length * Type.BYTES_PER_ELEMENT))
}

/** Cells that hold codes below `codes`. */
export const cellsFor = (codes: number): Uint8ArrayConstructor | Uint16ArrayConstructor | Uint32ArrayConstructor =>
  codes <= 0x100 ? Uint8Array : codes <= 0x10000 ? Uint16Array : Uint32Array

/** The expected number of events. It matters because every array that grows leaves garbage. */
export interface Expected {
  events: number
}

/** A shared array that grows by half. Cells that were not written are `empty`. */
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
   * Hands the first `length` cells to `toOrder`, in order of arrival. The array is empty afterwards. The cells are not
   * copied, because freed shared memory stays until garbage is collected.
   */
  give(length: number, toOrder: ToOrder): T {
    const cells = this.reserve(length).subarray(0, length) as T
    this.cells = sharedArray(this.Type, 0)
    toOrder(cells)
    return cells
  }
}
