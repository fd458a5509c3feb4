import base64 from './wasm/index.ts?compiled'

/** What wasm/index.ts exports. */
interface Compiled {
  readonly memory: WebAssembly.Memory
  readonly most: WebAssembly.Global
  pieceAt(): number
  begin(open: number, inText: boolean): void
  endIn(length: number): number
}

interface Skipper {
  readonly compiled: Compiled
  readonly piece: Uint8Array
}

/** One for each thread: nothing is kept in it from one value to the next. */
let skipper: Skipper | null = null

function theSkipper(): Skipper {
  if (skipper !== null) return skipper
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(base64, 'base64')), {})
  const compiled = exports as unknown as Compiled
  const piece = new Uint8Array(compiled.memory.buffer, compiled.pieceAt(), compiled.most.value)
  skipper = { compiled, piece }
  return skipper
}

/** Most values end within the first piece, and copying more than them would take longer than looking through them. */
const firstPiece = 2_048

/**
 * Where a value ends of which `from` is within: behind the closing quote of a text, or behind the bracket that closes the
 * last of `open` containers. -1 where it does not end.
 */
export function endOfValue(bytes: Buffer, from: number, open: number, inText: boolean): number {
  const { compiled, piece } = theSkipper()
  compiled.begin(open, inText)
  for (let at = from, size = firstPiece; at < bytes.length; size = piece.length) {
    const length = bytes.copy(piece, 0, at, Math.min(at + size, bytes.length))
    const end = compiled.endIn(length)
    if (end !== -1) return at + end
    at += length
  }
  return -1
}
