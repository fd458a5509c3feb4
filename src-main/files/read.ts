import { createHash } from 'node:crypto'
import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { crc32, inflateRawSync } from 'node:zlib'
// Its build for Node declares a `require` of its own, which the bundle has already.
import { Inflate } from 'fflate/browser'
import type { SourceRef } from '../../src-shared/model/source.ts'
import { isVanished, systemReason } from './discover.ts'
import { gzipHeaderLength } from './gzip-header.ts'
import type { GzipState } from './gzip-state.ts'
import type { Inflater } from './inflate/inflater.ts'
import { nativePath } from './native-path.ts'
import { utf8OfUtf16 } from './utf16.ts'

/** One source file, read once: everything else is told from this. */
export interface SourceContent {
  readonly gzip: GzipState
  /**
   * The inflated bytes; for a truncated or broken stream what could be inflated of it; else empty. From an inflater:
   * gone with its next use.
   */
  readonly bytes: Buffer
  /** Lower-case hex SHA-256 of the inflated bytes. Null unless they are all there. */
  readonly sha256: string | null
  /** The same of `bytes`, whether they are all of it or what could be saved; null where there are none. */
  readonly readSha256: string | null
  /** Size as it lies on disk. */
  readonly compressedBytes: number
  /** What is wrong with it, a whole sentence; null when nothing is. */
  readonly problem: string | null
  /** It was not there any more. */
  readonly isGone?: true
  /** Its text is UTF-16: `bytes` are the same text in UTF-8, and the hashes are of what lies in the file. */
  readonly isUtf16?: true
}

export interface ReadLimits {
  /** Most bytes a file may inflate to. */
  readonly ceiling: number
  /** Most inflated bytes per byte on disk, once a file inflates to more than `ratioAbove`. */
  readonly ratio: number
  readonly ratioAbove: number
}

const MiB = 1024 * 1024
export const defaultLimits: ReadLimits = { ceiling: 2048 * MiB, ratio: 250, ratioAbove: 64 * MiB }

/** Bytes inflated at a time while saving what can be. */
const salvagePiece = 4096
const trailerLength = 8
const nothing = Buffer.alloc(0)

/**
 * Reads, inflates and hashes one file. Synchronous: it is made for worker threads, where the synchronous calls are
 * the fastest. Trouble is a fact about the file, never an exception.
 *
 * The gzip frame is taken apart here (RFC 1952) rather than by zlib, because zlib would inflate any number of members
 * one behind the other, and what was signed is the first alone.
 */
export function readSource(
  { path, member }: SourceRef,
  limits: ReadLimits = defaultLimits,
  inflater: Inflater | null = null,
): SourceContent {
  if (member !== null) throw new Error(`${path}: members of archives are not read yet`)
  let opened: number | null = null
  let file: Buffer
  try {
    opened = openSync(nativePath(path), forReading)
    const stat = fstatSync(opened)
    if (!stat.isFile()) return failed('unreadable', 0, 'It is no longer a file and was not read.')
    if (stat.size > limits.ceiling) return tooLarge(stat.size, limits)
    const bytes = stat.size === 0 ? readUnsized(opened) : readFileSync(opened)
    if (bytes === null) return failed('unreadable', 0, unsized)
    file = bytes
  } catch (error) {
    const content = failed('unreadable', 0, `It could not be read: ${systemReason(error)}.`)
    return isVanished(error) ? { ...content, isGone: true } : content
  } finally {
    if (opened !== null) closeSync(opened)
  }
  return contentOf(file, limits, inflater)
}

const mostUnsized = 64 * MiB
const unsized = `Its size is given as 0 and more than ${mostUnsized / MiB} MiB came of it, as of a file of /proc: it was not read.`

/** Of a file whose size is given as 0, as those of /proc are, which may never end; null when it gives too much. */
function readUnsized(opened: number): Buffer | null {
  const pieces: Buffer[] = []
  for (let length = 0; length <= mostUnsized; length += pieces.at(-1)!.length) {
    const piece = Buffer.alloc(MiB)
    const read = readSync(opened, piece)
    if (read === 0) return Buffer.concat(pieces)
    pieces.push(piece.subarray(0, read))
  }
  return null
}

/** Opening a pipe that took the file's place would wait for a writer without O_NONBLOCK, which Windows does not have. */
const forReading = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** Gzip within gzip is inflated this many times; a file may hold itself. */
const mostLayers = 8

/** What a file with these bytes holds. */
export function contentOf(
  file: Buffer,
  limits: ReadLimits = defaultLimits,
  inflater: Inflater | null = null,
): SourceContent {
  const content = contentAsItLies(file, limits, inflater)
  const text = utf8OfUtf16(content.bytes)
  return text === null ? content : { ...content, bytes: text, isUtf16: true }
}

