import { createHash } from 'node:crypto'
import { type FileHandle, link, lstat, open, rename, rm, unlink } from 'node:fs/promises'

const flushAt = 1 << 20
/** The name of a file until it is whole. A process that is killed leaves only this file behind. */
export const partialEnding = '.partial'
/** Error codes of file systems without hard links. */
const noLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EISDIR'])

/**
 * A new file that appears under its name only when it is whole. A file that is there already is never touched: creating
 * fails when the name is taken, at the start or at the end.
 */
export class SafeFile {
  private readonly hash = createHash('sha256')
  private waiting: (string | Buffer)[] = []
  private waitingLength = 0
  private isLinked = false
  bytes = 0

  private constructor(
    private readonly path: string,
    private readonly partial: string,
    private readonly handle: FileHandle,
  ) {}

  /** Refuses a name that is taken, before anything is written. `finish` refuses one that was taken meanwhile. */
  static async create(path: string): Promise<SafeFile> {
    if (await isTaken(path)) throw Object.assign(new Error(`${path} exists already`), { code: 'EEXIST' })
    const partial = `${path}${partialEnding}`
    return new SafeFile(path, partial, await open(partial, 'wx'))
  }

  /** Text, which is written as UTF-8, or bytes as they are. */
  async write(piece: string | Buffer): Promise<void> {
    this.waiting.push(piece)
    this.waitingLength += piece.length
    if (this.waitingLength >= flushAt) await this.flush()
  }

  private async flush(): Promise<void> {
    const bytes = bytesOf(this.waiting)
    this.waiting = []
    this.waitingLength = 0
    this.hash.update(bytes)
    this.bytes += bytes.length
    await this.handle.writeFile(bytes)
  }

  /** Returns the SHA-256 of all that was written, hex. */
  async finish(): Promise<string> {
    await this.flush()
    await this.handle.sync()
    await this.handle.close()
    await this.takeName()
    return this.hash.digest('hex')
  }

  /** A hard link fails where the name is taken; a rename would replace what stands there. */
  private async takeName(): Promise<void> {
    try {
      await link(this.partial, this.path)
      this.isLinked = true
      await unlink(this.partial)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error) || !noLinks.has(String(error.code))) throw error
      // exFAT and FAT, which most memory sticks have, know no hard links: an empty file claims the name, then the
      // finished one replaces it.
      await (await open(this.path, 'wx')).close()
      this.isLinked = true
      await rename(this.partial, this.path)
    }
  }

  /** Removes everything, the finished file included: an export without its manifest is no export. */
  async discard(): Promise<void> {
    await this.handle.close().catch(() => {})
    await rm(this.partial, { force: true })
    if (this.isLinked) await rm(this.path, { force: true })
  }
}

function bytesOf(pieces: readonly (string | Buffer)[]): Buffer {
  if (pieces.every((piece) => typeof piece === 'string')) return Buffer.from(pieces.join(''))
  return Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)))
}

const isTaken = (path: string) =>
  lstat(path).then(
    () => true,
    () => false,
  )
