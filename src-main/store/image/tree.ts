import type { DatabaseImage } from './database-image.ts'
import { type PageType, PageWriter } from './page-writer.ts'

/** The cells of the leaves, in the order of the tree. */
export interface Cells {
  readonly leaf: PageType
  readonly interior: PageType
  readonly count: number
  /** Size of cell `i` of a leaf. */
  size(i: number): number
  write(i: number, page: Uint8Array, at: number): void
  /** True for an index: the cell that separates two leaves lies in the page above only, not in a leaf as well (a table). */
  readonly movesUp: boolean
  /** The cell that separates the leaf of cell `i` from the next, without the number of the page to its left. */
  divider(i: number): Uint8Array
}

/** A page, and the cell that separates it from the next one; null for the last. */
interface Child {
  readonly page: number
  readonly divider: Uint8Array | null
}

/** Writes a b-tree whose root, an empty leaf so far, is at page `root`. */
export function writeTree(image: DatabaseImage, root: number, cells: Cells): void {
  let children = writeLeaves(image, root, cells)
  while (children.length > 1) children = writeInterior(image, root, children, cells.interior)
}

/** The root is the only page there is, or the last that is made: its number stands in the schema. */
const pageOf = (image: DatabaseImage, root: number, isAlone: boolean): number => (isAlone ? root : image.add())

function writeLeaves(image: DatabaseImage, root: number, cells: Cells): Child[] {
  const children: Child[] = []
  const isAlone = fitsOneLeaf(image.pageSize, cells)
  let next = 0
  do {
    const number = pageOf(image, root, isAlone)
    const bytes = image.page(number)
    const page = new PageWriter(bytes, cells.leaf)
    while (next < cells.count && page.holds(cells.size(next))) {
      cells.write(next, bytes, page.add(cells.size(next)))
      next++
    }
    let divider: Uint8Array | null = null
    if (next < cells.count) {
      // The very last cell must not become a divider: the leaf after it would be empty.
      if (cells.movesUp && next === cells.count - 1) page.remove(cells.size(--next))
      divider = cells.divider(cells.movesUp ? next++ : next - 1)
    }
    page.close()
    children.push({ page: number, divider })
  } while (next < cells.count)
  return children
}

function fitsOneLeaf(pageSize: number, cells: Cells): boolean {
  let bytes = 8
  for (let i = 0; i < cells.count && bytes <= pageSize; i++) bytes += 2 + cells.size(i)
  return bytes <= pageSize
}

/** One level of pages above `children`. The last child of a page stands in its header and needs no cell. */
function writeInterior(image: DatabaseImage, root: number, children: readonly Child[], type: PageType): Child[] {
  const above: Child[] = []
  for (let next = 0; next < children.length; ) {
    const left = children.length - next
    let cells = cellsThatFit(image.pageSize, children, next)
    // A page must not have a single child, so this page leaves two for the next.
    if (left - (cells + 1) === 1) cells--
    const number = pageOf(image, root, next === 0 && cells + 1 === left)
    const bytes = image.page(number)
    const page = new PageWriter(bytes, type)
    for (const child of children.slice(next, next + cells)) writeChild(bytes, page.add(cellBytes(child)), child)
    const last = children[next + cells]!
    page.close(last.page)
    above.push({ page: number, divider: last.divider })
    next += cells + 1
  }
  return above
}

function cellsThatFit(pageSize: number, children: readonly Child[], from: number): number {
  let bytes = 12
  let cells = 0
  while (from + cells < children.length - 1) {
    bytes += 2 + cellBytes(children[from + cells]!)
    if (bytes > pageSize) break
    cells++
  }
  return cells
}

const cellBytes = ({ divider }: Child): number => 4 + divider!.length

function writeChild(bytes: Uint8Array, at: number, { page, divider }: Child): void {
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(at, page)
  bytes.set(divider!, at + 4)
}
