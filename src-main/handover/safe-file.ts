import { createHash } from 'node:crypto'
import { type FileHandle, link, lstat, open, rename, rm, unlink } from 'node:fs/promises'

const flushAt = 1 << 20
/** The name of a file until it is whole. A process that is killed leaves only this file behind. */
export const partialEnding = '.partial'
/** Error codes of file systems without hard links. */
const noLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EISDIR'])

export interface SafeFileOptions {
  /** A file of that name is replaced when the new one is whole, and is untouched until then. Else the name is refused. */
  readonly replaces?: boolean
  /** Permissions, such as 0o600. */
  readonly mode?: number
}

/**
 * A file that appears under its name only when it is whole. Unless it `replaces` one, a file that is there already is
 * never touched: creating fails when the name is taken, at the start or at the end.
 */
export class SafeFile {
  private readonly hash = createHash('sha256')
  private waiting: (string | Uint8Array)[] = []
  private waitingLength = 0
  private isThere = false
  bytes = 0

  private constructor(
    private readonly path: string,
    private readonly partial: string,
    private readonly handle: FileHandle,
    private readonly replaces: boolean,
  ) {}

  /** Refuses a name that is taken (EEXIST), before anything is written. `appear` refuses one that was taken meanwhile. */
  static async create(path: string, { replaces = false, mode }: SafeFileOptions = {}): Promise<SafeFile> {
    const there = await kindOf(path)
    if (there === 'folder') throw Object.assign(new Error(`${path} is a folder`), { code: 'EISDIR' })
    if (there === 'file' && !replaces) throw Object.assign(new Error(`${path} exists already`), { code: 'EEXIST' })
    const partial = `${path}${partialEnding}`
    return new SafeFile(path, partial, await open(partial, 'wx', mode), replaces)
  }

  /** Text, which is written as UTF-8, or bytes as they are. Little of it may wait for more. */
  async write(piece: string | Uint8Array): Promise<void> {
    this.waiting.push(piece)
    this.waitingLength += piece.length
    if (this.waitingLength >= flushAt) await this.flush()
  }

  /** Bytes whose memory may be used for something else once this resolves. */
  async writeThrough(bytes: Uint8Array): Promise<void> {
    await this.flush()
    await this.append(bytes)
  }

  private async flush(): Promise<void> {
    if (this.waiting.length === 0) return
    const bytes = bytesOf(this.waiting)
    this.waiting = []
    this.waitingLength = 0
    await this.append(bytes)
  }

  private async append(bytes: Uint8Array): Promise<void> {
    this.hash.update(bytes)
    this.bytes += bytes.length
    await this.handle.writeFile(bytes)
  }

  /** All of it is on the disk, under its partial name. Returns the SHA-256 of all that was written, hex. */
  async seal(): Promise<string> {
    await this.flush()
    await this.handle.sync()
    await this.handle.close()
    return this.hash.digest('hex')
  }

  /**
   * Takes its name, sealed. A hard link fails where the name is taken; a rename would replace what stands there, which is
   * what a file that `replaces` another wants.
   */
  async appear(): Promise<void> {
    if (this.replaces) {
      await rename(this.partial, this.path)
      this.isThere = true
      return
    }
    try {
      await link(this.partial, this.path)
      this.isThere = true
      await unlink(this.partial)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error) || !noLinks.has(String(error.code))) throw error
      // exFAT and FAT, which most memory sticks have, know no hard links: an empty file claims the name, then the
      // finished one replaces it.
      await (await open(this.path, 'wx')).close()
      this.isThere = true
      await rename(this.partial, this.path)
    }
  }

  /** Removes everything, the finished file included: an export without its manifest is no export. */
  async discard(): Promise<void> {
    await this.handle.close().catch(() => {})
    await rm(this.partial, { force: true })
    if (this.isThere) await rm(this.path, { force: true })
  }
}

/** A file of this content. Where anything throws, or the signal is aborted, nothing is left behind. */
export async function writeSafely(
  path: string,
  content: string | Uint8Array,
  { signal, ...options }: SafeFileOptions & { readonly signal?: AbortSignal } = {},
): Promise<SafeFile> {
  const out = await SafeFile.create(path, options)
  try {
    await out.write(content)
    await out.seal()
    signal?.throwIfAborted()
    await out.appear()
    return out
  } catch (error) {
    await out.discard()
    throw error
  }
}

function bytesOf(pieces: readonly (string | Uint8Array)[]): Buffer {
  if (pieces.every((piece) => typeof piece === 'string')) return Buffer.from(pieces.join(''))
  return Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)))
}

const kindOf = (path: string) =>
  lstat(path).then(
    (found) => (found.isDirectory() ? 'folder' : 'file'),
    () => 'none',
  )
