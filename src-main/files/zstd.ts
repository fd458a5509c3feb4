import { Decompress, ZstdErrorCode } from 'fzstd'
import { inflatesTooFar, type ReadLimits, type SourceContent, saved, whole } from './source-content.ts'

/** Magic_Number of a Zstandard frame (RFC 8878, 3.1.1). */
const magic = 0xfd2fb528

export const isZstd = (bytes: Buffer): boolean => bytes.length >= 4 && bytes.readUInt32LE(0) === magic

const tooLong = new Error('It inflates to more than is allowed')

/** Bytes that are given to the library at a time: it gives out what they hold before it sees the next. */
const pieceBytes = 1 << 18

/** What one Zstandard file inflates to. `most`: bytes. Its checksum is not looked at: a SHA-256 is. */
export function unzstd(file: Buffer, most: number, limits: ReadLimits): SourceContent {
  const pieces: Uint8Array[] = []
  let length = 0
  const stream = new Decompress((piece) => {
    pieces.push(piece)
    length += piece.length
    if (length > most) throw tooLong
  })
  const content = (): Buffer => Buffer.concat(pieces, length)
  try {
    for (let at = 0; at < file.length; at += pieceBytes) {
      stream.push(file.subarray(at, at + pieceBytes), at + pieceBytes >= file.length)
    }
  } catch (error) {
    if (error === tooLong) return inflatesTooFar(file.length, most, limits)
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === ZstdErrorCode.UnexpectedEOF) return saved('truncated', content(), file.length, cutSentence)
    if (code === ZstdErrorCode.WindowSizeTooLarge) return saved('bad-gzip', content(), file.length, windowSentence)
    return saved('bad-gzip', content(), file.length, brokenSentence)
  }
  return whole('whole', content(), file.length, null)
}

const cutSentence = 'The Zstandard file is cut off: its compressed data ends too early.'
const brokenSentence = 'The Zstandard file is broken: its compressed data cannot be decompressed.'
const windowSentence =
  'The Zstandard file was written with a window that is too large to read (zstd --long): unpack it.'
