import { nameOf, type Token } from '../tokens.ts'

/** Places of tokens; `last` is inside. */
export interface Range {
  readonly first: number
  readonly last: number
}

/** A call of a function: its name, its brackets and what stands between its commas. */
export interface Call {
  readonly at: number
  readonly open: number
  readonly close: number
  /** Lower case. */
  readonly name: string
  readonly arguments: readonly Range[]
}

const opening = new Set(['(', '['])
const closing = new Set([')', ']'])

/** How deep brackets may lie within each other: DuckDB's and SQLite's own limit of an expression. */
export const mostDeep = 1000

/** The tokens of one query, which say something, and how their brackets belong together. */
export class Text {
  readonly tokens: readonly Token[]
  /** Keywords and signs in lower case; empty for any other token. */
  readonly #words: readonly string[]
  /** Of each bracket the place of the other one of its pair; -1 of a bracket without one and of any other token. */
  readonly #partners: Int32Array
  /** The first bracket without a partner; -1 where there is none. */
  readonly unpaired: number
  /** The first bracket that lies deeper than `mostDeep`; null where none does. */
  readonly deepest: number | null

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
    this.#words = tokens.map(({ kind, text }) => (kind === 'word' || kind === 'operator' ? text.toLowerCase() : ''))
    this.#partners = new Int32Array(tokens.length).fill(-1)
    const open: number[] = []
    let unpaired = -1
    let deepest: number | null = null
    for (const [at, token] of tokens.entries()) {
      if (token.kind !== 'operator') continue
      if (opening.has(token.text)) {
        open.push(at)
        if (open.length > mostDeep) deepest ??= at
      } else if (closing.has(token.text)) {
        const partner = open.pop()
        if (partner === undefined) {
          if (unpaired < 0) unpaired = at
          continue
        }
        this.#partners[partner] = at
        this.#partners[at] = partner
      }
    }
    this.deepest = deepest
    this.unpaired = unpaired >= 0 ? unpaired : (open[0] ?? -1)
  }

  get length(): number {
    return this.tokens.length
  }

  is = (at: number, ...texts: readonly string[]): boolean => texts.includes(this.#words[at] ?? '')

  /** The name at a place in lower case; null where there is none. */
  name(at: number): string | null {
    const token = this.tokens[at]
    if (token?.kind === 'word') return this.#words[at]!
    return token === undefined ? null : (nameOf(token)?.toLowerCase() ?? null)
  }

  /** The text of a string; null for anything else. */
  string(at: number): string | null {
    const token = this.tokens[at]
    return token?.kind === 'string' ? token.text.slice(1, token.isClosed ? -1 : undefined).replaceAll("''", "'") : null
  }

  /** The other bracket of a pair. */
  partner = (at: number): number => this.#partners[at] ?? -1

  /** The place behind a bracketed part that begins here, or behind the token. */
  next(at: number): number {
    return opening.has(this.tokens[at]!.text) && this.#partners[at]! > at ? this.#partners[at]! + 1 : at + 1
  }

  /** Whether a token stands directly behind the one before it, without space or comment. */
  isGlued = (at: number): boolean => at > 0 && this.tokens[at]?.from === this.tokens[at - 1]!.until

  /** Cuts the tokens from `first` to `last` at the commas that stand in no bracket. */
  parts(first: number, last: number): readonly Range[] {
    if (last < first) return []
    const parts: Range[] = []
    let from = first
    for (let at = first; at <= last; at = this.next(at)) {
      if (!this.is(at, ',')) continue
      parts.push({ first: from, last: at - 1 })
      from = at + 1
    }
    return [...parts, { first: from, last }]
  }

  /** The call whose name stands here; null where none does. */
  call(at: number): Call | null {
    const open = at + 1
    const close = this.partner(open)
    const token = this.tokens[at]
    if (token?.kind !== 'word' || !this.is(open, '(') || close < 0 || this.is(at - 1, '.')) return null
    // count(*) FILTER (WHERE …) is no call of filter().
    if (this.is(at - 1, ')') && this.is(at, 'filter')) return null
    return { at, open, close, name: token.text.toLowerCase(), arguments: this.parts(open + 1, close - 1) }
  }
}

/** A text in the quotes of a literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** A name in the quotes of a name. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
