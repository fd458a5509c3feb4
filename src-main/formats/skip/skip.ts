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
  unescapedAt(): number
  marksAt(): number
  outcomeAt(): number
  unescape(from: number, to: number, goesOn: boolean): boolean
}

/** The text that a string says, and some of the places where its bytes are written. */
export interface Unescaped {
  readonly text: Buffer
  /** Bytes of the text, ascending from 0 on, and where in the bytes around the string each is written. */
  readonly marks: readonly number[]
  readonly rawMarks: readonly number[]
}

let module: WebAssembly.Module | null = null

/** Holds a piece of one text at a time. A thread needs one, or one for each text that is gone on with behind another. */
export class Skipper {
  readonly compiled: Compiled
  readonly piece: Uint8Array
  readonly unescaped: Uint8Array
  readonly marks: Uint32Array
  readonly outcome: Uint32Array
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
    this.unescaped = new Uint8Array(memory.buffer, this.compiled.unescapedAt(), most.value)
    this.marks = new Uint32Array(memory.buffer, this.compiled.marksAt())
    this.outcome = new Uint32Array(memory.buffer, this.compiled.outcomeAt(), 3)
    for (const key of keys) this.compiled.know(Buffer.from(key).copy(this.piece))
  }
}

let usual: Skipper | null = null

/** Of many texts only the beginning is looked at, and copying more would take longer than looking through it. */
const firstPiece = 2_048
/** Of a piece, the last 16 bytes may be left by `unescape`. */
const leastHeld = 1_024

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

  /** What the part of a string from `from` to `to` says; null where it is none. */
  unescaped(from: number, to: number): Unescaped | null {
    const held = this.#skipper
    const text = Buffer.allocUnsafe(to - from)
    const marks = [0]
    const rawMarks = [from]
    let size = 0
    for (let at = from; at < to; ) {
      if (!this.#holds(at) || held.to < Math.min(at + leastHeld, to)) this.#hold(at)
      const end = Math.min(held.to, to)
      if (!held.compiled.unescape(at - held.from, end - held.from, end < to)) return null
      const [taken, said, marked] = held.outcome as unknown as [number, number, number]
      for (let n = 0; n < marked * 2; n += 2) {
        rawMarks.push(held.from + held.marks[n]!)
        marks.push(size + held.marks[n + 1]!)
      }
      text.set(held.unescaped.subarray(0, said), size)
      size += said
      at = held.from + taken
    }
    return { text: text.subarray(0, size), marks, rawMarks }
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
