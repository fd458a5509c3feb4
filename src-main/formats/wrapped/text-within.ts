import { escapeAt, isItself, unescaped } from '../escapes.ts'

/** JSON text that lies within a string of another text. */
export class TextWithin {
  readonly text: Buffer
  readonly #raw: Buffer
  // How far the string was followed: the places asked for mostly come in order.
  #rawAt = 0
  #textAt = 0

  private constructor(raw: Buffer, text: Buffer) {
    this.#raw = raw
    this.text = text
  }

  /** `raw`: what lies between the quotes. Null where that is no text of a string. */
  static of(raw: Buffer): TextWithin | null {
    const text = unescaped(raw)
    return text === null ? null : new TextWithin(raw, text)
  }

  /** Where in the string the byte `at` of the text is written. */
  rawAt(at: number): number {
    if (at < this.#textAt) {
      this.#rawAt = 0
      this.#textAt = 0
    }
    const raw = this.#raw
    let from = this.#rawAt
    let to = this.#textAt
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
    this.#rawAt = from
    this.#textAt = to
    return from
  }
}

const backslash = 0x5c

function utf8Length(character: number): number {
  if (character < 0x80) return 1
  if (character < 0x800) return 2
  return character < 0x10000 ? 3 : 4
}
