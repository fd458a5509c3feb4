/**
 * The text of a file in UTF-16 as UTF-8, without its byte order mark; null for every other file. PowerShell's `>` writes
 * UTF-16 LE with a mark (about_Redirection, Windows PowerShell 5.1). Without a mark, JSON begins with ASCII, whose zero
 * bytes tell the order (RFC 4627, section 3). A lone surrogate becomes U+FFFD.
 */
export function utf8OfUtf16(bytes: Buffer): Buffer | null {
  const order = byteOrder(bytes)
  if (order === null) return null
  // The other order is not in every build of Node.
  const decoder = new TextDecoder('utf-16le')
  const pieces: Buffer[] = []
  // Piece by piece: a string holds 512 MB at most, and a file more.
  for (let at = 0; at < bytes.length; at += pieceBytes)
    pieces.push(Buffer.from(decoder.decode(asLittle(bytes.subarray(at, at + pieceBytes), order), { stream: true })))
  pieces.push(Buffer.from(decoder.decode()))
  return Buffer.concat(pieces)
}

function asLittle(piece: Buffer, order: ByteOrder): Buffer {
  if (order === 'little') return piece
  const swapped = Buffer.from(piece)
  // A byte too many is told by the decoder: U+FFFD.
  swapped.subarray(0, swapped.length & ~1).swap16()
  return swapped
}

/** An even number. */
const pieceBytes = 1 << 20

export const isUtf16 = (bytes: Buffer): boolean => byteOrder(bytes) !== null

type ByteOrder = 'little' | 'big'

/** Bytes that are looked at to tell text from binary data; an even number. */
const sampleBytes = 256

function byteOrder(bytes: Buffer): ByteOrder | null {
  if (bytes.length < 4) return null
  const [first, second] = [bytes.readUInt8(0), bytes.readUInt8(1)]
  // As nearly all files begin.
  if (first !== 0 && second !== 0 && first < 0xfe) return null
  const sample = bytes.subarray(0, Math.min(sampleBytes, bytes.length & ~1))
  if (first === 0xff && second === 0xfe) return isText(sample) ? 'little' : null
  if (first === 0xfe && second === 0xff) return isText(Buffer.from(sample).swap16()) ? 'big' : null
  if (first !== 0 && second === 0) return isAscii(sample) ? 'little' : null
  if (first === 0 && second !== 0) return isAscii(Buffer.from(sample).swap16()) ? 'big' : null
  return null
}

/** A zero here is UTF-32 or binary data. `sample`: UTF-16 LE. */
function isText(sample: Buffer): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells binary data here
  return !/[\x00-\x08\x0e-\x1f\ufffe\uffff]/.test(sample.toString('utf16le'))
}

/** Without a mark, the beginning is mostly ASCII. `sample`: UTF-16 LE. */
function isAscii(sample: Buffer): boolean {
  const text = sample.toString('utf16le')
  const foreign = text.replaceAll(/[\t\n\r\x20-\x7e]/g, '').length
  return isText(sample) && foreign <= text.length / 4
}
