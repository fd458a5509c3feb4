import { crc32 } from 'node:zlib'
import { type Inflation, inflateStream } from './deflate.ts'
import { gzipHeaderLength } from './gzip-header.ts'
import type { Inflater } from './inflate/inflater.ts'
import {
  failed,
  inflatesTooFar,
  inMembers,
  type ReadLimits,
  type SourceContent,
  saved,
  whole,
} from './source-content.ts'

const trailerLength = 8

export const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b

/**
 * What one gzip file inflates to. `most`: bytes. The frame is taken apart here (RFC 1952) rather than by zlib, because
 * zlib would inflate any number of members one behind the other, and what was signed is the first alone.
 */
export function gunzipped(file: Buffer, most: number, limits: ReadLimits, inflater: Inflater | null): SourceContent {
  const header = gzipHeaderLength(file)
  if (header === 'truncated') return failed('truncated', file.length, 'The gzip file ends within its header.')
  if (header === 'bad') return failed('bad-gzip', file.length, 'The gzip header is not valid.')
  const usual = inflater === null || statedSize(file) > most ? null : inflateUsual(file, header, inflater)
  if (usual !== null && isSound(usual, file, file.length - trailerLength))
    return whole('whole', usual, file.length, null)
  return inflateMember(file, header, most, limits)
}

/**
 * What the usual file inflates to: one whole member and nothing behind it. Whether it is what its checksum says is not
 * looked at. Null for any other file, and for a huge one.
 */
export function inflateUsual(file: Buffer, header: number, inflater: Inflater): Buffer | null {
  const trailerAt = file.length - trailerLength
  if (trailerAt < header) return null
  const size = statedSize(file)
  const inflated = inflater.inflate(file.subarray(header, trailerAt), size)
  return inflated?.taken === trailerAt - header && inflated.bytes.length === size ? inflated.bytes : null
}

function inflateMember(file: Buffer, header: number, most: number, limits: ReadLimits): SourceContent {
  const inflation = inflateStream(file.subarray(header), most, chunkSize(file, most))
  switch (inflation.ended) {
    case 'whole':
      return (
        furtherMembers(inflation, file, header, most) ?? withTrailer(inflation.bytes, file, header + inflation.taken)
      )
    case 'too-long':
      return inflatesTooFar(file.length, most, limits)
    case 'cut':
      return saved('truncated', inflation.bytes, file.length, cutSentence)
    case 'broken':
      return saved('bad-gzip', inflation.bytes, file.length, brokenSentence)
  }
}

/**
 * A file of several members, as Firehose and `cat` make them. Null for any other: where one is not sound, all that lies
 * behind the first is trailing data.
 */
function furtherMembers(first: WholeInflation, file: Buffer, header: number, most: number): SourceContent | null {
  const members = [first.bytes]
  let left = most - first.bytes.length
  let trailerAt = header + first.taken
  for (let last = first.bytes; isSoundBefore(last, file, trailerAt); last = members.at(-1)!) {
    const from = trailerAt + trailerLength
    if (from === file.length) return members.length === 1 ? null : inMembers(members, file.length)
    const rest = file.subarray(from)
    const length = gzipHeaderLength(rest)
    const inflation = typeof length === 'number' ? inflateStream(rest.subarray(length), left, memberChunk) : null
    if (typeof length !== 'number' || inflation?.ended !== 'whole') return null
    // What zlib gives is a slice of a chunk, which is larger than most members.
    members.push(Buffer.from(inflation.bytes))
    left -= inflation.bytes.length
    trailerAt = from + length + inflation.taken
  }
  return null
}

type WholeInflation = Extract<Inflation, { ended: 'whole' }>
const memberChunk = 65_536

const isSoundBefore = (bytes: Buffer, file: Buffer, trailerAt: number): boolean =>
  file.length - trailerAt >= trailerLength && isSound(bytes, file, trailerAt)

const cutSentence = 'The gzip file is cut off: its compressed data ends too early.'
const brokenSentence = 'The gzip file is broken: its compressed data cannot be decompressed.'

/** RFC 1952, 2.3.1: behind the compressed blocks stand CRC32 and ISIZE, little-endian, then perhaps more members. */
function withTrailer(bytes: Buffer, file: Buffer, trailerAt: number): SourceContent {
  const left = file.length - trailerAt
  if (left < trailerLength) {
    return whole(
      'trailer-damaged',
      bytes,
      file.length,
      'The end of the gzip file is cut off, behind its whole content.',
    )
  }
  if (left > trailerLength) {
    const extra = left - trailerLength
    const problem = `${extra} bytes lie behind the gzip data; only what precedes them was read.`
    return whole('trailing-data', bytes, file.length, problem)
  }
  return isSound(bytes, file, trailerAt)
    ? whole('whole', bytes, file.length, null)
    : whole('bad-checksum', bytes, file.length, 'The checksum or length at the end of the gzip file does not fit.')
}

const isSound = (bytes: Buffer, file: Buffer, trailerAt: number): boolean =>
  file.readUInt32LE(trailerAt) === crc32(bytes) && file.readUInt32LE(trailerAt + 4) === bytes.length % 2 ** 32

/** ISIZE of what may be the trailer: the header alone is longer. */
const statedSize = (file: Buffer): number => file.readUInt32LE(file.length - 4)

/** ISIZE says how much to expect: one allocation and no copy. It is believed only where it is plausible. */
function chunkSize(file: Buffer, most: number): number {
  const stated = statedSize(file)
  const plausible = stated >= file.length / 2 && stated <= Math.min(most, file.length * 40 + 65_536)
  return plausible ? stated + 64 : 65_536
}
