/** The page at this byte stays unused: SQLite locks files by it. https://www.sqlite.org/fileformat2.html#lockbyte */
const lockByte = 2 ** 30

/**
 * A database file being written, page by page, from an empty one that SQLite made: the file format is
 * https://www.sqlite.org/fileformat2.html. Pages count from 1.
 */
export class DatabaseImage {
  readonly pageSize: number
  #bytes: Uint8Array
  #pages: number

  /** `room`: the expected size of the file, in bytes. */
  constructor(empty: Uint8Array, room: number) {
    const stated = new DataView(empty.buffer, empty.byteOffset).getUint16(16)
    this.pageSize = stated === 1 ? 65_536 : stated
    this.#pages = empty.length / this.pageSize
    this.#bytes = new Uint8Array(Math.max(empty.length, Math.ceil(room / this.pageSize) * this.pageSize))
    this.#bytes.set(empty)
  }

  /** A new page, empty. */
  add(): number {
    this.#pages = nextPage(this.#pages, this.pageSize)
    const end = this.#pages * this.pageSize
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(Math.ceil((end * 1.25) / this.pageSize) * this.pageSize)
      larger.set(this.#bytes)
      this.#bytes = larger
    }
    return this.#pages
  }

  /** Good until the next page is added. */
  page(number: number): Uint8Array {
    return this.#bytes.subarray((number - 1) * this.pageSize, number * this.pageSize)
  }

  /** The file. Allocated pages beyond the last one are not part of it, as its header says. They are used later. */
  finish(): Uint8Array {
    const header = new DataView(this.#bytes.buffer)
    const changes = header.getUint32(changeCounter) + 1
    header.setUint32(changeCounter, changes)
    header.setUint32(pageCount, this.#pages)
    // SQLite reads the count of pages only where these two are equal.
    header.setUint32(validFor, changes)
    return this.#bytes
  }
}

/** Where they stand in the file's header (section 1.3). */
const changeCounter = 24
const pageCount = 28
const validFor = 92

/** The page that is used after `page`. */
export const nextPage = (page: number, pageSize: number): number =>
  page + 1 === lockByte / pageSize + 1 ? page + 2 : page + 1
