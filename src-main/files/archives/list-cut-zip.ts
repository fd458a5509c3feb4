import { isUtf8 } from 'node:buffer'
import type { ArchiveMemory } from '../../../src-shared/model/source.ts'
import { memberSentences } from '../../../src-shared/words/archives.ts'
import type { ArchiveBytes } from './bytes.ts'
import type { MemberList } from './member-list.ts'
import { isReadMethod, zipMethods } from './zip-methods.ts'

/** Local file headers (PKWARE APPNOTE.TXT, 4.3.7): where their fields stand, and what signatures are. */
const header = {
  signature: 0x04034b50, length: 30, flagsAt: 6, methodAt: 8, crcAt: 14, bytesAt: 18, sizeAt: 22, nameAt: 26, extraAt: 28,
} as const // biome-ignore format: data in rows
const headerSignature = Buffer.from('PK\x03\x04', 'latin1')
const descriptorSignature = Buffer.from('PK\x07\x08', 'latin1')
const descriptorLength = 16
const flags = { encrypted: 1, sizesFollow: 8 } as const
const inZip64 = 0xffffffff

/**
 * Lists the members of a zip archive that has no directory, from their local headers. Where a header says that the sizes
 * follow the data, they are looked for there. The last member may be cut off, and what lies behind it is not told.
 */
export function listCutZip(archive: ArchiveBytes, memory: ArchiveMemory | null, list: MemberList): void {
  for (let at = 0; !list.isFull; ) {
    const found = memberAt(archive, at)
    if (found === null) return
    const { name, isEncrypted, method, start, sizes } = found
    const { bytes, size, crc32 } = sizes
    if (isEncrypted) list.addUnread(name, bytes, 'encrypted-member', memberSentences.encrypted)
    else if (!isReadMethod(method))
      list.addUnread(name, bytes, 'unknown-compression', memberSentences.otherMethod(method))
    else if (!name.endsWith('/') || size !== 0) {
      const zip = { isDeflated: method === zipMethods.deflated, size, crc32 }
      list.addFile(name, { memory, offset: at, bytes, zip }, size ?? 0)
    }
    at = start + bytes + sizes.behind
  }
}

interface Sizes {
  readonly bytes: number
  /** Null where it is lost. */
  readonly size: number | null
  readonly crc32: number
  /** Bytes between the data and the next header. */
  readonly behind: number
}

/**
 * The names of everything that looks like a local header, wherever it lies: within the data of a member, too. A header
 * that is cut off within its name has no data behind it, and is passed over.
 */
export function* namesInHeaders(archive: ArchiveBytes): Generator<string> {
  for (let from = 0; from < archive.size; from += windowBytes) {
    const window = archive.read(from, windowBytes + headerSignature.length - 1)
    for (let k = window.indexOf(headerSignature); k !== -1; k = window.indexOf(headerSignature, k + 1)) {
      const found = headerAt(archive, from + k)
      if (found !== null && !found.isCut) yield found.name
    }
  }
}

function headerAt(archive: ArchiveBytes, at: number) {
  const fixed = archive.read(at, header.length)
  if (fixed.length < header.length || fixed.readUInt32LE(0) !== header.signature) return null
  const nameLength = fixed.readUInt16LE(header.nameAt)
  const name = archive.read(at + header.length, nameLength)
  return { fixed, nameLength, name: name.toString(isUtf8(name) ? 'utf8' : 'latin1'), isCut: name.length < nameLength }
}

function memberAt(archive: ArchiveBytes, at: number) {
  const found = headerAt(archive, at)
  if (found === null) return null
  const { fixed, nameLength, name } = found
  const start = at + header.length + nameLength + fixed.readUInt16LE(header.extraAt)
  const flag = fixed.readUInt16LE(header.flagsAt)
  return {
    name,
    isEncrypted: (flag & flags.encrypted) !== 0,
    method: fixed.readUInt16LE(header.methodAt),
    start,
    sizes: sizesOf(fixed, (flag & flags.sizesFollow) !== 0, archive, start),
  }
}

function sizesOf(fixed: Buffer, follow: boolean, archive: ArchiveBytes, start: number): Sizes {
  const bytes = fixed.readUInt32LE(header.bytesAt)
  const size = fixed.readUInt32LE(header.sizeAt)
  if (!follow && bytes !== inZip64 && size !== inZip64)
    return { bytes, size, crc32: fixed.readUInt32LE(header.crcAt), behind: 0 }
  return describedBehind(archive, start) ?? upToTheEnd(archive, start)
}

const windowBytes = 1 << 20

/** The data descriptor behind the data of a member: the first whose compressed size is how far it lies from its start. */
function describedBehind(archive: ArchiveBytes, start: number): Sizes | null {
  for (let from = start; from < archive.size; from += windowBytes) {
    const window = archive.read(from, windowBytes + descriptorLength)
    for (let k = window.indexOf(descriptorSignature); k !== -1; k = window.indexOf(descriptorSignature, k + 1)) {
      if (k + descriptorLength > window.length) break
      const bytes = window.readUInt32LE(k + 8)
      if (bytes !== from + k - start) continue
      return { bytes, size: window.readUInt32LE(k + 12), crc32: window.readUInt32LE(k + 4), behind: descriptorLength }
    }
  }
  return null
}

/** Of the last member, whose sizes were cut off. */
function upToTheEnd(archive: ArchiveBytes, start: number): Sizes {
  return { bytes: Math.max(0, archive.size - start), size: null, crc32: 0, behind: 0 }
}
