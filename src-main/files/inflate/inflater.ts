import base64 from './wasm/index.ts?compiled'

export interface Inflated {
  /** A view of the inflater's memory: gone when it is used again. */
  readonly bytes: Buffer
  /** How many bytes of what was given are the stream; what lies behind them was not looked at. */
  readonly taken: number
}

/** What wasm/index.ts exports. Addresses are places in `memory`. */
interface Compiled {
  readonly memory: WebAssembly.Memory
  readonly inputPadding: WebAssembly.Global
  readonly outputPadding: WebAssembly.Global
  heapBase(): number
  inflate(input: number, length: number, room: number, roomSize: number): number
  readonly streamLength: WebAssembly.Global
}

/** Its memory stays as large as the largest stream made it. */
const mostBytes = 32 * 1024 * 1024
const pageSize = 65_536
const align = (address: number) => (address + 15) & ~15

let compiled: WebAssembly.Module | null = null

/**
 * Inflates deflate streams (RFC 1951) in a little more than half the time zlib takes, into a memory of its own that is
 * used over and over: reading a trail would else allocate all of its text. It knows no reasons: what it does not take
 * is to be given to zlib, and so is what turns out to be other than its checksum says.
 *
 * Node's zlib also brings down the whole process where a thread is ended just as it makes one of zlib's objects
 * (“close before init”); threads that are ended at work had better make few.
 */
export class Inflater {
  private readonly compiled: Compiled
  private readonly input: number

  constructor() {
    compiled ??= new WebAssembly.Module(Buffer.from(base64, 'base64'))
    this.compiled = new WebAssembly.Instance(compiled, {}).exports as Compiled
    this.input = align(this.compiled.heapBase())
  }

  /** `size`: what the stream inflates to, at most. Null where it is no whole stream, inflates to more, or is huge. */
  inflate(stream: Uint8Array, size: number): Inflated | null {
    if (size > mostBytes) return null
    const { memory, inputPadding, outputPadding } = this.compiled
    const inputEnd = this.input + stream.length
    const output = align(inputEnd + inputPadding.value)
    const missing = output + size + outputPadding.value - memory.buffer.byteLength
    if (missing > 0) memory.grow(Math.ceil(missing / pageSize))
    new Uint8Array(memory.buffer, this.input, stream.length).set(stream)
    const written = this.compiled.inflate(this.input, stream.length, output, size)
    if (written === -1) return null
    return { bytes: Buffer.from(memory.buffer, output, written), taken: this.compiled.streamLength.value }
  }
  /** Whether these bytes are a view of its memory. */
  holds(bytes: Buffer): boolean {
    return bytes.buffer === this.compiled.memory.buffer
  }
}
