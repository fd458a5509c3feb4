import { isToken, nameOf, type Token } from '../tokens.ts'

/** Why a text is not read: it has another shape than its reader knows. Thrown inside, so that each rule reads plainly. */
export class OtherShape {}

/** Goes through the tokens of a statement, without space and comments. */
export class Cursor {
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  get isAtEnd(): boolean {
    return this.#at === this.#tokens.length
  }

  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#at + ahead]
  }

  /** How many tokens were taken. */
  get place(): number {
    return this.#at
  }

  /** Goes on at a place, which was read by other means. */
  goTo(place: number): void {
    this.#at = place
  }

  /** Whether these keywords or signs, in lower case, come next. */
  sees(...texts: readonly string[]): boolean {
    return texts.every((text, ahead) => isToken(this.peek(ahead), text))
  }

  /** Steps over these keywords or signs if they come next. */
  took(...texts: readonly string[]): boolean {
    const isNext = this.sees(...texts)
    if (isNext) this.#at += texts.length
    return isNext
  }

  expect(...texts: readonly string[]): void {
    if (!this.took(...texts)) throw new OtherShape()
  }

  take(): Token {
    const token = this.peek()
    if (token === undefined) throw new OtherShape()
    this.#at++
    return token
  }

  /** A word or quoted name. */
  name(): string {
    const name = nameOf(this.take())
    if (name === null) throw new OtherShape()
    return name
  }

  /** One or more, with commas between. */
  list<Part>(part: () => Part): Part[] {
    const parts = [part()]
    while (this.took(',')) parts.push(part())
    return parts
  }

  string(): string {
    const { kind, text } = this.take()
    if (kind !== 'string') throw new OtherShape()
    return text.slice(1, -1).replaceAll("''", "'")
  }

  /** A whole number of digits only, which JavaScript and SQLite hold exactly. */
  wholeNumber(): number {
    const { kind, text } = this.take()
    if (kind !== 'number' || !/^\d{1,15}$/.test(text)) throw new OtherShape()
    return Number(text)
  }
}

export function otherShape(): never {
  throw new OtherShape()
}
