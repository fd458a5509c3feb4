import { firstThat } from '../../base/binary-search.ts'
import type { Range, Text } from './text.ts'

/** What a FROM clause names. */
export interface Source {
  /** `table`: a name or a placeholder of one. `derived`: a query in brackets. `unnest`: UNNEST of an expression. */
  readonly kind: 'table' | 'cte' | 'derived' | 'unnest'
  /** The name as written, or the brackets. */
  readonly range: Range
  /** The name without quotes, its last part; empty for what has none. */
  readonly name: string
  /** Lower case; the name where none is given. */
  readonly alias: string
  /** From AS or the name on to the last column name; null where no alias is written. */
  readonly aliasRange: Range | null
  /** Of `AS t(x, y)`. */
  readonly columns: readonly string[]
}

export type Clause =
  | 'select'
  | 'from'
  | 'where'
  | 'group'
  | 'having'
  | 'window'
  | 'order'
  | 'limit'
  | 'offset'
  | 'fetch'

/** One SELECT and its clauses. */
export interface Select {
  readonly at: number
  /** The last token of the part that it belongs to. */
  readonly last: number
  readonly items: readonly Range[]
  readonly clauses: ReadonlyMap<Clause, Range>
  readonly sources: readonly Source[]
  /** The SELECT that has this one in brackets; null for the outermost. */
  readonly parent: Select | null
}

const clauseWords = new Set<string>([
  'from', 'where', 'group', 'having', 'window', 'order', 'limit', 'offset', 'fetch',
]) // biome-ignore format: a list
const setWords = ['union', 'intersect', 'except'] as const
const joinWords = new Set(['join', ','])
/** Words that may stand behind what FROM names and are no alias of it. */
const notAliases = new Set([
  'on', 'using', 'where', 'group', 'having', 'order', 'limit', 'offset', 'fetch', 'union', 'intersect', 'except', 'inner', 'left',
  'right', 'full', 'cross', 'natural', 'join', 'window', 'tablesample', 'and', 'or', 'with', 'select', 'from', 'as',
]) // biome-ignore format: a list

/** Every SELECT of a query, those outside before those inside. */
export function selectsIn(text: Text): readonly Select[] {
  const ctes = ctesIn(text)
  const selects: Select[] = []
  for (let at = 0; at < text.length; at++) {
    if (!text.is(at, 'select') || text.is(at - 1, '.')) continue
    selects.push(readSelect(text, at, ctes, reaching(selects.at(-1), at)))
  }
  return selects
}

/** The innermost SELECT around a token. */
export function selectAround(selects: readonly Select[], at: number): Select | null {
  const behind = firstThat(selects.length, (i) => selects[i]!.at > at)
  return reaching(selects[behind - 1], at)
}

/** The innermost of a SELECT and those around it that reaches a token. */
function reaching(select: Select | undefined, at: number): Select | null {
  let outer = select ?? null
  while (outer !== null && outer.last < at) outer = outer.parent
  return outer
}

/** Names that WITH gives to queries, lower case. */
function ctesIn(text: Text): ReadonlySet<string> {
  const names = new Set<string>()
  for (let at = 1; at < text.length; at++) {
    if (!text.is(at, 'as') || !text.is(at + 1, '(')) continue
    const columns = text.is(at - 1, ')') ? text.partner(at - 1) : at
    if (!text.is(columns - 2, 'with', ',', 'recursive')) continue
    const name = text.name(columns - 1)
    if (name !== null && text.is(at + 2, 'select', 'with', 'values', '(')) names.add(name)
  }
  return names
}

function readSelect(text: Text, start: number, ctes: ReadonlySet<string>, parent: Select | null): Select {
  const marks: { readonly word: Clause; readonly at: number }[] = [{ word: 'select', at: start }]
  let at = start + 1
  for (; at < text.length; at = text.next(at)) {
    if (text.is(at, ')', ';', ...setWords)) break
    const word = text.tokens[at]!.kind === 'word' ? text.tokens[at]!.text.toLowerCase() : ''
    if (clauseWords.has(word) && isClause(text, at)) marks.push({ word: word as Clause, at })
  }
  const last = at - 1
  const clauses = new Map<Clause, Range>()
  for (const [i, mark] of marks.entries()) {
    const skipped = mark.word === 'group' || mark.word === 'order' ? 2 : 1
    clauses.set(mark.word, { first: mark.at + skipped, last: (marks[i + 1]?.at ?? last + 1) - 1 })
  }
  const { first, last: end } = clauses.get('select')!
  const list = text.is(first, 'distinct', 'all') && !text.is(first + 1, ',') ? first + 1 : first
  const from = clauses.get('from')
  const sources = from === undefined ? [] : sourcesIn(text, from, ctes)
  return { at: start, last, items: text.parts(list, end), clauses, sources, parent }
}

