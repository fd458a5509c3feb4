import { addedColumns } from '../model/added-columns.ts'
import { columns } from '../model/columns.ts'
import { isToken, nameOf, type Token } from './tokens.ts'

/**
 * What a side of a comparison is, as far as its text tells: a column of times, of milliseconds, of flags or of addresses;
 * `datetime(…)` or `date(…)` of one or of anything; a literal; or something else.
 */
export type OperandKind =
  | 'time' | 'milliseconds' | 'flag' | 'address' | 'datetime' | 'date' | 'literal' | 'other' // biome-ignore format: a list

/** Places of its tokens: `first` and `last` are inside. */
export interface Operand {
  readonly kind: OperandKind
  readonly first: number
  readonly last: number
}

type ColumnKind = Extract<OperandKind, 'time' | 'milliseconds' | 'flag' | 'address'>
const flags = [...Object.entries(columns), ...Object.entries(addedColumns)].flatMap(([name, { type }]) =>
  type === 'flag' ? [name] : [],
)
const kindOf = new Map<string, ColumnKind>([
  ...flags.map((name): [string, ColumnKind] => [name.toLowerCase(), 'flag']),
  ['eventtime', 'time'],
  ['sessioncreationdate', 'time'],
  ['eventtimems', 'milliseconds'],
  ['sourceipaddress', 'address'],
])

/** Words that are no names, before or behind an operand. */
const joins = new Set(['||', '+', '-', '*', '/', '%', '->', '->>', '.', 'collate', '&', '|', '<<', '>>', '~'])
const isJoin = (token: Token | undefined) => token !== undefined && joins.has(token.text.toLowerCase())

/** Reads the sides of comparisons in one statement. */
export class Operands {
  readonly #tokens: readonly Token[]
  readonly #kinds: ReadonlyMap<string, ColumnKind>

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
    this.#kinds = new Map([...kindOf, ...this.#hours()].filter(([name]) => !this.#isDefined(name)))
  }

  /** The operand that ends at a token. */
  before(last: number): Operand {
    const first = this.#startOf(last)
    return { kind: isJoin(this.#tokens[first - 1]) ? 'other' : this.#kindAt(first, last), first, last }
  }

  /** The operand that begins at a token. */
  after(first: number): Operand {
    const last = this.#endOf(first)
    return { kind: isJoin(this.#tokens[last + 1]) ? 'other' : this.#kindAt(first, last), first, last }
  }

  /** The hours of `coverage` are times, too; elsewhere an hour is what the query calls so. */
  #hours(): [string, ColumnKind][] {
    return this.#tokens.some((token) => nameOf(token)?.toLowerCase() === 'coverage') ? [['hour', 'time']] : []
  }

  /** Whether the query gives the name to something else than the column: `substr(eventTime, 1, 10) AS eventTime`. */
  #isDefined(name: string): boolean {
    return this.#tokens.some(
      (token, i) =>
        nameOf(token)?.toLowerCase() === name &&
        isToken(this.#tokens[i - 1], 'as') &&
        this.#nameAt(i - 2) !== name &&
        !isToken(this.#tokens[i + 1], '('),
    )
  }

  #nameAt(at: number): string | null {
    const token = this.#tokens[at]
    return token === undefined ? null : (nameOf(token)?.toLowerCase() ?? null)
  }

  #startOf(last: number): number {
    const tokens = this.#tokens
    if (isToken(tokens[last], ')')) {
      const open = this.#openOf(last)
      const isCall = open > 0 && nameOf(tokens[open - 1]!) !== null && !isToken(tokens[open - 1], 'in')
      return isCall ? open - 1 : open
    }
    return isToken(tokens[last - 1], '.') ? Math.max(0, last - 2) : last
  }

  #endOf(first: number): number {
    const tokens = this.#tokens
    let last = first
    if (isToken(tokens[first], '-') || isToken(tokens[first], '+')) last++
    if (isToken(tokens[last + 1], '.') && nameOf(tokens[last]!) !== null) last += 2
    if (isToken(tokens[first], '(')) return this.closeOf(first)
    return isToken(tokens[last + 1], '(') && tokens[last]?.kind === 'word' ? this.closeOf(last + 1) : last
  }

  /** The bracket that closes the one at `open`, or the last token. */
  closeOf(open: number): number {
    let depth = 0
    for (let at = open; at < this.#tokens.length; at++) {
      if (isToken(this.#tokens[at], '(')) depth++
      if (isToken(this.#tokens[at], ')') && --depth === 0) return at
    }
    return this.#tokens.length - 1
  }

  #openOf(close: number): number {
    let depth = 0
    for (let at = close; at >= 0; at--) {
      if (isToken(this.#tokens[at], ')')) depth++
      if (isToken(this.#tokens[at], '(') && --depth === 0) return at
    }
    return 0
  }

  #kindAt(first: number, last: number): OperandKind {
    const tokens = this.#tokens
    const token = tokens[first]
    if (token === undefined) return 'other'
    if (first === last) return this.#kindOfOne(token)
    if (isToken(tokens[first + 1], '.') && last === first + 2) return this.#kindOfColumn(tokens[last]!)
    if (isToken(token, '(')) return this.#kindAt(first + 1, last - 1)
    if (first + 1 === last && tokens[last]!.kind === 'number') return 'literal'
    return isToken(tokens[first + 1], '(') ? this.#kindOfCall(first, last) : 'other'
  }

  #kindOfOne(token: Token): OperandKind {
    if (token.kind === 'string' || token.kind === 'number' || token.kind === 'blob') return 'literal'
    if (isToken(token, 'true') || isToken(token, 'false')) return 'literal'
    return this.#kindOfColumn(token)
  }

  #kindOfColumn(token: Token): OperandKind {
    const name = nameOf(token)?.toLowerCase()
    return name === undefined ? 'other' : (this.#kinds.get(name) ?? 'other')
  }

  #kindOfCall(first: number, last: number): OperandKind {
    const name = nameOf(this.#tokens[first]!)?.toLowerCase()
    if (name === 'datetime' || name === 'date') return name
    const inner = name === 'min' || name === 'max' ? this.#kindAt(first + 2, last - 1) : 'other'
    return inner === 'literal' ? 'other' : inner
  }
}
