/** `unknown`: what SQLite refuses as a token, such as `12ab`, `x'0'` or a lone `!`. */
export type TokenKind =
  | 'space'
  | 'comment'
  | 'string'
  | 'blob'
  | 'quoted name'
  | 'placeholder'
  | 'number'
  | 'word'
  | 'operator'
  | 'unknown'

/** A piece of SQL text. `text` is `sql.slice(from, until)`, places are in UTF-16 units. */
export interface Token {
  readonly kind: TokenKind
  readonly text: string
  readonly from: number
  readonly until: number
  /** False for a string, quoted name or comment that reaches the end of the text without its closing sign. */
  readonly isClosed: boolean
}

/** What `[…]` is: a name in quotes to SQLite; a subscript or an array to Trino, whose brackets are signs. */
export type Brackets = 'quotes' | 'signs'

/**
 * Cuts SQL text into tokens as SQLite does (https://www.sqlite.org/src/file/src/tokenize.c). Never throws; the tokens side
 * by side are the text. Beyond SQLite, `${name}` and `{name}` are placeholders: queries that programs fill in have such.
 */
export function tokenize(sql: string, brackets: Brackets = 'quotes'): readonly Token[] {
  const tokens: Token[] = []
  // SQLite reads a C string: it sees nothing from a NUL character on.
  const end = sql.indexOf('\0') < 0 ? sql.length : sql.indexOf('\0')
  const seen = sql.slice(0, end)
  for (let from = 0; from < end; from = tokens.at(-1)!.until)
    tokens.push(tokenAt(seen, from, formsAt(seen, from, brackets)))
  if (end < sql.length) tokens.push(token('unknown', sql, end, sql.length))
  return tokens
}

/** Whether a token says something: neither space nor comment. */
export const isSaid = ({ kind }: Token): boolean => kind !== 'space' && kind !== 'comment'

/** Whether a token is this keyword or sign; `text` is in lower case. A quoted name is no keyword. */
export const isToken = (token: Token | undefined, text: string): boolean =>
  (token?.kind === 'word' || token?.kind === 'operator') && token.text.toLowerCase() === text

/** The name that a token spells, without its quotes; null when it is none. `"a""b"` is `a"b`. */
export function nameOf({ kind, text }: Token): string | null {
  if (kind === 'word') return text
  if (kind !== 'quoted name') return null
  const quote = text[0]!
  const inner = text.slice(1, text.length > 1 && text.endsWith(closingOf(quote)) ? -1 : undefined)
  return quote === '[' ? inner : inner.replaceAll(quote + quote, quote)
}

function tokenAt(sql: string, from: number, forms: readonly Form[]): Token {
  for (const { kind, form, mustClose } of forms) {
    form.lastIndex = from
    const found = form.exec(sql)
    if (found === null) continue
    return token(kind, sql, from, form.lastIndex, !mustClose || (found.groups?.closing ?? '') !== '')
  }
  return token('unknown', sql, from, from + 1)
}

const token = (kind: TokenKind, sql: string, from: number, until: number, isClosed = true): Token => ({
  kind,
  text: sql.slice(from, until),
  from,
  until,
  isClosed,
})

const closingOf = (quote: string): string => (quote === '[' ? ']' : quote)

/** A character within a word; SQLite counts every character beyond ASCII. */
const inWord = '[\\w$\\x80-\\uffff]'
/** The underscore separates digits since SQLite 3.46; where it may stand is the parser's affair. */
const number = '(?:0x[\\da-f][\\da-f_]*|(?:\\d[\\d_]*(?:\\.[\\d_]*)?|\\.\\d[\\d_]*)(?:e[+-]?\\d[\\d_]*)?)'

const quoted = (quote: string) => `${quote}(?:[^${quote}]+|${quote}${quote})*(?<closing>${quote}|$)`

interface Form {
  readonly kind: TokenKind
  readonly form: RegExp
  readonly mustClose: boolean
}

const form = (kind: TokenKind, source: string): Form => ({
  kind,
  form: new RegExp(source, 'iy'),
  mustClose: source.includes('?<closing>'),
})

const nameInBrackets = form('quoted name', '\\[[^\\]]*(?<closing>\\]|$)')

/** Tried in this order. */
const forms = [
  // A vertical tab is space only after other space. The byte order mark is space anywhere outside of a word.
  form('space', '[ \\t\\n\\f\\r][ \\t\\n\\v\\f\\r]*|\\uFEFF'),
  form('comment', '--[^\\n]*'),
  // At the very end of the text, `/*` is a division and a star.
  form('comment', '/\\*(?!$)[\\s\\S]*?(?<closing>\\*/|$)'),
  form('string', quoted("'")),
  form('quoted name', quoted('"')),
  form('quoted name', quoted('`')),
  nameInBrackets,
  form('blob', "x'(?:[\\da-f]{2})*'"),
  form('unknown', "x'[^']*(?<closing>'|$)"),
  // The lookahead holds what it matched: the number must not give back digits.
  form('unknown', `(?=(${number}))\\1${inWord}+`),
  form('number', number),
  form(
    'placeholder',
    `\\?\\d*|\\$\\{[^}]*\\}|\\{[a-z_]\\w*\\}|[:@$](?:::)*${inWord}(?:${inWord}|::)*(?:\\([^\\s)]*\\))?`,
  ),
  form('word', '[a-z_\\x80-\\uffff][\\w$\\x80-\\uffff]*'),
  form('operator', '->>?|\\|\\||<[=<>]|>[=>]|==|!=|[-+*/%(),.;&~|=<>]'),
]

const formsOf: Readonly<Record<Brackets, readonly Form[]>> = {
  quotes: forms,
  signs: [...forms.filter((form) => form !== nameInBrackets), form('operator', '[[\\]]')],
}

/** What may follow a first character, so that each form finds itself: `--`, `/*`, `x''`, `''`, `?1`, `.1`, `1a`, `||`, `${}`. */
const followers = ['', '-', '*', "''", '1', '1a', '=', '>', '|', 'x', '{}', 'x}'].map((text) => `${text} `)

/** Of each character of ASCII the forms that may begin with it: a text of a megabyte has 200,000 tokens. */
const formsByFirst = {
  quotes: Array.from({ length: 128 }, (_, code) => formsBegunBy(code, formsOf.quotes)),
  signs: Array.from({ length: 128 }, (_, code) => formsBegunBy(code, formsOf.signs)),
}

const formsAt = (sql: string, from: number, brackets: Brackets): readonly Form[] =>
  formsByFirst[brackets][sql.charCodeAt(from)] ?? formsOf[brackets]

function formsBegunBy(code: number, all: readonly Form[]): readonly Form[] {
  const first = String.fromCharCode(code)
  return all.filter(({ form }) =>
    followers.some((behind) => {
      form.lastIndex = 0
      return form.test(first + behind)
    }),
  )
}
