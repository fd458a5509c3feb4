import type { Token } from '../tokens.ts'
import { gapBetween, lineWidth, type Placed } from './placed.ts'

/** What comes before a token: line ends, and then blanks. */
export interface Break {
  readonly lines: number
  readonly indent: number
}

const step = 2
/** Parentheses that lie deeper stay on one line: by then lines have no room, and ten thousand of them no stack. */
const deepestIndent = 40 * step

/** The line ends of a formatted text, by token. */
export function breaksOf(placed: readonly Placed[]): readonly Break[] {
  return new Breaks(placed).all()
}

class Breaks {
  readonly #placed: readonly Placed[]
  readonly #breaks: Break[]
  /** Of a parenthesis, or of CASE: where it is closed. */
  readonly #closes: readonly number[]

  constructor(placed: readonly Placed[]) {
    this.#placed = placed
    this.#breaks = placed.map(() => ({ lines: 0, indent: 0 }))
    this.#closes = closesOf(placed)
  }

  all(): readonly Break[] {
    let from = 0
    for (let at = 0; at <= this.#placed.length; at++) {
      if (at < this.#placed.length && !this.#is(at, ';')) continue
      if (from > 0 && from < at) this.#breaks[from] = { lines: 2, indent: 0 }
      this.#query(from, at, 0)
      from = at + 1
      while (this.#isTrailing(from)) from++
    }
    return this.#withComments()
  }

  /** A SELECT with its clauses, or several that UNION joins. */
  #query(from: number, until: number, indent: number): void {
    const starts = this.#within(from, until).filter((at) => at === this.#said(from, until) || this.#beginsClause(at))
    for (const [number, start] of starts.entries()) {
      if (number > 0) this.#breakAt(start, indent)
      this.#clause(start, starts[number + 1] ?? until, indent)
    }
  }

  #clause(from: number, end: number, indent: number): void {
    // Comments at its end are no reason to break it.
    let until = end
    while (until > from + 1 && this.#isComment(until - 1)) until--
    if (this.#fits(from, until, indent)) return
    const body = this.#bodyOf(from, until)
    if (this.#is(from, 'where', 'having')) this.#conditions(body, until, indent)
    else if (joinWords.has(this.#placed[from]!.keyword ?? '')) this.#join(from, until, indent)
    else if (this.#is(from, 'with')) this.#list(body, until, indent, 'on its line')
    else if (this.#is(from, 'select', 'group', 'order', 'values')) this.#list(body, until, indent + step)
    else this.#parts(body, until, indent)
  }

  /** `JOIN t ON …`, with ON on a line of its own. */
  #join(from: number, until: number, indent: number): void {
    const on = this.#within(from, until).find((at) => this.#is(at, 'on'))
    this.#parts(from, on ?? until, indent)
    if (on === undefined) return
    this.#breakAt(on, indent + step)
    if (!this.#fits(on, until, indent + step)) this.#conditions(on + 1, until, indent + step)
  }

  /** Parts between commas, each on a line of its own; the first may stay where it is. */
  #list(from: number, until: number, indent: number, first: 'broken' | 'on its line' = 'broken'): void {
    for (const [start, end] of this.#split(from, until, (at) => this.#isAfterComma(at))) {
      if (start > from || first === 'broken') this.#breakAt(start, indent)
      this.#parts(start, end, indent)
    }
  }

  /** A comment behind a comma is about what stands before it. */
  #isAfterComma(at: number): boolean {
    let before = at - 1
    while (this.#isTrailing(before)) before--
    return !this.#isTrailing(at) && this.#is(before, ',')
  }

  #isComment = (at: number): boolean => this.#placed[at]?.token.kind === 'comment'
  #isTrailing = (at: number): boolean => this.#isComment(at) && !this.#placed[at]!.isFirst

  /** Parts before AND and OR, each but the first on its line. */
  #conditions(from: number, until: number, indent: number): void {
    let isBetween = false
    const begins = (at: number): boolean => {
      const isOfBetween = isBetween && this.#is(at, 'and')
      isBetween = this.#is(at, 'between') || (isBetween && !isOfBetween)
      return !isOfBetween && this.#is(at, 'and', 'or')
    }
    for (const [first, end] of this.#split(from, until, begins)) {
      if (first > from) this.#breakAt(first, indent + step)
      this.#parts(first, end, indent + step)
    }
  }

  /** What is too long for its line is broken within its parentheses and its CASE. */
  #parts(from: number, until: number, indent: number): void {
    if (indent > deepestIndent || this.#fits(from, until, indent)) return
    for (const at of this.#within(from, until)) {
      const close = this.#closes[at]!
      if (close <= at) continue
      // A short pair stays on its line, unless a query is in it: then all of a long part is easier to read in lines.
      if (this.#fits(at, close + 1, indent + step) && !this.#is(at + 1, 'select', 'with')) continue
      if (this.#is(at, 'case')) this.#case(at, close, indent)
      else this.#parentheses(at, close, indent)
    }
  }

  #case(from: number, close: number, indent: number): void {
    for (const at of this.#within(from + 1, close)) if (this.#is(at, 'when', 'else')) this.#breakAt(at, indent + step)
    this.#breakAt(close, indent)
  }

  #parentheses(open: number, close: number, indent: number): void {
    if (close === open + 1) return
    const inner = indent + step
    this.#breakAt(open + 1, inner)
    this.#breakAt(close, indent)
    const first = this.#said(open + 1, close)
    if (this.#is(first, 'select', 'with', 'values')) this.#query(open + 1, close, inner)
    else if (this.#fits(open + 1, close, inner)) return
    else if (this.#within(open + 1, close).some((at) => this.#is(at, ','))) this.#list(open + 1, close, inner)
    else this.#conditions(open + 1, close, inner - step)
  }

  /** Comments have the last word: one in dashes ends its line, and one that stood on a line of its own has it again. */
  #withComments(): readonly Break[] {
    const indents = this.#indentsAhead()
    let indent = 0
    return this.#breaks.map((found, at) => {
      if (at === 0) return found
      if (found.lines > 0) {
        indent = found.indent
        return found
      }
      const { token } = this.#placed[at - 1]!
      const isBelow = token.kind === 'comment' && token.text.startsWith('--')
      if (this.#isComment(at) && (isBelow || this.#placed[at]!.isFirst))
        return { lines: 1, indent: indents[at] ?? indent }
      return isBelow ? { lines: 1, indent } : found
    })
  }

  /** Of each place, the indent of the next one that is no comment, if that one begins a line. */
  #indentsAhead(): readonly (number | null)[] {
    const indents: (number | null)[] = []
    for (let at = this.#placed.length - 1; at >= 0; at--) {
      const { lines, indent } = this.#breaks[at]!
      indents[at] = this.#isComment(at) ? (indents[at + 1] ?? null) : lines > 0 ? indent : null
    }
    return indents
  }

  /** Places from one to another, without what lies within parentheses and CASE there. */
  #within(from: number, until: number): readonly number[] {
    const places: number[] = []
    for (let at = from; at < until; at++) {
      places.push(at)
      if (this.#closes[at]! > at) at = Math.min(this.#closes[at]!, until) - 1
    }
    return places
  }

  #split(from: number, until: number, begins: (at: number) => boolean): readonly (readonly [number, number])[] {
    const starts = this.#within(from, until).filter((at) => begins(at) || at === from)
    return starts.map((start, number) => [start, starts[number + 1] ?? until])
  }

  /** Behind the words that a clause begins with. */
  #bodyOf(from: number, until: number): number {
    let at = from + 1
    while (at < until && this.#is(at, 'by', 'distinct', 'all', 'recursive')) at++
    return at
  }

  /** The first place that is no comment. */
  #said(from: number, until: number): number {
    let at = from
    while (at < until && this.#placed[at]!.token.kind === 'comment') at++
    return at
  }

  #beginsClause(at: number): boolean {
    const { keyword } = this.#placed[at]!
    if (keyword === null) return false
    if (joinWords.has(keyword)) return !joinWords.has(this.#placed[at - 1]?.keyword ?? '')
    if (keyword === 'group' || keyword === 'order') return this.#is(at + 1, 'by')
    // `IS NOT DISTINCT FROM` goes on.
    return clauses.has(keyword) && !this.#is(at - 1, 'distinct')
  }

  #breakAt(at: number, indent: number): void {
    if (at > 0 && at < this.#placed.length) this.#breaks[at] = { lines: 1, indent }
  }

  #is(at: number, ...words: readonly string[]): boolean {
    const { keyword, token } = this.#placed[at] ?? {}
    return words.includes(keyword ?? (token?.kind === 'operator' ? token.text : ''))
  }

  /** Whether all of it has room on one line. */
  #fits(from: number, until: number, indent: number): boolean {
    let width = indent
    for (let at = from; at < until && width <= lineWidth; at++) {
      const { text, token } = this.#placed[at]!
      if (text.includes('\n') || (token.kind === 'comment' && (text.startsWith('--') || this.#placed[at]!.isFirst)))
        return false
      width += text.length + (at > from ? gapBetween(this.#placed[at - 1]!, this.#placed[at]!).length : 0)
    }
    return width <= lineWidth
  }
}

const clauses: ReadonlySet<string> = new Set([
  'select', 'from', 'where', 'having', 'limit', 'offset', 'union', 'except', 'intersect',
]) // biome-ignore format: a list

/** The words of `LEFT OUTER JOIN`. */
const joinWords: ReadonlySet<string> = new Set([
  'join', 'left', 'right', 'full', 'inner', 'outer', 'cross', 'natural',
]) // biome-ignore format: a list

/** Of each parenthesis and CASE, the place that closes it; of others, and of those never closed, their own. */
function closesOf(placed: readonly Placed[]): readonly number[] {
  const closes = placed.map((_, at) => at)
  const open: number[] = []
  for (const [at, { token, keyword }] of placed.entries()) {
    const isEnd = keyword === 'end'
    if (keyword === 'case' || isOperator(token, '(')) open.push(at)
    else if (isEnd || isOperator(token, ')')) {
      const opener = open.at(-1)
      if (opener !== undefined && (placed[opener]!.keyword === 'case') === isEnd) closes[open.pop()!] = at
    }
  }
  return closes
}

const isOperator = ({ kind, text }: Token, sign: string): boolean => kind === 'operator' && text === sign