function contentAsItLies(file: Buffer, limits: ReadLimits, inflater: Inflater | null): SourceContent {
  if (file.length === 0) return failed('empty', 0, 'The file is empty.')
  if (file.length > limits.ceiling) return tooLarge(file.length, limits)
  if (!isGzip(file)) return whole('plain', file, file.length, null)
  const most = Math.min(limits.ceiling, Math.max(limits.ratioAbove, limits.ratio * file.length))
  const layers = [inflated(file, most, limits, inflater)]
  for (let { bytes } = layers[0]!; layers.length < mostLayers && isGzip(bytes); bytes = layers.at(-1)!.bytes) {
    // The bytes may lie in the memory that the inflater uses again.
    layers.push(inflated(Buffer.from(bytes), most, limits, inflater))
  }
  return layers.length === 1 ? layers[0]! : { ...nested(layers), compressedBytes: file.length }
}

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b

/** What copy tools make that compress once more what is compressed. It is as good as the worst of its layers. */
function nested(layers: readonly SourceContent[]): SourceContent {
  const worst = Math.max(...layers.map(({ gzip }) => fromBest.indexOf(gzip)))
  const { bytes, sha256, readSha256, compressedBytes } = layers.at(-1)!
  return {
    bytes,
    readSha256,
    compressedBytes,
    gzip: worst === 0 ? 'nested' : fromBest[worst]!,
    sha256: layers.every((layer) => layer.sha256 !== null) ? sha256 : null,
    problem: [nestedSentence, ...layers.flatMap(({ problem }) => problem ?? [])].join(' '),
  }
}

const nestedSentence = 'It is gzip within gzip: it was compressed once more. The innermost content was read.'

/** What may be found of a gzip frame, the worst last. */
const fromBest: readonly GzipState[] = [
  'whole', 'trailer-damaged', 'bad-checksum', 'trailing-data', 'truncated', 'bad-gzip', 'ratio-too-high', 'too-large',
] // biome-ignore format: a list

/** What one gzip file inflates to. `most`: bytes. */
function inflated(file: Buffer, most: number, limits: ReadLimits, inflater: Inflater | null): SourceContent {
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
  const stream = file.subarray(header)
  try {
    const { buffer, engine } = inflateRawSync(stream, {
      info: true,
      maxOutputLength: most,
      chunkSize: chunkSize(file, most),
    }) as unknown as Inflated
    return withTrailer(buffer, file, header + engine.bytesWritten)
  } catch (error) {
    switch (error instanceof Error && 'code' in error ? error.code : undefined) {
      case 'ERR_BUFFER_TOO_LARGE':
        if (most === limits.ceiling) return tooLarge(file.length, limits)
        return failed(
          'ratio-too-high',
          file.length,
          `It inflates to more than ${limits.ratio} times its size and was given up on at ${most} bytes.`,
        )
      case 'Z_BUF_ERROR':
        return saved('truncated', file, stream, most, 'The gzip file is cut off: its compressed data ends too early.')
      case 'Z_DATA_ERROR':
      case 'Z_NEED_DICT':
        return saved('bad-gzip', file, stream, most, 'The gzip file is broken: its compressed data cannot be inflated.')
      default:
        throw error
    }
  }
}

/** `info: true` makes zlib answer with this; the type definitions know only the Buffer. */
interface Inflated {
  readonly buffer: Buffer
  readonly engine: { readonly bytesWritten: number }
}

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

/**
 * What can be inflated of a damaged stream, up to where it breaks. zlib gives nothing of a stream it refuses; fflate
 * hands on what it has, but not of the piece that breaks it: that one is gone through byte by byte.
 */
function salvage(stream: Buffer, most: number): Buffer {
  const { breaksAt } = inflatePieces(stream, stream.length, most)
  return inflatePieces(stream, breaksAt, most).saved
}

/** In large pieces up to `careful`, then in single bytes as far as one large piece goes. */
function inflatePieces(stream: Buffer, careful: number, most: number): { saved: Buffer; breaksAt: number } {
  const saved: Uint8Array[] = []
  let length = 0
  let at = 0
  const inflate = new Inflate((piece) => {
    saved.push(piece.slice())
    length += piece.length
  })
  const end = Math.min(stream.length, careful + salvagePiece)
  try {
    while (at < end && length < most) {
      const next = at < careful ? Math.min(at + salvagePiece, end) : at + 1
      inflate.push(stream.subarray(at, next))
      at = next
    }
  } catch {
    // Here it breaks.
  }
  return { saved: Buffer.concat(saved, Math.min(length, most)), breaksAt: at }
}

function whole(gzip: GzipState, bytes: Buffer, compressedBytes: number, problem: string | null): SourceContent {
  const sha256 = sha256Of(bytes)
  return { gzip, bytes, sha256, readSha256: sha256, compressedBytes, problem }
}

function saved(gzip: GzipState, file: Buffer, stream: Buffer, most: number, problem: string): SourceContent {
  const bytes = salvage(stream, most)
  return { ...failed(gzip, file.length, problem), bytes, readSha256: bytes.length === 0 ? null : sha256Of(bytes) }
}

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

function failed(gzip: GzipState, compressedBytes: number, problem: string): SourceContent {
  return { gzip, bytes: nothing, sha256: null, readSha256: null, compressedBytes, problem }
}

const tooLarge = (compressedBytes: number, limits: ReadLimits): SourceContent =>
  failed('too-large', compressedBytes, `It is larger than the limit of ${limits.ceiling} bytes and was not read.`)
