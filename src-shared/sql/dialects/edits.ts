import type { Token } from '../tokens.ts'
import type { Range } from './text.ts'

/** A query as it was written anew, and the way back from its places to those of the text that was typed. */
export interface Rewritten {
  readonly sql: string
  /** The place in the typed text of an offset in `sql`; of what was put in, the place of what it stands for. */
  readonly placeOf: (offset: number) => number
}

/** What becomes of the tokens of a query. Each edit concerns one token, so that rules for parts within parts need not know of each other. */
export class Edits {
  readonly #tokens: readonly Token[]
  readonly #texts = new Map<number, string>()
  readonly #before = new Map<number, string>()
  readonly #after = new Map<number, string>()

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  /** Puts a text in the place of a token. */
  replace(at: number, text: string): void {
    this.#texts.set(at, text)
  }

  /** Puts a text in the place of all tokens of a range, and of what was put between them. */
  replaceAll({ first, last }: Range, text: string): void {
    for (let at = first; at <= last; at++) {
      this.#texts.set(at, at === first ? text : '')
      if (at > first) this.#before.delete(at)
      if (at < last) this.#after.delete(at)
    }
  }

  remove(range: Range): void {
    this.replaceAll(range, '')
  }

  /** Puts a text before a token, and before what was put there already: what encloses is told last. */
  before(at: number, text: string): void {
    this.#before.set(at, text + (this.#before.get(at) ?? ''))
  }

  /** Puts a text behind a token, and behind what was put there already. */
  after(at: number, text: string): void {
    this.#after.set(at, (this.#after.get(at) ?? '') + text)
  }

  /** How a range reads with its edits, on one line. */
  textOf({ first, last }: Range): string {
    let text = ''
    for (let at = first; at <= last; at++) {
      const isApart = at > first && this.#tokens[at]!.from > this.#tokens[at - 1]!.until
      text += (isApart ? ' ' : '') + this.#at(at)
    }
    return text
  }

  /** `typed` is the text that the tokens are from. Comments are left out: their words are no part of the query. */
  apply(typed: string): Rewritten {
    const starts: { readonly out: number; readonly typed: number; readonly isAsTyped: boolean }[] = []
    let sql = ''
    for (const [at, token] of this.#tokens.entries()) {
      const gap = at === 0 ? '' : typed.slice(this.#tokens[at - 1]!.until, token.from)
      sql += gap === '' ? '' : gap.includes('\n') ? '\n' : ' '
      const isAsTyped = !this.#texts.has(at) && !this.#before.has(at)
      starts.push({ out: sql.length, typed: token.from, isAsTyped })
      sql += this.#at(at)
    }
    return {
      sql,
      placeOf: (offset) => {
        const start = starts.findLast(({ out }) => out <= offset)
        if (start === undefined) return 0
        return start.isAsTyped ? Math.min(start.typed + offset - start.out, typed.length) : start.typed
      },
    }
  }

  #at(at: number): string {
    return (this.#before.get(at) ?? '') + (this.#texts.get(at) ?? this.#tokens[at]!.text) + (this.#after.get(at) ?? '')
  }
}
