import base64 from './wasm/index.ts?compiled'

/** What wasm/index.ts exports. */
interface Compiled {
  readonly memory: WebAssembly.Memory
  readonly most: WebAssembly.Global
  pieceAt(): number
  know(length: number): void
  begin(open: number): void
  endIn(from: number, length: number): number
  behindMembers(from: number, length: number): number
}

let module: WebAssembly.Module | null = null

/** Holds a piece of one text at a time. A thread needs one, or one for each text that is gone on with behind another. */
export class Skipper {
  readonly compiled: Compiled
  readonly piece: Uint8Array
  /** Of which text the piece holds which bytes. */
  text = 0
  from = 0
  to = 0

  /** `keys`: those that `behindMembers` stops at. It may stop at others, too. */
  constructor(keys: readonly string[] = []) {
    module ??= new WebAssembly.Module(Buffer.from(base64, 'base64'))
    this.compiled = new WebAssembly.Instance(module, {}).exports as unknown as Compiled
    const { memory, most } = this.compiled
    this.piece = new Uint8Array(memory.buffer, this.compiled.pieceAt(), most.value)
    for (const key of keys) this.compiled.know(Buffer.from(key).copy(this.piece))
  }
}

let usual: Skipper | null = null

/** Of many texts only the beginning is looked at, and copying more would take longer than looking through it. */
const firstPiece = 2_048

/** Texts are known by number: the skipper keeps none of them from being freed. */
let texts = 0

/** A text whose values are skipped. Its bytes must not change meanwhile: values near each other are copied once. */
export class SkippedText {
  readonly #bytes: Buffer
  readonly #skipper: Skipper
  readonly #number = ++texts

  constructor(bytes: Buffer, skipper?: Skipper) {
    this.#bytes = bytes
    usual ??= new Skipper()
    this.#skipper = skipper ?? usual
  }

  /**
   * Where a value ends of which `from` is within: behind the bracket that closes the last of `open` containers, or behind
   * the closing quote of a text, where `open` is 0. -1 where it does not end.
   */
  endOf(from: number, open: number): number {
    const held = this.#skipper
    held.compiled.begin(open)
    for (let at = from; at < this.#bytes.length; at = held.to) {
      if (!this.#holds(at)) this.#hold(at)
      const end = held.compiled.endIn(at - held.from, held.to - held.from)
      if (end !== -1) return held.from + end
    }
    return -1
  }

  /**
   * Passes over members of an object, from a key on. Gives where the first one begins whose key is known, or that is not
   * written as usual (it may be no JSON), or that is longer than a piece; or where the object ends.
   */
  behindMembers(from: number): number {
    const held = this.#skipper
    if (!this.#holds(from)) this.#hold(from)
    for (let at = from; ; ) {
      const next = held.compiled.behindMembers(at - held.from, held.to - held.from)
      if (next >= 0) return held.from + next
      // The member there goes on behind the piece.
      at = held.from + ~next
      if (held.to === this.#bytes.length || (at === held.from && held.to - at > firstPiece)) return at
      this.#hold(at)
    }
  }

  #holds(at: number): boolean {
    const held = this.#skipper
    return held.text === this.#number && at >= held.from && at < held.to
  }

  #hold(at: number): void {
    const held = this.#skipper
    const size = held.text === this.#number ? held.piece.length : firstPiece
    const to = Math.min(at + size, this.#bytes.length)
    this.#bytes.copy(held.piece, 0, at, to)
    held.text = this.#number
    held.from = at
    held.to = to
  }
}
