import { crc32 } from 'node:zlib'
import type { MemberPlace, ZipMember } from '../../../src-shared/model/source.ts'
import { memberSentences } from '../../../src-shared/words/archives.ts'
import { contentOf, worstOf } from '../content.ts'
import { inflateStream } from '../deflate.ts'
import type { GzipState } from '../gzip-state.ts'
import type { Inflater } from '../inflate/inflater.ts'
import {
  defaultLimits, failed, inflatesTooFar, mostOf, type ReadLimits, type SourceContent, tooLarge,
} from '../source-content.ts' // biome-ignore format: a list
import type { ArchiveBytes } from './bytes.ts'

/** What a member of an archive holds, as if it had been unpacked. */
export function memberContent(
  archive: ArchiveBytes,
  place: MemberPlace,
  limits: ReadLimits,
  inflater: Inflater | null,
): SourceContent {
  if (place.bytes > limits.ceiling) return tooLarge(place.bytes, limits)
  const unpacked = unpack(archive, place, limits, inflater)
  if ('gzip' in unpacked) return unpacked
  const { bytes, fault } = unpacked
  if (fault !== null && bytes.length === 0) return failed(fault.state, place.bytes, fault.sentence)
  const content = { ...contentOf(bytes, limits, inflater), compressedBytes: place.bytes }
  return fault === null ? content : withFault(content, fault)
}

/** The member as a file would be that it was unpacked to; null where it is damaged or beyond the limits. */
export function memberBytes(archive: ArchiveBytes, place: MemberPlace): Buffer | null {
  const unpacked = unpack(archive, place, defaultLimits, null)
  return 'gzip' in unpacked || unpacked.fault !== null ? null : unpacked.bytes
}

function unpack(
  archive: ArchiveBytes,
  place: MemberPlace,
  limits: ReadLimits,
  inflater: Inflater | null,
): Unpacked | SourceContent {
  return place.zip === null
    ? takeStored(archive, place.offset, place.bytes)
    : unzip(archive, place, place.zip, limits, inflater)
}

/** What a member is before it is asked what it holds. */
interface Unpacked {
  readonly bytes: Buffer
  readonly fault: Fault | null
}

interface Fault {
  readonly state: GzipState
  readonly sentence: string
  /** Whether its bytes are not all there. */
  readonly isPart: boolean
}

function withFault({ gzip, sha256, problem, ...content }: SourceContent, fault: Fault): SourceContent {
  return {
    ...content,
    gzip: worstOf([gzip, fault.state]),
    sha256: fault.isPart ? null : sha256,
    problem: problem === null ? fault.sentence : `${fault.sentence} ${problem}`,
  }
}

const cut: Fault = { state: 'truncated', sentence: memberSentences.cut, isPart: true }
const broken: Fault = { state: 'bad-gzip', sentence: memberSentences.broken, isPart: true }
const otherSum: Fault = { state: 'bad-checksum', sentence: memberSentences.otherChecksum, isPart: false }

function takeStored(archive: ArchiveBytes, offset: number, length: number): Unpacked {
  const bytes = archive.read(offset, length)
  return { bytes, fault: bytes.length < length ? cut : null }
}

const localHeader = { signature: 0x04034b50, length: 30, nameAt: 26, extraAt: 28 } as const

/** The local header has a name and extra fields of its own, which need not be as long as those of the directory. */
function unzip(
  archive: ArchiveBytes,
  { offset, bytes: length }: MemberPlace,
  zip: ZipMember,
  limits: ReadLimits,
  inflater: Inflater | null,
): Unpacked | SourceContent {
  const header = archive.read(offset, localHeader.length)
  if (header.length < localHeader.length) return failed('truncated', length, memberSentences.cut)
  if (header.readUInt32LE(0) !== localHeader.signature) return failed('bad-gzip', length, memberSentences.elsewhere)
  const start =
    offset + localHeader.length + header.readUInt16LE(localHeader.nameAt) + header.readUInt16LE(localHeader.extraAt)
  const { bytes, fault } = takeStored(archive, start, length)
  if (!zip.isDeflated) return { bytes, fault: fault ?? checked(bytes, zip) }
  return inflateMember(bytes, zip, limits, inflater)
}

function inflateMember(
  stream: Buffer,
  zip: ZipMember,
  limits: ReadLimits,
  inflater: Inflater | null,
): Unpacked | SourceContent {
  const most = mostOf(stream.length, limits)
  const { size } = zip
  if (size !== null && size > most) return inflatesTooFar(stream.length, most, limits)
  const usual = size === null ? null : (inflater?.inflate(stream, size)?.bytes ?? null)
  if (usual !== null && usual.length === size) return { bytes: usual, fault: checked(usual, zip) }
  // One byte more than is stated shows that it inflates to more.
  const inflation = inflateStream(stream, size === null ? most : size + 1, (size ?? 65_536) + 64)
  switch (inflation.ended) {
    case 'whole':
      return { bytes: inflation.bytes, fault: checked(inflation.bytes, zip) }
    case 'too-long':
      return size === null
        ? inflatesTooFar(stream.length, most, limits)
        : failed('bad-gzip', stream.length, memberSentences.longer)
    case 'cut':
      return { bytes: inflation.bytes, fault: cut }
    case 'broken':
      return { bytes: inflation.bytes, fault: broken }
  }
}

function checked(bytes: Buffer, { size, crc32: stated }: ZipMember): Fault | null {
  if (size === null) return cut
  return bytes.length === size && crc32(bytes) === stated ? null : otherSum
}
