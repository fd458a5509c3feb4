import base64 from './wasm/index.ts?compiled'

/** What wasm/index.ts exports. */
interface Compiled {
  readonly memory: WebAssembly.Memory
  readonly most: WebAssembly.Global
  pieceAt(): number
  begin(open: number): void
  endIn(from: number, length: number): number
}

/** One for each thread. */
interface Skipper {
  readonly compiled: Compiled
  readonly piece: Uint8Array
  /** Of which text the piece holds which bytes. */
  text: number
  from: number
  to: number
}

let skipper: Skipper | null = null

function theSkipper(): Skipper {
  if (skipper !== null) return skipper
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(base64, 'base64')), {})
  const compiled = exports as unknown as Compiled
  const piece = new Uint8Array(compiled.memory.buffer, compiled.pieceAt(), compiled.most.value)
  skipper = { compiled, piece, text: 0, from: 0, to: 0 }
  return skipper
}

/** Of many texts only the beginning is looked at, and copying more would take longer than looking through it. */
const firstPiece = 2_048

/** Texts are known by number: the skipper keeps none of them from being freed. */
let texts = 0

/** A text whose values are skipped. Its bytes must not change meanwhile: values near each other are copied once. */
export class SkippedText {
  readonly #bytes: Buffer
  readonly #number = ++texts

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  /**
   * Where a value ends of which `from` is within: behind the bracket that closes the last of `open` containers, or behind
   * the closing quote of a text, where `open` is 0. -1 where it does not end.
   */
  endOf(from: number, open: number): number {
    const held = theSkipper()
    held.compiled.begin(open)
    for (let at = from; at < this.#bytes.length; at = held.to) {
      this.#hold(held, at)
      const end = held.compiled.endIn(at - held.from, held.to - held.from)
      if (end !== -1) return held.from + end
    }
    return -1
  }

  #hold(held: Skipper, at: number): void {
    const isSame = held.text === this.#number
    if (isSame && at >= held.from && at < held.to) return
    const to = Math.min(at + (isSame ? held.piece.length : firstPiece), this.#bytes.length)
    this.#bytes.copy(held.piece, 0, at, to)
    held.text = this.#number
    held.from = at
    held.to = to
  }
}
