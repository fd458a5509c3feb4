import type { FilledText } from '../../../../src-shared/sql/parameters.ts'
import { isSaid, nameOf, type Token, tokenize } from '../../../../src-shared/sql/tokens.ts'
import { placeInText } from '../../../../src-shared/words/sql.ts'

/** Half-open places in the text, in characters. */
export interface TextPlace {
  readonly from: number
  readonly until: number
}

const form =
  /near "(?<token>.+?)": |no such (?:column|table|function): (?<name>\S+)|ambiguous column name: (?<name2>\S+)/

/** Behind the messages of other dialects. */
const toldPlace = / \(line (?<line>[\d,]+), column (?<column>[\d,]+)\)$/

/**
 * Where the words of SQLite's message point in the text. SQLite gives no offset through sql.js, only the token: a
 * token that stands in one place is that place; a syntax error near one of several commas is left unmarked, since a
 * mark at the wrong one misleads. A name that does not exist is wrong wherever it stands.
 */
export function errorPlaces(message: string, sql: string): readonly TextPlace[] {
  const told = toldPlace.exec(message)?.groups
  if (told !== undefined) return placeAt(sql, offsetOf(sql, told))
  if (/incomplete input/.test(message)) return [{ from: Math.max(0, sql.trimEnd().length - 1), until: sql.length }]
  const { token, name, name2 } = form.exec(message)?.groups ?? {}
  const wanted = token ?? name ?? name2
  if (wanted === undefined) return []
  const places = placesOf(wanted, sql)
  return token !== undefined && places.length > 1 ? [] : places
}

/** A message about a text with values in place of parameters, with its place in the text that was typed. */
export function toldOfTyped(message: string, typed: string, { sql, typedAt }: FilledText): string {
  const told = toldPlace.exec(message)?.groups
  return told === undefined ? message : message.replace(toldPlace, placeInText(typed, typedAt(offsetOf(sql, told))))
}

/** Of a message about a text that is not to be had any more. */
export const withoutPlace = (message: string): string => message.replace(toldPlace, '')

/** Of a line and a column, both counted from 1. */
function offsetOf(sql: string, { line, column }: Readonly<Record<string, string>>): number {
  const [row, place] = [line, column].map((count) => Number(count!.replaceAll(',', '')))
  const before = sql.split('\n').slice(0, row! - 1)
  return before.reduce((sum, { length }) => sum + length + 1, 0) + place! - 1
}

/** The token at a place; the last one where the text ends before it. */
function placeAt(sql: string, offset: number): readonly TextPlace[] {
  const tokens = tokenize(sql).filter(isSaid)
  const token = tokens.find(({ until }) => until > offset) ?? tokens.at(-1)
  return token === undefined ? [] : [{ from: token.from, until: token.until }]
}

/** Where the tokens of a name or sign stand in the text, whatever its quotes and the case of its letters. */
function placesOf(wanted: string, sql: string): readonly TextPlace[] {
  const spelled = spellings(wanted)
  const tokens = tokenize(sql).filter(isSaid)
  return tokens.flatMap((first, i) => {
    const found = tokens.slice(i, i + spelled.length)
    const isIt = found.length === spelled.length && found.every((token, k) => spelling(token) === spelled[k])
    return isIt ? [{ from: first.from, until: found.at(-1)!.until }] : []
  })
}

const spelling = (token: Token): string => (nameOf(token) ?? token.text).toLowerCase()
const spellings = (text: string): readonly string[] => tokenize(text).filter(isSaid).map(spelling)
