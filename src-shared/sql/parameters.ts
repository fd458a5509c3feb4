import { firstThat } from '../base/binary-search.ts'
import { type Failure, fail, type Ok, ok } from '../base/result.ts'
import { columnType, type FilterColumn } from '../filter/columns.ts'
import { columnComparedAt } from './column-named.ts'
import { type Brackets, isSaid, isToken, type Token, tokenize } from './tokens.ts'

/** What a query leaves to be filled in: `:name`, `@name`, `$name`, `${name}`, `{name}`, `?`, and `${name}` within a text. */
export interface Parameter {
  /** The same name, however it is marked, is the same parameter. Of `?`: `?1`, `?2`, … */
  readonly name: string
  readonly type: ParameterType
  /** The column that it is compared with, whose values may be put in its place. */
  readonly column: FilterColumn | null
}

export const parameterTypes = ['text', 'number', 'null'] as const
export type ParameterType = (typeof parameterTypes)[number]

export interface ParameterValue {
  readonly type: ParameterType
  /** As it is typed; of no meaning for `null`. */
  readonly text: string
}

/** Where a parameter stands. */
export interface ParameterPlace {
  readonly name: string
  readonly from: number
  readonly until: number
  /** Within the quotes of a text. */
  readonly isInText: boolean
  readonly type: ParameterType
  readonly column: FilterColumn | null
}

/** The parameters of a text, in the order in which they first stand there. */
export function parametersOf(sql: string, brackets?: Brackets): readonly Parameter[] {
  const found = new Map<string, Parameter>()
  for (const { name, type, column } of placesIn(sql, brackets)) {
    const known = found.get(name)
    if (known === undefined) found.set(name, { name, type, column })
    else if (known.column === null && column !== null) found.set(name, { ...known, type, column })
  }
  return [...found.values()]
}

/** A text with literals in the places of its parameters. */
export interface FilledText {
  readonly sql: string
  /** The place in the typed text of a place in `sql`; of a literal, that of its parameter. */
  readonly typedAt: (offset: number) => number
}

type Filled = Ok<FilledText> | Unfilled
/** The first parameter that has no value, or none of its type. */
export type Unfilled = Failure<'parameter-missing' | 'parameter-invalid'> & { readonly parameter: string }

/** The text with literals in place of its parameters: texts quoted, so that no value is read as SQL. */
export function withValues(sql: string, values: Readonly<Record<string, ParameterValue>>, brackets?: Brackets): Filled {
  return filledIn(sql, brackets, ({ name }) => (Object.hasOwn(values, name) ? values[name] : undefined))
}

/**
 * The same of values that are texts by their names, as a command line has them: a number where only one may stand, a literal
 * of a text anywhere else. A value of a range's name is that of both its ends, and `?1` may be called `1`.
 */
export function withTexts(sql: string, texts: Readonly<Record<string, string>>, brackets?: Brackets): Filled {
  return filledIn(sql, brackets, ({ name, type }) => {
    const key = keyAmong(texts, name)
    return key === undefined ? undefined : { type, text: texts[key]! }
  })
}

/** Under which name a parameter has a text among these; undefined where it has none. */
export const keyAmong = (texts: Readonly<Record<string, string>>, name: string): string | undefined =>
  [name, name.replace(/^\?/, ''), name.replace(/_(?:from|until)$/, '')].find((key) => Object.hasOwn(texts, key))

function filledIn(
  sql: string,
  brackets: Brackets | undefined,
  given: (place: ParameterPlace) => ParameterValue | undefined,
): Filled {
  const pieces: { readonly from: number; readonly typed: number; readonly isLiteral: boolean }[] = []
  let [text, until] = ['', 0]
  for (const place of placesIn(sql, brackets)) {
    const value = given(place)
    if (value === undefined)
      return { ...fail('parameter-missing', `The parameter ${place.name} has no value.`), parameter: place.name }
    const literal = place.isInText ? inText(value) : literalOf(value)
    if (literal === null) {
      const message = `The parameter ${place.name} is a number, and “${value.text}” is none.`
      return { ...fail('parameter-invalid', message), parameter: place.name }
    }
    pieces.push({ from: text.length, typed: until, isLiteral: false })
    text += sql.slice(until, place.from)
    pieces.push({ from: text.length, typed: place.from, isLiteral: true })
    text += literal
    until = place.until
  }
  pieces.push({ from: text.length, typed: until, isLiteral: false })
  const typedAt = (offset: number): number => {
    const { from, typed, isLiteral } = pieces[firstThat(pieces.length, (i) => pieces[i]!.from > offset) - 1]!
    return isLiteral ? typed : typed + offset - from
  }
  return ok({ sql: text + sql.slice(until), typedAt })
}

