import { createHash } from 'node:crypto'
import { crc32, deflateRawSync } from 'node:zlib'
// Its build for Node declares a `require` of its own, which the bundle has already.
import { Zip, type ZipInputFile } from 'fflate/browser'
import type { SafeFile } from '../safe-file.ts'

/** What the manifest states of a member. */
export interface Member {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

/** The bundle would be larger than 4 GiB, which a zip archive without extensions cannot be. */
export class BundleTooLarge extends Error {}
const mostBytes = 0xffff_ffff

type Entry = ZipInputFile & { ondata: NonNullable<ZipInputFile['ondata']>; crc: number; size: number }
const deflated = 8

/** A zip archive that is written member by member. */
export class ZipWriter {
  readonly members: Member[] = []
  readonly #zip: Zip
  #waiting: Uint8Array[] = []

  constructor(private readonly out: SafeFile) {
    this.#zip = new Zip((error, piece) => {
      if (error !== null) throw error
      this.#waiting.push(piece)
    })
  }

  /** A member of these bytes. */
  async add(path: string, content: string | Uint8Array): Promise<void> {
    const bytes = Buffer.from(content as Uint8Array)
    const entry = {
      filename: path,
      compression: deflated,
      size: bytes.length,
      crc: crc32(bytes),
      flag: 0,
    } as unknown as Entry
    this.#zip.add(entry)
    entry.ondata(null, deflateRawSync(bytes, { level: 6 }) as Uint8Array<ArrayBuffer>, true)
    this.members.push({ path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
    await this.#flush()
  }

  async end(): Promise<void> {
    this.#zip.end()
    await this.#flush()
  }

  async #flush(): Promise<void> {
    for (const piece of this.#waiting) await this.out.write(piece)
    this.#waiting = []
    if (this.out.bytes > mostBytes) throw new BundleTooLarge()
  }
}
