import { createHash } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'
// Its build for Node declares a `require` of its own, which the bundle has already.
import { Zip, type ZipInputFile } from 'fflate/browser'
import { caseFileType } from '../../src-shared/model/case-file.ts'
import type { CellType } from '../columns/stored/stored-events.ts'
import type { Container } from './container.ts'
import { type MemberStated, methods, mostContainerBytes, ndJsonLines } from './members.ts'

/** A case file would be larger than 4 GiB, which a zip archive without extensions cannot be. */
export class ContainerTooLarge extends Error {}

/**
 * Writes a container under a name of its own. `finish` gives it the name of the case file by a rename, so that whoever
 * opens that name finds the old file or the new one, whole, at any moment.
 */
export class ContainerWriter {
  readonly members: MemberStated[] = []
  readonly #zip: Zip
  #waiting: Uint8Array<ArrayBuffer>[] = []
  #bytes = 0

  private constructor(
    readonly draft: string,
    private readonly handle: FileHandle,
  ) {
    this.#zip = new Zip((error, chunk) => {
      if (error !== null) throw error
      this.#waiting.push(chunk as Uint8Array<ArrayBuffer>)
    })
  }

  /** Begins with the member that tells what the file is by its first bytes, as in ODF and EPUB. */
  static async create(draft: string): Promise<ContainerWriter> {
    const writer = new ContainerWriter(draft, await open(draft, 'wx', 0o600))
    await writer.add(caseFileType.name, [Buffer.from(caseFileType.text)], 'stored')
    return writer
  }

  /** A member of these bytes, which are read piece by piece. */
  async add(name: string, pieces: Pieces, method: keyof typeof methods = 'deflated'): Promise<void> {
    const entry = this.#begin(name, method)
    const hash = createHash('sha256')
    let [crc, bytes] = [0, 0]
    async function* measured() {
      for await (const piece of pieces) {
        crc = crc32(piece, crc)
        hash.update(piece)
        bytes += piece.length
        yield piece
      }
    }
    if (method === 'stored') await this.#take(entry, measured())
    else {
      const deflate = createDeflateRaw({ level: 1, chunkSize: 1 << 18 })
      await pipeline(measured, deflate, (compressed) => this.#take(entry, compressed))
    }
    await this.#end(entry, crc, bytes)
    this.members.push({ name, bytes, sha256: hash.digest('hex') })
  }

  /** A member with the cells of an array. */
  async addCells(name: string, cells: CellType, pieces: Pieces, method: keyof typeof methods): Promise<void> {
    await this.add(name, pieces, method)
    this.members.push({ ...this.members.pop()!, cells })
  }

  /** A member with a line of JSON for each value. */
  async addLines(name: string, values: Iterable<unknown>): Promise<void> {
    await this.add(name, ndJsonLines(values))
  }

  /** A member of another container, compressed as it is there. */
  async copy(from: Container, stated: MemberStated): Promise<void> {
    const { name, bytes } = stated
    const { method, crc } = from.entryOf(name)
    const entry = this.#begin(name, method)
    await this.#take(entry, from.compressed(name))
    await this.#end(entry, crc, bytes)
    this.members.push(stated)
  }

  /** Everything is on the disk when it resolves, under the new name. What lay there is replaced. */
  async finish(name: string): Promise<void> {
    this.#zip.end()
    await this.#flush()
    await this.handle.sync()
    await this.handle.close()
    await rename(this.draft, name)
    await syncFolder(dirname(name))
  }

  async discard(): Promise<void> {
    await this.handle.close().catch(() => {})
    await rm(this.draft, { force: true })
  }

  #begin(filename: string, method: keyof typeof methods): Entry {
    const entry = { filename, compression: methods[method], size: 0, crc: 0, flag: 0 } as unknown as Entry
    this.#zip.add(entry)
    return entry
  }

  async #take(entry: Entry, pieces: AsyncIterable<Uint8Array>): Promise<void> {
    for await (const piece of pieces) {
      entry.ondata(null, piece as Uint8Array<ArrayBuffer>, false)
      await this.#flush()
    }
  }

  async #end(entry: Entry, crc: number, size: number): Promise<void> {
    entry.crc = crc
    entry.size = size
    entry.ondata(null, new Uint8Array(0), true)
    await this.#flush()
  }

  async #flush(): Promise<void> {
    const waiting = this.#waiting
    this.#waiting = []
    for (const piece of waiting) this.#bytes += piece.length
    if (this.#bytes > mostContainerBytes) throw new ContainerTooLarge()
    if (waiting.length > 0) await this.handle.writev(waiting)
  }
}

export type Pieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>
/** What `Zip` gives an entry, and reads when the entry ends. */
type Entry = ZipInputFile & { ondata: NonNullable<ZipInputFile['ondata']>; crc: number; size: number }

/** Without it a rename may be undone by a loss of power (fsync(2)). Windows has no such call for folders. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
