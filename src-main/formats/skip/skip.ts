import base64 from './wasm/index.ts?compiled'

/** What wasm/index.ts exports. Places are addresses in `memory`, which does not grow. */
interface Compiled {
  readonly memory: WebAssembly.Memory
  readonly most: WebAssembly.Global
  pieceOf(text: number): number
  know(length: number): void
  begin(open: number): void
  endIn(from: number, to: number): number
  behindMembers(from: number, end: number): number
  marksOf(text: number): number
  outcomeAt(): number
  unescape(from: number, to: number, goesOn: boolean, text: number): number
}

/** A piece of a text in WebAssembly's memory: the bytes from `from` to `to` of the text of that number. */
interface Piece {
  readonly at: number
  readonly bytes: Uint8Array
  text: number
  from: number
  to: number
}

let module: WebAssembly.Module | null = null

/** Holds a piece of one text at a time, and of one within it, and so on. */
export class Skipper {
  readonly compiled: Compiled
  readonly outcome: Uint32Array
  readonly #pieces: Piece[] = []
  readonly #most: number

  /** `keys`: those that `behindMembers` stops at. It may stop at others, too. */
  constructor(keys: readonly string[] = []) {
    module ??= new WebAssembly.Module(Buffer.from(base64, 'base64'))
    this.compiled = new WebAssembly.Instance(module, {}).exports as unknown as Compiled
    this.#most = this.compiled.most.value
    this.outcome = new Uint32Array(this.compiled.memory.buffer, this.compiled.outcomeAt(), 2)
    for (const key of keys) this.compiled.know(Buffer.from(key).copy(this.pieceOf(0).bytes))
  }

  /** Of the text that lies within so many others, at most 24. */
  pieceOf(depth: number): Piece {
    for (let n = this.#pieces.length; n <= depth; n++) {
      const at = this.compiled.pieceOf(n)
      const bytes = new Uint8Array(this.compiled.memory.buffer, at, this.#most)
      this.#pieces.push({ at, bytes, text: 0, from: 0, to: 0 })
    }
    return this.#pieces[depth]!
  }
}

let usual: Skipper | null = null

/** Of many texts only the beginning is looked at, and copying more would take longer than looking through it. */
const firstPiece = 2_048
/** Of what a piece holds of a string, the last 16 bytes may be left when its escapes are resolved. */
const leastHeld = 1_024

/** Texts are known by number: the skipper keeps none of them from being freed. */
let texts = 0

/** A text whose values are skipped. Its bytes must not change meanwhile: values near each other are copied once. */
export class SkippedText {
  readonly bytes: Buffer
  readonly #skipper: Skipper
  /** How many other texts it lies within. */
  readonly #depth: number
  readonly #held: Piece
  readonly #number = ++texts

  constructor(bytes: Buffer, skipper?: Skipper, depth = 0) {
    this.bytes = bytes
    usual ??= new Skipper()
    this.#skipper = skipper ?? usual
    this.#depth = depth
    this.#held = this.#skipper.pieceOf(depth)
  }

  /**
   * Where a value ends of which `from` is within: behind the bracket that closes the last of `open` containers, or behind
   * the closing quote of a text, where `open` is 0. -1 where it does not end.
   */
  endOf(from: number, open: number): number {
    const { compiled } = this.#skipper
    const held = this.#held
    compiled.begin(open)
    for (let at = from; at < this.bytes.length; at = held.to) {
      if (!this.#holds(at)) this.#hold(at)
      const end = compiled.endIn(held.at + at - held.from, held.at + held.to - held.from)
      if (end !== 0) return held.from + end - held.at
    }
    return -1
  }

  /**
   * Passes over members of an object, from a key on. Gives where the first one begins whose key is known, or that is not
   * written as usual (it may be no JSON), or that is longer than a piece; or where the object ends.
   */
  behindMembers(from: number): number {
    const { compiled } = this.#skipper
    const held = this.#held
    if (from >= this.bytes.length) return from
    if (!this.#holds(from)) this.#hold(from)
    for (let at = from; ; ) {
      const next = compiled.behindMembers(held.at + at - held.from, held.at + held.to - held.from)
      if (next >= 0) return held.from + next - held.at
      // The member there goes on behind the piece.
      at = held.from + ~next - held.at
      if (held.to === this.bytes.length || (at === held.from && held.to - at > firstPiece)) return at
      this.#hold(at)
    }
  }

  /** What the part of a string from `from` to `to` says; null where it is none. Only until it is asked again. */
  textWithin(from: number, to: number): Unescaped | null {
    const held = this.#held
    if (!this.#holds(from) || held.to < Math.min(from + leastHeld, to)) this.#hold(from)
    return to <= held.to ? this.#heldWithin(from, to) : this.#longWithin(from, to)
  }

  /** It stays where it was resolved, and is held there. */
  #heldWithin(from: number, to: number): Unescaped | null {
    const { compiled, outcome } = this.#skipper
    const depth = this.#depth + 1
    const start = this.#held.at + from - this.#held.from
    const size = compiled.unescape(start, start + to - from, false, depth)
    if (size === -1) return null
    const { buffer } = compiled.memory
    const piece = this.#skipper.pieceOf(depth)
    const text = new SkippedText(Buffer.from(buffer, piece.at, size), this.#skipper, depth)
    piece.text = text.#number
    piece.from = 0
    piece.to = size
    return { text, marks: new Uint32Array(buffer, compiled.marksOf(depth), outcome[1]! * 2) }
  }

  #longWithin(from: number, to: number): Unescaped | null {
    const { compiled, outcome } = this.#skipper
    const held = this.#held
    const depth = this.#depth + 1
    const { bytes } = this.#skipper.pieceOf(depth)
    const text = Buffer.allocUnsafe(to - from)
    const marks: number[] = []
    let length = 0
    for (let at = from; at < to; ) {
      if (!this.#holds(at) || held.to < Math.min(at + leastHeld, to)) this.#hold(at)
      const start = held.at + at - held.from
      const size = compiled.unescape(start, held.at + Math.min(held.to, to) - held.from, held.to < to, depth)
      if (size === -1) return null
      const found = new Uint32Array(compiled.memory.buffer, compiled.marksOf(depth), outcome[1]! * 2)
      for (let n = 0; n < found.length; n += 2) marks.push(found[n]! + at - from, found[n + 1]! + length)
      text.set(bytes.subarray(0, size), length)
      length += size
      at += outcome[0]!
    }
    return { text: new SkippedText(text.subarray(0, length), this.#skipper, depth), marks }
  }

  #holds(at: number): boolean {
    const held = this.#held
    return held.text === this.#number && at >= held.from && at < held.to
  }

  #hold(at: number): void {
    const held = this.#held
    const size = held.text === this.#number ? held.bytes.length : firstPiece
    const to = Math.min(at + size, this.bytes.length)
    this.bytes.copy(held.bytes, 0, at, to)
    held.text = this.#number
    held.from = at
    held.to = to
  }
}

/** The text that a part of a string says. */
export interface Unescaped {
  readonly text: SkippedText
  /** Places in the part of the string, each with that of the byte of the text which is written there: ascending, from 0. */
  readonly marks: ArrayLike<number>
}
