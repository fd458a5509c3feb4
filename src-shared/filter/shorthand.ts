import { asWildcards, hasWildcard } from '../base/regex/regex.ts'
import { type ConditionColumn, columnType, isRecordPath } from './columns.ts'
import { checkOperator, type Operator } from './operators.ts'
import type { TermValue } from './tokens.ts'

/*
 * What `=` and `!=` mean beyond the value itself, where it stands without quotes: `Get*` is a pattern and `10..20` a range.
 * In quotes, a value is what it says.
 */

export const isExact = (operator: Operator): operator is 'is' | 'isNot' => operator === 'is' || operator === 'isNot'

/** `Get*`: the operator and its values; null where no value has a wildcard, or the column takes no patterns. */
export function patternOf(
  column: ConditionColumn,
  operator: Operator,
  values: readonly TermValue[],
): { readonly operator: Operator; readonly values: readonly string[] } | null {
  if (!isExact(operator) || !values.some(({ text, isQuoted }) => !isQuoted && hasWildcard(text))) return null
  const name = operator === 'is' ? 'like' : 'notLike'
  if (checkOperator(column, name) !== null) return null
  return { operator: name, values: values.map(({ text, isQuoted }) => (isQuoted ? asWildcards(text) : text)) }
}

/** `10..20`, `..20`: its ends, of which an empty one is open; null where the value is no range of the column. */
export function rangeEnds(
  column: ConditionColumn,
  operator: Operator,
  values: readonly TermValue[],
): readonly [from: string, to: string] | null {
  const [value] = values
  if (!isExact(operator) || values.length !== 1 || value!.isQuoted) return null
  const ends = value!.text.split('..')
  if (ends.length !== 2 || (ends[0] === '' && ends[1] === '')) return null
  return takesRange(column, ends) ? [ends[0]!, ends[1]!] : null
}

/** What records hold at a path may be text: only numbers are taken for ends. */
function takesRange(column: ConditionColumn, ends: readonly string[]): boolean {
  if (isRecordPath(column)) return ends.every((end) => end === '' || /^-?\d+(\.\d+)?$/.test(end))
  return columnType(column) === 'integer' || columnType(column) === 'time'
}

/** A value in quotes that looks like a pattern: how it was read, a sentence. */
export const quotedWildcard = (text: string, column: ConditionColumn, operator: 'is' | 'isNot'): string =>
  `“${text}” stands in quotes and is compared as it is written; ${column}${operator === 'is' ? '' : '!'}*="${text}" takes it for a pattern.`

/** Free text that looks like a pattern: how it was read, a sentence. */
export const freeWildcard = (text: string): string =>
  `“${text}” is looked for as it is written: * and ? stand for other text only in conditions, such as eventName=Create*.`
