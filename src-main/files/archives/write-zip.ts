// Its build for Node declares a `require` of its own, which the bundle has already.
import { Zip, type ZipInputFile } from 'fflate/browser'

/** The archive would be larger than 4 GiB, which a zip archive without extensions cannot be. */
export class ZipTooLarge extends Error {}
const mostBytes = 0xffff_ffff

type Piece = Uint8Array<ArrayBuffer>
/** What `Zip` gives an entry, and reads when the entry ends. */
type Entry = ZipInputFile & { ondata: NonNullable<ZipInputFile['ondata']>; crc: number; size: number }

/** Of a member inflated: its CRC-32 and its size in bytes. */
export interface ZipSums {
  readonly crc: number
  readonly size: number
}

/** A zip archive of members that are compressed already. `write` takes the next bytes of the archive, in order. */
export class ZipStream {
  readonly #zip: Zip
  #waiting: Piece[] = []
  #bytes = 0

  constructor(private readonly write: (pieces: readonly Piece[]) => Promise<unknown>) {
    this.#zip = new Zip((error, piece) => {
      if (error !== null) throw error
      this.#waiting.push(piece as Piece)
    })
  }

  /** `compressed`: by the method (PKWARE APPNOTE.TXT, 4.4.5). `sums` is asked when all of it was read. */
  async add(
    filename: string,
    compression: number,
    compressed: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
    sums: () => ZipSums,
  ): Promise<void> {
    const entry = { filename, compression, size: 0, crc: 0, flag: 0 } as unknown as Entry
    this.#zip.add(entry)
    for await (const piece of compressed) {
      entry.ondata(null, piece as Piece, false)
      await this.#flush()
    }
    Object.assign(entry, sums())
    entry.ondata(null, new Uint8Array(0), true)
    await this.#flush()
  }

  /** Writes the directory. */
  async end(): Promise<void> {
    this.#zip.end()
    await this.#flush()
  }

  async #flush(): Promise<void> {
    const waiting = this.#waiting
    this.#waiting = []
    for (const piece of waiting) this.#bytes += piece.length
    if (this.#bytes > mostBytes) throw new ZipTooLarge()
    if (waiting.length > 0) await this.write(waiting)
  }
}
