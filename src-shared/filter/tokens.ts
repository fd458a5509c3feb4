import { columnNamed } from './column-named.ts'
import { operators } from './operators.ts'
import { nameForm } from './record-path.ts'

/** `column sign values` without spaces between. */
export interface Term {
  readonly kind: 'term'
  readonly name: string
  readonly sign: string
  readonly values: readonly TermValue[]
  readonly at: number
}

export interface TermValue {
  /** As it is meant, without quotes. */
  readonly text: string
  readonly isQuoted: boolean
}

/** A piece of filter text; `at` counts from 0. */
export type Token =
  | Term
  | { readonly kind: 'word'; readonly text: string; readonly at: number }
  | { readonly kind: '(' | ')' | 'AND' | 'OR' | 'NOT'; readonly at: number }
  | { readonly kind: 'unreadable'; readonly why: string; readonly at: number }

// The longest sign first, or `!=*` would be read as `!=`. A sign that takes no value is one only where nothing follows:
// `=*x` compares with “*x”.
const signs = Object.values(operators)
  .toSorted((a, b) => b.sign.length - a.sign.length)
  .map(({ sign, values }) => sign.replace(/[$*+.?^|]/g, '\\$&') + (values === 'none' ? '(?=[\\s)]|$)' : ''))
const termStart = new RegExp(`(${nameForm})(${signs.join('|')})`, 'y')
/** `eventName IN (A, B)`, as SQL writes it. */
const listStart = new RegExp(`(${nameForm})\\s+(NOT\\s+)?IN\\s*\\(`, 'iy')
const quoted = /"((?:[^"\\]|\\[\s\S])*)"/y
const space = /\s*/y

/** The pieces of the text in order, up to the first that cannot be read: that one is the last. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  let at = skipSpace(text, 0)
  while (at < text.length) {
    const { token, end } = tokenAt(text, at)
    tokens.push(token)
    if (token.kind === 'unreadable') break
    at = skipSpace(text, end)
  }
  return tokens
}

interface Read {
  readonly token: Token
  readonly end: number
}

function tokenAt(text: string, at: number): Read {
  const character = text[at]!
  if (character === '(' || character === ')') return { token: { kind: character, at }, end: at + 1 }
  termStart.lastIndex = at
  const start = termStart.exec(text)
  if (start !== null) return termAt(text, at, start[1]!, start[2]!, termStart.lastIndex)
  const list = listAt(text, at)
  if (list !== null) return list
  const value = character === ',' ? commasAt(text, at) : valueAt(text, at, wordEnd)
  if ('why' in value) return unreadable(value)
  const { end } = value
  const isBare = character !== '"'
  if (isBare && (value.text === 'AND' || value.text === 'OR' || value.text === 'NOT'))
    return { token: { kind: value.text, at }, end }
  return spaced(text, { token: { kind: 'word', text: value.text, at }, end })
}

function termAt(text: string, at: number, name: string, sign: string, valuesAt: number): Read {
  const values: TermValue[] = []
  let end = valuesAt
  if (startsValue(text, end)) {
    for (;;) {
      const value = valueAt(text, end, listEnd)
      if ('why' in value) return unreadable(value)
      values.push({ text: value.text, isQuoted: text[end] === '"' })
      end = value.end
      if (text[end] !== ',') break
      end++
      if (!startsValue(text, end)) return unreadable({ why: 'A value is missing after the comma', at: end })
    }
  }
  return spaced(text, { token: { kind: 'term', name, sign, values, at }, end })
}

/** Null where no column stands before IN: these are words then. */
function listAt(text: string, at: number): Read | null {
  listStart.lastIndex = at
  const [, name = '', not] = listStart.exec(text) ?? []
  if (name === '' || columnNamed(name) === null) return null
  const values: TermValue[] = []
  let end = skipSpace(text, listStart.lastIndex)
  for (;;) {
    if (!startsValue(text, end)) return unreadable({ why: 'A value is missing in this list', at: end })
    const value = listValueAt(text, end)
    if ('why' in value) return unreadable(value)
    values.push({ text: value.text, isQuoted: /["']/.test(text[end]!) })
    end = skipSpace(text, value.end)
    if (text[end] === ')') break
    if (text[end] !== ',') return unreadable({ why: 'A comma or a closing parenthesis is missing', at: end })
    end = skipSpace(text, end + 1)
  }
  const sign = operators[not === undefined ? 'is' : 'isNot'].sign
  return spaced(text, { token: { kind: 'term', name, sign, values, at }, end: end + 1 })
}

/** In the quotes of SQL, too. */
function listValueAt(text: string, at: number): Value | Unreadable {
  if (text[at] !== "'") return valueAt(text, at, listEnd)
  const end = text.indexOf("'", at + 1)
  return end === -1 ? { why: 'This quote is not closed,', at } : { text: text.slice(at + 1, end), end: end + 1 }
}

const startsValue = (text: string, at: number) => at < text.length && !/[\s,)]/.test(text[at]!)

interface Value {
  readonly text: string
  readonly end: number
}
type Unreadable = Omit<Token & { readonly kind: 'unreadable' }, 'kind'>
const unreadable = (problem: Unreadable): Read => ({ token: { kind: 'unreadable', ...problem }, end: problem.at })

const wordEnd = /[\s"]/
const listEnd = /[\s",]/

/** In quotes, where `\\` and `\"` are a backslash and a quote, or bare: up to `stop` or a parenthesis that it did not open. */
function valueAt(text: string, at: number, stop: RegExp): Value | Unreadable {
  if (text[at] === '"') {
    quoted.lastIndex = at
    const match = quoted.exec(text)
    if (match === null) return { why: 'This quote is not closed,', at }
    return { text: match[1]!.replace(/\\([\\"])/g, '$1'), end: quoted.lastIndex }
  }
  let open = 0
  let end = at
  for (; end < text.length && !stop.test(text[end]!); end++) {
    if (text[end] === '(') open++
    if (text[end] === ')' && open-- === 0) break
  }
  return { text: text.slice(at, end), end }
}

/** A comma by itself stands between no values; as the beginning of a word it is a part of it. */
function commasAt(text: string, at: number): Value | Unreadable {
  const word = valueAt(text, at, wordEnd)
  if ('why' in word || !/^,+$/.test(word.text)) return word
  return { why: 'A comma stands between values; in quotes it is looked for,', at }
}

/** A quote or a comma right behind a token belongs to nothing. */
function spaced(text: string, read: Read): Read {
  const next = text[read.end]
  if (next === undefined || next === ')' || next === '(' || /\s/.test(next)) return read
  return unreadable({ why: 'A space is missing', at: read.end })
}

function skipSpace(text: string, at: number): number {
  space.lastIndex = at
  space.exec(text)
  return space.lastIndex
}
