import { isUtf8 } from 'node:buffer'
import { type Entry, fromRandomAccessReaderPromise, getFileNameLowLevel, RandomAccessReader, type ZipFile } from 'yauzl'
import type { ArchiveMemory } from '../../../src-shared/model/source.ts'
import { archiveSentences, memberSentences } from '../../../src-shared/words/archives.ts'
import type { ArchiveBytes } from './bytes.ts'
import { listCutZip } from './list-cut-zip.ts'
import { type MemberList, mostMembers } from './member-list.ts'
import { isReadMethod, zipMethods } from './zip-methods.ts'

/** Gives what is wrong with the archive, a whole sentence; null where nothing is. */
export async function listZip(
  archive: ArchiveBytes,
  memory: ArchiveMemory | null,
  list: MemberList,
): Promise<string | null> {
  const zip = await opened(archive)
  if (zip === null) {
    listCutZip(archive, memory, list)
    return archiveSentences.withoutDirectory
  }
  try {
    for await (const entry of zip.eachEntry()) {
      if (list.isFull) return archiveSentences.tooManyMembers(mostMembers)
      addEntry(entry, memory, list)
    }
    return null
  } catch (error) {
    return archiveSentences.directoryDamaged(error instanceof Error ? error.message : String(error))
  }
}

/** Null where the archive has no directory that can be read. */
async function opened(archive: ArchiveBytes): Promise<ZipFile | null> {
  try {
    // Names are no paths here, and sizes are looked at when a member is read.
    const options = { decodeStrings: false, validateEntrySizes: false }
    return await fromRandomAccessReaderPromise(new Windowed(archive), archive.size, options)
  } catch {
    return null
  }
}

/** Bit 11 of the general purpose flag: the name is UTF-8 (PKWARE APPNOTE.TXT, 4.4.4). */
const utf8Flag = 0x800

function addEntry(entry: Entry, memory: ArchiveMemory | null, list: MemberList): void {
  const { compressedSize, uncompressedSize, compressionMethod, crc32, relativeOffsetOfLocalHeader } = entry
  const name = nameOf(entry)
  if (name.endsWith('/') && uncompressedSize === 0) return
  if (isLink(entry)) list.addUnread(name, compressedSize, 'symbolic-link', memberSentences.link(null))
  else if (entry.isEncrypted()) list.addUnread(name, compressedSize, 'encrypted-member', memberSentences.encrypted)
  else if (!isReadMethod(compressionMethod))
    list.addUnread(name, compressedSize, 'unknown-compression', memberSentences.otherMethod(compressionMethod))
  else {
    const zip = { isDeflated: compressionMethod === zipMethods.deflated, size: uncompressedSize, crc32 }
    const place = { memory, offset: relativeOffsetOfLocalHeader, bytes: compressedSize, zip }
    list.addFile(name, place, uncompressedSize)
  }
}

/** Many programs write UTF-8 and do not say so; what is no UTF-8 is of the code page of DOS. */
function nameOf({ fileNameRaw, generalPurposeBitFlag, extraFields }: Entry): string {
  const flag = isUtf8(fileNameRaw) ? generalPurposeBitFlag | utf8Flag : generalPurposeBitFlag
  return getFileNameLowLevel(flag, fileNameRaw, extraFields, true)
}

/** The mode of POSIX in the upper half of the external attributes, as Info-ZIP and macOS write it. */
const isLink = ({ externalFileAttributes }: Entry): boolean => ((externalFileAttributes >>> 16) & 0o170000) === 0o120000

const windowBytes = 1 << 18

/** Reads ahead: a directory is read in pieces of some bytes, and may have a million entries. */
class Windowed extends RandomAccessReader {
  private from = 0
  private window: Buffer = Buffer.alloc(0)

  constructor(private readonly archive: ArchiveBytes) {
    super()
  }

  override read(
    into: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null, read?: number) => void,
  ): void {
    try {
      if (position < this.from || position + length > this.from + this.window.length) {
        this.from = position
        this.window = this.archive.read(position, Math.max(length, windowBytes))
      }
      done(null, this.window.copy(into, offset, position - this.from, position - this.from + length))
    } catch (error) {
      done(error as Error)
    }
  }

  /** The archive is closed by who opened it. */
  override close(done: (error: Error | null) => void): void {
    done(null)
  }
}
