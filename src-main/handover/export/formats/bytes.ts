/** As long as this, a loop over bytes takes less time than a call of `set`. */
const shortBytes = 40

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
    const { length } = bytes
    this.#reserve(length)
    const memory = this.#memory
    if (length > shortBytes) memory.set(bytes, this.length)
    else for (let k = 0, at = this.length; k < length; k++, at++) memory[at] = bytes[k]!
    this.length += length
  }

  byte(byte: number): void {
    this.#reserve(1)
    this.#memory[this.length++] = byte
  }

  /** What was written, and the memory that it lies in. */
  given(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#memory.buffer as ArrayBuffer, 0, this.length)
  }

  #reserve(more: number): void {
    if (this.length + more <= this.#memory.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(this.length + more, 2 * this.#memory.length))
    this.#memory.copy(larger, 0, 0, this.length)
    this.#memory = larger
  }
}
