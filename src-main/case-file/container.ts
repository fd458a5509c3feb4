import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl'
import { caseFileMembers, caseFileStart } from '../../src-shared/model/case-file.ts'
import { zipMethods } from '../files/archives/zip-methods.ts'
import type { MemberStated } from './members.ts'

/** No case file, or one that was cut or altered. The message is a sentence without a subject, which the file is. */
export class BadContainer extends Error {}

interface Member {
  readonly method: keyof typeof zipMethods
  readonly crc: number
  readonly bytes: number
  readonly compressedBytes: number
  readonly entry: Entry
}

/** More members than any version writes. */
const mostMembers = 10_000
const pieceBytes = 1 << 20

/** A container that is read member by member, each as often as wanted. Nothing of it is taken on trust. To be closed. */
export class Container {
  private constructor(
    private readonly handle: FileHandle,
    private readonly zip: ZipFile,
    private readonly members: ReadonlyMap<string, Member>,
  ) {}

  /** Throws what the operating system says, or `BadContainer`. */
  static async open(path: string): Promise<Container> {
    const handle = await open(path, 'r')
    try {
      if (!(await isCaseFile(handle))) throw new BadContainer('is no case file of Trailproof.')
      const zip = await asBad(() => fromFdPromise(handle.fd, { autoClose: false, lazyEntries: true }))
      return new Container(handle, zip, await asBad(() => membersOf(zip)))
    } catch (error) {
      await handle.close()
      throw error
    }
  }

  entryOf(name: string): Member {
    const member = this.members.get(name)
    if (member === undefined) throw new BadContainer(`has no member ${name}.`)
    return member
  }

  /** The bytes of a member. Throws at its end where they are not those that are stated. */
  async *bytes({ name, bytes, sha256 }: MemberStated): AsyncGenerator<Buffer> {
    const member = this.entryOf(name)
    if (member.bytes !== bytes) throw new BadContainer(`states two sizes of ${name}.`)
    const hash = createHash('sha256')
    for await (const piece of this.inflated(name)) {
      hash.update(piece)
      yield piece
    }
    if (hash.digest('hex') !== sha256)
      throw new BadContainer(`was altered: ${name} has another hash than the manifest states.`)
  }

  /** The manifest, which no hash is stated of; at most `most` bytes. */
  async manifest(most: number): Promise<Buffer> {
    if (this.entryOf(caseFileMembers.manifest).bytes > most) throw new BadContainer('has a manifest that is too large.')
    const pieces: Buffer[] = []
    for await (const piece of this.inflated(caseFileMembers.manifest)) pieces.push(piece)
    return Buffer.concat(pieces)
  }

  private async *inflated(name: string): AsyncGenerator<Buffer> {
    const { method, bytes } = this.entryOf(name)
    let read = 0
    for await (const piece of method === 'stored' ? this.compressed(name) : inflate(this.compressed(name))) {
      read += piece.length
      // What inflates to more than it states may never end.
      if (read > bytes) throw new BadContainer(`was altered: ${name} is larger than it states.`)
      yield piece
    }
    if (read < bytes) throw new BadContainer(`was cut: ${name} is not whole.`)
  }

  /** A member as it lies in the file. */
  async *compressed(name: string): AsyncGenerator<Buffer> {
    const { entry, compressedBytes } = this.entryOf(name)
    const { fileDataStart } = await asBad(() => this.zip.readLocalFileHeaderPromise(entry, { minimal: true }))
    for (let at = 0; at < compressedBytes; ) {
      const piece = Buffer.allocUnsafe(Math.min(pieceBytes, compressedBytes - at))
      const { bytesRead } = await this.handle.read(piece, 0, piece.length, fileDataStart + at)
      if (bytesRead === 0) throw new BadContainer(`was cut: ${name} is not whole.`)
      at += bytesRead
      yield piece.subarray(0, bytesRead)
    }
  }

  close(): Promise<void> {
    return this.handle.close()
  }
}

/** Whether a file says in its first bytes that it is a case file. What cannot be read is none. */
export async function isCaseFileAt(path: string): Promise<boolean> {
  try {
    const handle = await open(path, 'r')
    try {
      return await isCaseFile(handle)
    } finally {
      await handle.close()
    }
  } catch {
    return false
  }
}

async function isCaseFile(handle: FileHandle): Promise<boolean> {
  const text = Buffer.from(caseFileStart.text)
  const head = Buffer.alloc(text.length)
  await handle.read(head, 0, head.length, caseFileStart.at)
  return head.equals(text)
}

async function membersOf(zip: ZipFile): Promise<ReadonlyMap<string, Member>> {
  const members = new Map<string, Member>()
  if (zip.entryCount > mostMembers) throw new BadContainer(`has more than ${mostMembers} members.`)
  for await (const entry of zip.eachEntry()) {
    const { fileName, compressionMethod, crc32, uncompressedSize, compressedSize } = entry
    const method = (Object.keys(zipMethods) as (keyof typeof zipMethods)[]).find(
      (is) => zipMethods[is] === compressionMethod,
    )
    if (method === undefined || entry.isEncrypted())
      throw new BadContainer(`has ${fileName} in a form that is not read.`)
    if (members.has(fileName)) throw new BadContainer(`has ${fileName} twice.`)
    members.set(fileName, { method, crc: crc32, bytes: uncompressedSize, compressedBytes: compressedSize, entry })
  }
  return members
}

async function* inflate(compressed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const inflater = createInflateRaw({ chunkSize: pieceBytes })
  const feeding = pipeline(compressed, inflater)
  // It is told by reading, below.
  feeding.catch(() => {})
  try {
    for await (const piece of inflater) yield piece as Buffer
  } catch (error) {
    if (isOfZlib(error)) throw new BadContainer(`is damaged: ${error.message}.`)
    throw error
  }
}

const isOfZlib = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_')

/** Other than the operating system, yauzl throws about what the file holds. */
async function asBad<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof BadContainer || !(error instanceof Error) || 'syscall' in error) throw error
    throw new BadContainer(`is damaged: ${error.message.replace(/\.+$/, '')}.`)
  }
}
