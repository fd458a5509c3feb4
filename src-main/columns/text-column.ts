import type { NewTexts } from './batch.ts'
import { CodedText, textsOf } from './coded-text.ts'
import type { ToOrder } from './ordering.ts'
import { cellsFor, type Expected, Growing, sharedArray } from './shared-array.ts'
import type { TextData } from './text-data.ts'
import { TextDictionary } from './text-dictionary.ts'

/**
 * Dictionary-coded text. Codes are as wide as the dictionary needs: most columns of CloudTrail have fewer than 256
 * distinct values and take a byte per event.
 */
export class TextColumn {
  private readonly dictionary = new TextDictionary()
  private cells: Growing<Uint8Array> | Growing<Uint16Array> | Growing<Uint32Array>
  private width = 1
  /** By source of batches: its code → ours. */
  private readonly known: Uint32Array[] = []
  private readonly knownLength: number[] = []

  constructor(private readonly expected?: Expected) {
    this.cells = new Growing(Uint8Array, expected)
  }

  /** Texts that a source uses from now on, in order of its codes. */
  learn(source: number, texts: NewTexts | undefined): void {
    if (texts === undefined) return
    const codes = this.dictionary.codesOf(texts)
    const length = this.knownLength[source] ?? 1
    let known = this.known[source] ?? new Uint32Array(64)
    if (length + codes.length > known.length) {
      const larger = new Uint32Array((length + codes.length) * 2)
      larger.set(known)
      known = larger
    }
    known.set(codes, length)
    this.known[source] = known
    this.knownLength[source] = length + codes.length
  }

  /** Writes `count` cells from `at` on: those of `codes`, at the positions `kept` where not all are. */
  append(source: number, codes: Uint32Array, kept: Uint32Array | null, at: number, count: number): void {
    this.widen()
    const known = this.known[source] ?? new Uint32Array(1)
    // Not directly into the cells: this loop meets one class of arrays, whatever the width of the cells.
    const ours = new Uint32Array(count)
    if (kept === null) for (let i = 0; i < count; i++) ours[i] = known[codes[i]!]!
    else for (let i = 0; i < count; i++) ours[i] = known[codes[kept[i]!]!]!
    this.cells.reserve(at + count).set(ours, at)
  }

  private widen(): void {
    const width = cellsFor(this.dictionary.size).BYTES_PER_ELEMENT
    if (width <= this.width) return
    this.width = width
    const from = this.cells.cells
    if (width === 2) {
      this.cells = new Growing(Uint16Array, this.expected)
      this.cells.reserve(from.length).set(from)
    } else {
      this.cells = new Growing(Uint32Array, this.expected)
      this.cells.reserve(from.length).set(from)
    }
  }

  data(length: number, toOrder: ToOrder): TextData {
    return new CodedText(this.cells.give(length, toOrder), this.dictionary.giveTexts())
  }
}

/** Text cells that are all null. */
export const noText = (length: number): TextData => new CodedText(sharedArray(Uint8Array, length), textsOf(['']))
