import { createHash } from 'node:crypto'
import { crc32, deflateRawSync } from 'node:zlib'
import { ZipStream } from '../../files/archives/write-zip.ts'
import { zipMethods } from '../../files/archives/zip-methods.ts'
import type { SafeFile } from '../safe-file.ts'

/** What the manifest states of a member. */
export interface Member {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

/** A zip archive that is written member by member. */
export class ZipWriter {
  readonly members: Member[] = []
  readonly #zip: ZipStream

  constructor(out: SafeFile) {
    this.#zip = new ZipStream(async (pieces) => {
      for (const piece of pieces) await out.write(piece)
    })
  }

  /** A member of these bytes. */
  async add(path: string, content: string | Uint8Array): Promise<void> {
    const bytes = Buffer.from(content as Uint8Array)
    const compressed = [deflateRawSync(bytes, { level: 6 })]
    await this.#zip.add(path, zipMethods.deflated, compressed, () => ({ crc: crc32(bytes), size: bytes.length }))
    this.members.push({ path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
  }

  async end(): Promise<void> {
    await this.#zip.end()
  }
}
