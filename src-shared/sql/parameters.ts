import { type Failure, fail, ok } from '../base/result.ts'
import { columnType, type FilterColumn } from '../filter/columns.ts'
import { columnComparedAt } from './column-named.ts'
import { isSaid, isToken, type Token, tokenize } from './tokens.ts'

/** What a query leaves to be filled in: `:name`, `@name`, `$name`, `${name}`, `?`, and `${name}` within a text. */
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
interface Place {
  readonly name: string
  readonly from: number
  readonly until: number
  /** Within the quotes of a text. */
  readonly isInText: boolean
  readonly type: ParameterType
  readonly column: FilterColumn | null
}

/** The parameters of a text, in the order in which they first stand there. */
export function parametersOf(sql: string): readonly Parameter[] {
  const found = new Map<string, Parameter>()
  for (const { name, type, column } of placesIn(sql)) {
    const known = found.get(name)
    if (known === undefined) found.set(name, { name, type, column })
    else if (known.column === null && column !== null) found.set(name, { ...known, type, column })
  }
  return [...found.values()]
}

type Filled = { readonly ok: true; readonly value: string } | Unfilled
/** The first parameter that has no value, or none of its type. */
export type Unfilled = Failure<'parameter-missing' | 'parameter-invalid'> & { readonly parameter: string }

/** The text with literals in place of its parameters: texts quoted, so that no value is read as SQL. */
export function withValues(sql: string, values: Readonly<Record<string, ParameterValue>>): Filled {
  let [text, until] = ['', 0]
  for (const place of placesIn(sql)) {
    const value = Object.hasOwn(values, place.name) ? values[place.name] : undefined
    if (value === undefined)
      return { ...fail('parameter-missing', `The parameter ${place.name} has no value.`), parameter: place.name }
    const literal = place.isInText ? inText(value) : literalOf(value)
    if (literal === null) {
      const message = `The parameter ${place.name} is a number, and “${value.text}” is none.`
      return { ...fail('parameter-invalid', message), parameter: place.name }
    }
    text += sql.slice(until, place.from) + literal
    until = place.until
  }
  return ok(text + sql.slice(until))
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

function placesIn(sql: string): readonly Place[] {
  const tokens = tokenize(sql).filter(isSaid)
  let numbered = 0
  return tokens.flatMap((token, at): readonly Place[] => {
    const asked = () => ({ column: columnComparedAt(tokens, at), type: typeAt(tokens, at) })
    if (token.kind === 'string')
      return [...token.text.matchAll(/\$\{([^}]*)\}/g)].map(({ 0: mark, 1: name, index }) => {
        const from = token.from + index
        return {
          name: name!.trim(),
          from,
          until: from + mark.length,
          isInText: true,
          column: asked().column,
          type: 'text',
        }
      })
    if (token.kind !== 'placeholder' || isTable(tokens, at) || isCast(tokens, at)) return []
    let name = token.text.startsWith('${') ? token.text.slice(2, -1).trim() : token.text.slice(1)
    if (token.text.startsWith('?')) {
      numbered = name === '' ? numbered + 1 : Math.max(numbered, Number(name))
      name = `?${name === '' ? numbered : Number(name)}`
    }
    return [{ name, from: token.from, until: token.until, isInText: false, ...asked() }]
  })
}

/** `FROM $EDS_ID`: in the samples of CloudTrail Lake, the place of the event data store's id. */
const isTable = (tokens: readonly Token[], at: number): boolean =>
  ['from', 'join', '.'].some((word) => isToken(tokens[at - 1], word)) || isToken(tokens[at + 1], '.')

/** `eventTime::date` of other engines. */
const isCast = (tokens: readonly Token[], at: number): boolean => {
  const before = tokens[at - 1]
  return before?.text === ':' && before.until === tokens[at]!.from
}

function typeAt(tokens: readonly Token[], at: number): ParameterType {
  if (isToken(tokens[at - 1], 'limit') || isToken(tokens[at - 1], 'offset')) return 'number'
  const column = columnComparedAt(tokens, at)
  return column !== null && columnType(column) === 'integer' ? 'number' : 'text'
}
