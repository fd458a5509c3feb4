import { escapeAt, isItself } from '../escapes.ts'
import { backslash } from '../json-bytes.ts'
import type { SkippedText, Unescaped } from '../skip/skip.ts'

/** JSON text that lies within a string of another text. */
export class TextWithin {
  readonly text: Buffer
  readonly #around: Buffer
  readonly #marks: readonly number[]
  readonly #rawMarks: readonly number[]

  /** What lies between `from` and `to` of the text around it. Null where that is no text of a string. */
  static of(around: Buffer, skipped: SkippedText, from: number, to: number): TextWithin | null {
    const unescaped = skipped.unescaped(from, to)
    return unescaped === null ? null : new TextWithin(around, unescaped)
  }

  private constructor(around: Buffer, { text, marks, rawMarks }: Unescaped) {
    this.text = text
    this.#around = around
    this.#marks = marks
    this.#rawMarks = rawMarks
  }

  /** Where in the text around it the byte `at` of the text is written. */
  rawAt(at: number): number {
    const mark = this.#markBefore(at)
    const raw = this.#around
    let from = this.#rawMarks[mark]!
    let to = this.#marks[mark]!
    while (to < at) {
      if (raw[from] !== backslash || isItself(raw[from + 1])) {
        from += raw[from] === backslash ? 2 : 1
        to++
      } else {
        const step = escapeAt(raw, from)
        from += step?.length ?? 1
        to += step === null ? 1 : utf8Length(step.character)
      }
    }
    return from
  }

  /** The last one at `at` or before it. */
  #markBefore(at: number): number {
    const marks = this.#marks
    let [first, end] = [0, marks.length]
    while (end - first > 1) {
      const middle = (first + end) >> 1
      if (marks[middle]! <= at) first = middle
      else end = middle
    }
    return first
  }
}

function utf8Length(character: number): number {
  if (character < 0x80) return 1
  if (character < 0x800) return 2
  return character < 0x10000 ? 3 : 4
}
