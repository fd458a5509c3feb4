import { type Cells, gather, gatherWords, wordsOf } from './gather.ts'

/** Takes every array that is to be put in order. `cellsPerRow` defaults to 1. */
export type ToOrder = (cells: Cells, cellsPerRow?: 1 | 4) => void

interface Unordered {
  readonly cells: Cells
  readonly cellsPerRow: 1 | 4
  /** The row that comes first, the row that comes next, and so on. */
  readonly order: Uint32Array
}

/**
 * Arrays in shared memory that are to be put in order, by any number of threads. Each thread takes the next array until
 * none is left. An array stays where it is.
 */
export interface Ordering {
  /** The largest first, so that threads end at about the same time. */
  readonly arrays: readonly Unordered[]
  /** How many arrays were taken, and how many are in order. */
  readonly progress: Int32Array
}

const [taken, done] = [0, 1]

export function newOrdering(arrays: readonly Unordered[]): Ordering {
  const largestFirst = [...arrays].sort((a, b) => b.cells.byteLength - a.cells.byteLength)
  return { arrays: largestFirst, progress: new Int32Array(new SharedArrayBuffer(8)) }
}

/** Puts arrays in order that no other thread has taken, until there are none. */
export function takePart({ arrays, progress }: Ordering): void {
  let scratch = new ArrayBuffer(0)
  for (;;) {
    const array = arrays[Atomics.add(progress, taken, 1)]
    if (array === undefined) return
    // Room for one copy at a time; the first that is taken is the largest.
    if (scratch.byteLength < array.cells.byteLength) scratch = new ArrayBuffer(array.cells.byteLength)
    putInOrder(array, scratch)
    Atomics.add(progress, done, 1)
  }
}

/** False while another thread still works on one. */
export const isOrdered = ({ arrays, progress }: Ordering): boolean => Atomics.load(progress, done) === arrays.length

function putInOrder({ cells, cellsPerRow, order }: Unordered, scratch: ArrayBuffer): void {
  const Type = cells.constructor as new (buffer: ArrayBufferLike, at: number, length: number) => Cells
  const before = new Type(scratch, 0, cells.length)
  before.set(cells)
  if (cellsPerRow === 1) gather(before, order, cells, 0)
  else gatherWords(wordsOf(before), order, wordsOf(cells), 0, cellsPerRow)
}
