/** More bits are taken by arithmetic, as those of JavaScript's operators are 32. */
const mostShifted = 24

/**
 * Reads runs of repeated and of bit-packed values (parquet-format, Encodings.md, "Run Length Encoding / Bit-Packing
 * Hybrid") until `into` is full. The library's own reader believes the length of a run, and fills memory until the process
 * ends. Throws where the bytes end first.
 */
export function readHybrid(bytes: Uint8Array, width: number, into: Uint8Array | Uint32Array): void {
  if (width > 32) throw new Error('a page of it has values of no valid width')
  const reader = new ByteReader(bytes)
  for (let at = 0; width > 0 && at < into.length; ) {
    const header = reader.varint()
    const count = Math.min((header >>> 1) * ((header & 1) === 0 ? 1 : 8), into.length - at)
    if ((header & 1) === 0) into.fill(reader.integer(width), at, at + count)
    else readPacked(reader, width, into.subarray(at, at + count))
    at += count
  }
}

function readPacked(reader: ByteReader, width: number, into: Uint8Array | Uint32Array): void {
  if (width > mostShifted) {
    readWide(reader, width, into)
    return
  }
  const mask = (1 << width) - 1
  let bits = 0
  let held = 0
  for (let n = 0; n < into.length; n++) {
    for (; held < width; held += 8) bits |= reader.byte() << held
    into[n] = bits & mask
    bits >>>= width
    held -= width
  }
}

function readWide(reader: ByteReader, width: number, into: Uint8Array | Uint32Array): void {
  const above = 2 ** width
  let bits = 0
  let held = 0
  for (let n = 0; n < into.length; n++) {
    for (; held < width; held += 8) bits += reader.byte() * 2 ** held
    into[n] = bits % above
    bits = Math.floor(bits / above)
    held -= width
  }
}

class ByteReader {
  private at = 0

  constructor(private readonly bytes: Uint8Array) {}

  byte(): number {
    const byte = this.bytes[this.at++]
    if (byte === undefined) throw new Error('a page of it ends too early')
    return byte
  }

  varint(): number {
    let value = 0
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte()
      value |= (byte & 0x7f) << shift
      if (byte < 0x80) return value >>> 0
    }
    throw new Error('a page of it has a run of no valid length')
  }

  /** Little-endian, of whole bytes. */
  integer(width: number): number {
    let value = 0
    for (let bit = 0; bit < width; bit += 8) value += this.byte() * 2 ** bit
    return value
  }
}
