import { parseIsoTime } from '../../../src-shared/base/time.ts'
import { type ConditionColumn, columnType, conditionColumns } from '../../../src-shared/filter/columns.ts'
import type { Condition } from '../../../src-shared/filter/model.ts'
import { checkOperator, type Operator, operatorNames, operators } from '../../../src-shared/filter/operators.ts'

/** What has been typed so far, read as far as it goes: a column, then an operator, then a value. */
export type Draft =
  | { readonly stage: 'column'; readonly typed: string }
  | { readonly stage: 'operator'; readonly column: ConditionColumn; readonly typed: string }
  | {
      readonly stage: 'value'
      readonly column: ConditionColumn
      readonly operator: Operator
      readonly typed: string
    }

const byLowerCase = new Map(conditionColumns.map((column) => [column.toLowerCase(), column]))
// Longest first, or `!=*` would be read as `!=`.
const bySign = operatorNames.toSorted((a, b) => operators[b].sign.length - operators[a].sign.length)

/** `eventName` · `eventName !` · `eventName = Con`: spaces around the sign may be left out. */
export function readDraft(text: string): Draft {
  const [, name = '', rest = ''] = /^\s*([A-Za-z]*)(.*)$/s.exec(text) ?? []
  const column = byLowerCase.get(name.toLowerCase())
  if (column === undefined || rest === '') return { stage: 'column', typed: text.trim() }
  const after = rest.trimStart()
  const operator = bySign.find((candidate) => after.startsWith(operators[candidate].sign))
  if (operator === undefined || checkOperator(column, operator) !== null)
    return { stage: 'operator', column, typed: after }
  const typed = after.slice(operators[operator].sign.length).trimStart()
  // `!` begins several signs, `=` may still become `=*`: both are read once something follows.
  return { stage: 'value', column, operator, typed }
}

export function suggestColumns(typed: string): readonly ConditionColumn[] {
  const sought = typed.toLowerCase()
  const found = conditionColumns.filter((column) => column.toLowerCase().includes(sought))
  // Those that begin with it first; else in the order of the record.
  return [
    ...found.filter((column) => column.toLowerCase().startsWith(sought)),
    ...found.filter((column) => !column.toLowerCase().startsWith(sought)),
  ]
}

export const suggestOperators = (column: ConditionColumn, typed: string): readonly Operator[] =>
  operatorNames.filter(
    (operator) => checkOperator(column, operator) === null && operators[operator].sign.startsWith(typed),
  )

/** What the draft means once Enter is pressed; null while it is not a condition yet. */
export function conditionOf(draft: Draft): Condition | null {
  if (draft.stage !== 'value') return null
  const { column, operator, typed } = draft
  if (operators[operator].values === 'none') return typed === '' ? { column, operator, values: [] } : null
  return typed === '' ? null : { column, operator, values: [unquoted(typed)] }
}

/** A value may be typed as in filter text, in quotes; quotes inside it are its own. */
const unquoted = (typed: string): string =>
  /^"(?:[^"\\]|\\.)+"$/.test(typed) ? typed.slice(1, -1).replace(/\\(.)/g, '$1') : typed

/** A value its column can never have; null when it fits. */
export function problemWith({ column, operator, values }: Condition): string | null {
  const type = columnType(column)
  const isExact = operator === 'is' || operator === 'isNot'
  if (type === 'flag' && isExact && values.some((value) => value !== 'true' && value !== 'false'))
    return `“${column}” is true or false`
  if (
    type === 'time' &&
    operator !== 'isSet' &&
    operator !== 'isNotSet' &&
    values.some((value) => parseIsoTime(value) === null)
  )
    return `“${column}” needs a time with its zone, such as 2024-03-05T10:00:00Z`
  return null
}
