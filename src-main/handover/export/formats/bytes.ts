/** As long as this, a loop over bytes takes less time than a call of `set`. */
const shortBytes = 128
const zero = '0'.charCodeAt(0)
const hexDigits = Buffer.from('0123456789abcdef')

/** Bytes that are written one behind the other into memory that grows. */
export class Bytes {
  #memory: Buffer
  /** How many are written. Set back, what is behind is forgotten. */
  length = 0

  /** `room`: memory of an earlier one, which nobody needs any more. */
  constructor(room: ArrayBuffer | null = null) {
    this.#memory = room === null ? Buffer.allocUnsafeSlow(1 << 20) : Buffer.from(room)
  }

  /** As UTF-8. */
  text(text: string): void {
    // No unit of UTF-16 takes more than three bytes.
    this.#reserve(3 * text.length)
    this.length += this.#memory.write(text, this.length)
  }

  bytes(bytes: Uint8Array): void {
    this.#copy(bytes, 0, bytes.length)
  }

  /** What another one has from `begin` until `end`. */
  part(other: Bytes, begin: number, end: number): void {
    this.#copy(other.#memory, begin, end)
  }

  /** As hexadecimal digits, in lower case. */
  hex(bytes: Uint8Array, begin: number, end: number): void {
    this.#reserve(2 * (end - begin))
    const memory = this.#memory
    let at = this.length
    for (let k = begin; k < end; k++) {
      memory[at++] = hexDigits[bytes[k]! >> 4]!
      memory[at++] = hexDigits[bytes[k]! & 15]!
    }
    this.length = at
  }

  /** A whole number, not negative, as so many decimal digits at the end of it. */
  digits(value: number, count: number): void {
    this.#reserve(count)
    const memory = this.#memory
    for (let at = this.length + count - 1, rest = value; at >= this.length; at--) {
      const tens = Math.floor(rest / 10)
      memory[at] = zero + rest - 10 * tens
      rest = tens
    }
    this.length += count
  }

  byte(byte: number): void {
    this.#reserve(1)
    this.#memory[this.length++] = byte
  }

  /** What was written, and the memory that it lies in. */
  given(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#memory.buffer as ArrayBuffer, 0, this.length)
  }

  #copy(from: Uint8Array, begin: number, end: number): void {
    const length = end - begin
    this.#reserve(length)
    const memory = this.#memory
    if (length > shortBytes) memory.set(from.subarray(begin, end), this.length)
    else for (let k = begin, at = this.length; k < end; k++, at++) memory[at] = from[k]!
    this.length += length
  }

  #reserve(more: number): void {
    if (this.length + more <= this.#memory.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(this.length + more, 2 * this.#memory.length))
    this.#memory.copy(larger, 0, 0, this.length)
    this.#memory = larger
  }
}
