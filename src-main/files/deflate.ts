import { inflateRawSync } from 'node:zlib'
// Its build for Node declares a `require` of its own, which the bundle has already.
import { Inflate } from 'fflate/browser'

/** What became of a deflate stream (RFC 1951). */
export type Inflation =
  /** `taken`: how many bytes are the stream; more may lie behind it. */
  | { readonly ended: 'whole'; readonly bytes: Buffer; readonly taken: number }
  /** It inflates to more than was allowed. */
  | { readonly ended: 'too-long' }
  /** It ends too early, or cannot be inflated. `bytes`: what could be saved of it. */
  | { readonly ended: 'cut' | 'broken'; readonly bytes: Buffer }

/** Inflates with zlib, and what zlib refuses as far as it goes. `chunkSize`: bytes that are allocated at a time. */
export function inflateStream(stream: Buffer, most: number, chunkSize: number): Inflation {
  try {
    const options = { info: true, maxOutputLength: most, chunkSize }
    const { buffer, engine } = inflateRawSync(stream, options) as unknown as Inflated
    return { ended: 'whole', bytes: buffer, taken: engine.bytesWritten }
  } catch (error) {
    switch (error instanceof Error && 'code' in error ? error.code : undefined) {
      case 'ERR_BUFFER_TOO_LARGE':
        return { ended: 'too-long' }
      case 'Z_BUF_ERROR':
        return { ended: 'cut', bytes: salvage(stream, most) }
      case 'Z_DATA_ERROR':
      case 'Z_NEED_DICT':
        return { ended: 'broken', bytes: salvage(stream, most) }
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

/** Bytes inflated at a time while saving what can be. */
const salvagePiece = 4096

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
