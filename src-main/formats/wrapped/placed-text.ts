import { escapeAt, isItself } from '../escapes.ts'
import { backslash } from '../json-bytes.ts'
import { SkippedText, type Skipper, type Unescaped } from '../skip/skip.ts'

/** The text of a file, or one within a string of another text, with the way back to the bytes of the file. */
export class PlacedText {
  readonly skipped: SkippedText
  readonly #around: Around | null

  static ofFile(bytes: Buffer, skipper: Skipper): PlacedText {
    return new PlacedText(new SkippedText(bytes, skipper), null)
  }

  private constructor(skipped: SkippedText, around: Around | null) {
    this.skipped = skipped
    this.#around = around
  }

  get bytes(): Buffer {
    return this.skipped.bytes
  }

  get isFile(): boolean {
    return this.#around === null
  }

  /** What the part of a string from `from` to `to` says; null where it is none. Of each text only until it is asked again. */
  within(from: number, to: number): PlacedText | null {
    const within = this.skipped.textWithin(from, to)
    return within && new PlacedText(within.text, { text: this, from, marks: within.marks })
  }

  /** The byte range in the file of a range of the text. */
  placeOf(from: number, to: number): { readonly offset: number; readonly length: number } {
    const around = this.#around
    if (around === null) return { offset: from, length: to - from }
    return around.text.placeOf(placeAround(around, from), placeAround(around, to))
  }
}

interface Around {
  readonly text: PlacedText
  /** Where the part of the string begins there. */
  readonly from: number
  readonly marks: Unescaped['marks']
}

/** Where in the text around it the byte `at` of a text is written. */
function placeAround({ text, from, marks }: Around, at: number): number {
  const mark = markBefore(marks, at) * 2
  const raw = text.bytes
  let next = from + marks[mark]!
  let to = marks[mark + 1]!
  while (to < at) {
    if (raw[next] !== backslash || isItself(raw[next + 1])) {
      next += raw[next] === backslash ? 2 : 1
      to++
    } else {
      const step = escapeAt(raw, next)
      next += step?.length ?? 1
      to += step === null ? 1 : utf8Length(step.character)
    }
  }
  return next
}

/** The number of the last mark at `at` or before it. */
function markBefore(marks: Unescaped['marks'], at: number): number {
  let first = 0
  let end = marks.length >> 1
  while (end - first > 1) {
    const middle = (first + end) >> 1
    if (marks[middle * 2 + 1]! <= at) first = middle
    else end = middle
  }
  return first
}

function utf8Length(character: number): number {
  if (character < 0x80) return 1
  if (character < 0x800) return 2
  return character < 0x10000 ? 3 : 4
}