/** Whether a word that may begin a clause does: `IS DISTINCT FROM` and a column of that name do not. */
function isClause(text: Text, at: number): boolean {
  if (text.is(at - 1, '.', 'as', ',') && !text.is(at, 'from')) return false
  if (text.is(at, 'from')) return !(text.is(at - 1, 'distinct') && text.is(at - 2, 'is', 'not'))
  if (text.is(at, 'group', 'order')) return text.is(at + 1, 'by')
  return true
}

function sourcesIn(text: Text, { first, last }: Range, ctes: ReadonlySet<string>): readonly Source[] {
  const sources: Source[] = []
  let isExpected = true
  for (let at = first; at <= last; ) {
    if (!isExpected) {
      isExpected = joinWords.has(text.tokens[at]!.text.toLowerCase())
      at = text.next(at)
      continue
    }
    if (text.is(at, 'lateral')) {
      at++
      continue
    }
    if (text.is(at, '(') && !text.is(at + 1, 'select', 'with', 'values', '(')) {
      // A join in brackets.
      at++
      continue
    }
    const source = readSource(text, at, last, ctes)
    sources.push(source)
    at = (source.aliasRange ?? source.range).last + 1
    isExpected = false
  }
  return sources
}

function readSource(text: Text, first: number, end: number, ctes: ReadonlySet<string>): Source {
  const isUnnest = text.is(first, 'unnest') && text.is(first + 1, '(')
  const open = isUnnest ? first + 1 : first
  if (isUnnest || text.is(first, '(')) {
    let last = Math.max(text.partner(open), open)
    if (text.is(last + 1, 'with') && text.is(last + 2, 'ordinality')) last += 2
    const range = { first, last }
    return { kind: isUnnest ? 'unnest' : 'derived', range, name: '', ...aliasAt(text, last + 1, end, '') }
  }
  const last = endOfName(text, first, end)
  const name = nameIn(text, first, last)
  const kind = first === last && ctes.has(name.toLowerCase()) ? 'cte' : 'table'
  return { kind, range: { first, last }, name, ...aliasAt(text, last + 1, end, name) }
}

/**
 * The last token of the name of a table: parts with dots, an ID with hyphens (`a1b2-…`), a placeholder such as `<EDS ID>`
 * or `$EDS_ID`. What is glued together is one name.
 */
function endOfName(text: Text, first: number, end: number): number {
  if (text.is(first, '<')) {
    for (let at = first + 1; at <= end && at < first + 12; at++) if (text.is(at, '>')) return at
  }
  let last = first
  while (last < end) {
    const isDot = text.is(last + 1, '.') || text.is(last, '.')
    const isPart = text.isGlued(last + 1) && !text.is(last + 1, ',', '(', ')', '[', ']', ';')
    if (!isDot && !isPart) break
    last++
  }
  return last
}

/** The last part of a name, without quotes. */
function nameIn(text: Text, first: number, last: number): string {
  let from = first
  for (let at = first; at <= last; at++) if (text.is(at, '.')) from = at + 1
  const name = from === last ? nameOfOne(text, last) : null
  if (name !== null) return name
  const parts = text.tokens
    .slice(from, last + 1)
    .map((token, i) => (i > 0 && !text.isGlued(from + i) ? ' ' : '') + token.text)
  return parts.join('')
}

const nameOfOne = (text: Text, at: number): string | null => {
  const name = text.name(at)
  return name !== null && text.tokens[at]!.kind === 'word' ? text.tokens[at]!.text : name
}

/** The alias that stands at a place, with or without AS. */
function aliasAt(text: Text, at: number, end: number, name: string): Pick<Source, 'alias' | 'aliasRange' | 'columns'> {
  const nameAt = text.is(at, 'as') ? at + 1 : at
  const alias = nameAt <= end ? text.name(nameAt) : null
  const isAlias =
    alias !== null && (nameAt > at || text.tokens[nameAt]!.kind === 'quoted name' || !notAliases.has(alias))
  if (!isAlias) return { alias: name.toLowerCase(), aliasRange: null, columns: [] }
  const hasColumns = text.is(nameAt + 1, '(') && nameAt + 1 <= end && text.partner(nameAt + 1) > nameAt
  const last = hasColumns ? text.partner(nameAt + 1) : nameAt
  const columns = hasColumns ? text.parts(nameAt + 2, last - 1).map(({ first }) => text.name(first) ?? '') : []
  return { alias, aliasRange: { first: at, last }, columns }
}
