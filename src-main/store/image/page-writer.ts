/** How pages of b-trees begin (https://www.sqlite.org/fileformat2.html#b_tree_pages). */
export const pageType = { indexInterior: 2, tableInterior: 5, indexLeaf: 10, tableLeaf: 13 } as const
export type PageType = (typeof pageType)[keyof typeof pageType]

const isInterior = (type: PageType): boolean => type === pageType.indexInterior || type === pageType.tableInterior

/** One page being filled: pointers to cells grow from its front, the cells themselves from its end. */
export class PageWriter {
  cells = 0
  readonly #bytes: Uint8Array
  readonly #type: PageType
  #pointers: number
  #content: number

  constructor(bytes: Uint8Array, type: PageType) {
    this.#bytes = bytes
    this.#type = type
    this.#pointers = isInterior(type) ? 12 : 8
    this.#content = bytes.length
  }

  holds(cellBytes: number): boolean {
    return this.#content - cellBytes >= this.#pointers + 2
  }

  /** Makes room for a cell; gives where in the page it begins. Ask `holds` first. */
  add(cellBytes: number): number {
    this.#content -= cellBytes
    this.#bytes[this.#pointers++] = this.#content >>> 8
    this.#bytes[this.#pointers++] = this.#content & 0xff
    this.cells++
    return this.#content
  }

  /** Takes the last cell back. */
  remove(cellBytes: number): void {
    this.#content += cellBytes
    this.#pointers -= 2
    this.cells--
  }

  /** Writes the header. `last`: the child behind all cells of an interior page. */
  close(last = 0): void {
    const header = new DataView(this.#bytes.buffer, this.#bytes.byteOffset)
    header.setUint8(0, this.#type)
    header.setUint16(3, this.cells)
    header.setUint16(5, this.#content & 0xffff) // 0 stands for 65536
    if (isInterior(this.#type)) header.setUint32(8, last)
  }
}

/** https://www.sqlite.org/fileformat2.html#varint; only of numbers below 2³¹. */
export const varintBytes = (value: number): number =>
  value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x20_0000 ? 3 : value < 0x1000_0000 ? 4 : 5

/** Gives where it ends. */
export function writeVarint(bytes: Uint8Array, at: number, value: number): number {
  const end = at + varintBytes(value)
  let rest = value
  for (let i = end - 1; i >= at; i--) {
    bytes[i] = (rest & 0x7f) | (i === end - 1 ? 0 : 0x80)
    rest >>>= 7
  }
  return end
}
