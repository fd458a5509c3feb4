import type { Piece, PieceSink } from '../piece.ts'

/** A part of a file of which it is open whether it counts. */
interface Doubt {
  /** How many pieces were held back when it began. */
  readonly from: number
  hasRecord: boolean
  hasUnread: boolean
}

/**
 * Takes what a walk finds, and hands it on in the order of the file. Pieces of a part that may turn out to count for nothing
 * are held back until a record is found in it: then all of them count, and so do those around it.
 */
export class Findings {
  readonly #into: PieceSink
  readonly #held: Piece[] = []
  readonly #doubts: Doubt[] = []

  constructor(into: PieceSink) {
    this.#into = into
  }

  tell(piece: Piece): void {
    const doubt = this.#doubts.at(-1)
    if (doubt === undefined || doubt.hasRecord) this.#into.piece(piece)
    else this.#holdBack(piece, doubt)
  }

  /** Takes a record that lies as itself at byte `offset` of the file. Gives the byte behind it; -1 where it is not taken. */
  record(offset: number): number {
    // What is held back stands before it.
    if (this.#held.length > 0) return -1
    const end = this.#into.record(offset)
    if (end !== -1) this.#settle()
    return end
  }

  stringEnd(offset: number): number {
    return this.#into.stringEnd(offset)
  }

  beginDoubt(): void {
    this.#doubts.push({ from: this.#held.length, hasRecord: false, hasUnread: false })
  }

  /** Whether anything but a name was told since the doubt began. */
  get hasPlaces(): boolean {
    const { hasRecord, hasUnread } = this.#doubts.at(-1)!
    return hasRecord || hasUnread
  }

  /** The part counts, or what was told of it does not. */
  endDoubt(counts: boolean): void {
    const { from, hasRecord, hasUnread } = this.#doubts.pop()!
    if (hasRecord) return
    if (!counts) this.#takeBack(from)
    const outer = this.#doubts.at(-1)
    if (outer === undefined || outer.hasRecord) this.#handOver(from)
    else if (counts) outer.hasUnread ||= hasUnread
  }

  /** Ends the doubt. Null where the part holds a record, and counts; what was told of it otherwise, which is taken back. */
  endOrTakeBack(): readonly Piece[] | null {
    const { from, hasRecord } = this.#doubts.pop()!
    return hasRecord ? null : this.#takeBack(from)
  }

  #holdBack(piece: Piece, doubt: Doubt): void {
    if ('isEscaped' in piece) {
      this.#settle()
      this.#handOver(0)
      this.#into.piece(piece)
      return
    }
    this.#held.push(piece)
    if ('reason' in piece) doubt.hasUnread = true
  }

  /** All that is open counts. */
  #settle(): void {
    for (const doubt of this.#doubts) doubt.hasRecord = true
  }

  #takeBack(from: number): readonly Piece[] {
    return this.#held.length === from ? none : this.#held.splice(from)
  }

  #handOver(from: number): void {
    for (const piece of this.#takeBack(from)) this.#into.piece(piece)
  }
}

const none: readonly Piece[] = []