const aNumber = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i

function literalOf({ type, text }: ParameterValue): string | null {
  switch (type) {
    case 'null':
      return 'NULL'
    case 'number':
      return aNumber.test(text.trim()) ? text.trim() : null
    case 'text':
      return `'${text.replaceAll("'", "''")}'`
  }
}

const inText = ({ type, text }: ParameterValue): string => (type === 'null' ? '' : text.replaceAll("'", "''"))

/**
 * One `${name}` that bounds something from both sides is two values: published queries of CloudTrail Lake write
 * `eventTime > '${date_filter}' AND eventTime < '${date_filter}'` and fill in two dates.
 */
function placesIn(sql: string, brackets?: Brackets): readonly ParameterPlace[] {
  const places = marksIn(sql, brackets)
  const sides = new Map<string, Set<string>>()
  for (const { name, side } of places) if (side !== null) sides.set(name, (sides.get(name) ?? new Set()).add(side))
  return places.map(({ side, ...place }) =>
    side !== null && sides.get(place.name)?.size === 2 ? { ...place, name: `${place.name}_${side}` } : place,
  )
}

interface Mark extends ParameterPlace {
  /** Which bound of something a `${name}` is. */
  readonly side: 'from' | 'until' | null
}

function marksIn(sql: string, brackets?: Brackets): readonly Mark[] {
  const tokens = tokenize(sql, brackets).filter(isSaid)
  let numbered = 0
  return tokens.flatMap((token, at): readonly Mark[] => {
    const { text, from, until } = token
    if (token.kind === 'string') {
      // Before it is asked what each of a hundred thousand texts of a list is compared with.
      if (!text.includes('${')) return []
      const marks = [...text.matchAll(/\$\{([^}]*)\}/g)]
      if (marks.length === 0) return []
      const [column, side] = [columnComparedAt(tokens, at), sideAt(tokens, at)]
      return marks.map(({ 0: mark, 1: name, index }) => {
        const start = from + index
        const place = { from: start, until: start + mark.length, isInText: true }
        return { ...place, name: name!.trim(), column, type: 'text', side }
      })
    }
    if (token.kind !== 'placeholder' || isTable(tokens, at) || isCast(tokens, at)) return []
    const column = columnComparedAt(tokens, at)
    const asked = { from, until, isInText: false, column, type: typeAt(tokens, at, column) }
    const [, braced] = /^\$?\{([^}]*)\}$/.exec(text) ?? []
    if (braced !== undefined) return [{ ...asked, name: braced.trim(), side: sideAt(tokens, at) }]
    if (!text.startsWith('?')) return [{ ...asked, name: text.slice(1), side: null }]
    // A question mark alone is numbered one above the greatest so far, as in SQLite.
    const number = text === '?' ? numbered + 1 : Number(text.slice(1))
    numbered = Math.max(numbered, number)
    return [{ ...asked, name: `?${number}`, side: null }]
  })
}

/** Whether a value is the lower or the upper bound of something. */
function sideAt(tokens: readonly Token[], at: number): Mark['side'] {
  const isBehind = (...signs: readonly string[]) => signs.some((sign) => isToken(tokens[at - 1], sign))
  if (isBehind('>', '>=', 'between')) return 'from'
  return isBehind('<', '<=') || (isBehind('and') && isToken(tokens[at - 3], 'between')) ? 'until' : null
}

/** `FROM $EDS_ID`: in the samples of CloudTrail Lake, the place of the event data store's id. */
const isTable = (tokens: readonly Token[], at: number): boolean =>
  ['from', 'join', '.'].some((word) => isToken(tokens[at - 1], word)) || isToken(tokens[at + 1], '.')

/** `eventTime::date` of other engines. */
const isCast = (tokens: readonly Token[], at: number): boolean => {
  const before = tokens[at - 1]
  return before?.text === ':' && before.until === tokens[at]!.from
}

function typeAt(tokens: readonly Token[], at: number, column: FilterColumn | null): ParameterType {
  if (isToken(tokens[at - 1], 'limit') || isToken(tokens[at - 1], 'offset')) return 'number'
  return column !== null && columnType(column) === 'integer' ? 'number' : 'text'
}
