import { createHash } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'
import { caseFileType } from '../../src-shared/model/case-file.ts'
import type { CellType } from '../columns/stored/stored-events.ts'
import { ZipStream } from '../files/archives/write-zip.ts'
import { zipMethods } from '../files/archives/zip-methods.ts'
import type { Container } from './container.ts'
import { type MemberStated, ndJsonLines } from './members.ts'

/**
 * Writes a container under a name of its own. `finish` gives it the name of the case file by a rename, so that whoever
 * opens that name finds the old file or the new one, whole, at any moment.
 */
export class ContainerWriter {
  readonly members: MemberStated[] = []
  readonly #zip: ZipStream

  private constructor(
    readonly draft: string,
    private readonly handle: FileHandle,
  ) {
    this.#zip = new ZipStream((pieces) => handle.writev(pieces))
  }

  /** Begins with the member that tells what the file is by its first bytes, as in ODF and EPUB. */
  static async create(draft: string): Promise<ContainerWriter> {
    const writer = new ContainerWriter(draft, await open(draft, 'wx', 0o600))
    try {
      await writer.add(caseFileType.name, [Buffer.from(caseFileType.text)], 'stored')
      return writer
    } catch (error) {
      await writer.discard()
      throw error
    }
  }

  /** A member of these bytes, which are read piece by piece. */
  async add(name: string, pieces: Pieces, method: keyof typeof zipMethods = 'deflated'): Promise<void> {
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
    const take = (compressed: AsyncIterable<Uint8Array>) =>
      this.#zip.add(name, zipMethods[method], compressed, () => ({ crc, size: bytes }))
    if (method === 'stored') await take(measured())
    else await pipeline(measured, createDeflateRaw({ level: 1, chunkSize: 1 << 18 }), take)
    this.members.push({ name, bytes, sha256: hash.digest('hex') })
  }

  /** A member with the cells of an array. */
  async addCells(name: string, cells: CellType, pieces: Pieces, method: keyof typeof zipMethods): Promise<void> {
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
    await this.#zip.add(name, zipMethods[method], from.compressed(name), () => ({ crc, size: bytes }))
    this.members.push(stated)
  }

  /** Everything is on the disk when it resolves, under the new name. What lay there is replaced. */
  async finish(name: string): Promise<void> {
    await this.#zip.end()
    await this.handle.sync()
    await this.handle.close()
    await rename(this.draft, name)
    await syncFolder(dirname(name))
  }

  async discard(): Promise<void> {
    await this.handle.close().catch(() => {})
    await rm(this.draft, { force: true })
  }
}

export type Pieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>

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
