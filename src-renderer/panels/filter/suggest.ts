import { columnNamed } from '../../../src-shared/filter/column-named.ts'
import { type ConditionColumn, offeredColumns } from '../../../src-shared/filter/columns.ts'
import type { Condition } from '../../../src-shared/filter/model.ts'
import { checkOperator, type Operator, operatorNames, operators } from '../../../src-shared/filter/operators.ts'
import { nameForm } from '../../../src-shared/filter/record-path.ts'
import { patternOf } from '../../../src-shared/filter/shorthand.ts'
import { formatWhere } from '../../../src-shared/filter/text.ts'
import { tokensOf } from '../../../src-shared/filter/tokens.ts'

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

const nameFirst = new RegExp(`^\\s*(${nameForm}|)(.*)$`, 's')
// Longest first, or `!=*` would be read as `!=`.
const bySign = operatorNames.toSorted((a, b) => operators[b].sign.length - operators[a].sign.length)

const signs = bySign.map((name) => operators[name].sign.replaceAll(/[*^]/g, '\\$&')).join('|')
const whole = `${nameForm}(?:=\\*|!=\\*|(?:${signs})(?:"(?:[^"\\\\]|\\\\.)*"|[^\\s()"]+))(?=[\\s)])`
const finished = new RegExp(`^(?:\\s*(?:[()]|(?:AND|OR|NOT)(?=[\\s(])|${whole}))*\\s*`)

/**
 * What is typed, parted into terms that are whole, as filter text has them, and the one that is being typed. With spaces
 * around its sign a condition stands alone: its value may be several words.
 */
export function lastTerm(text: string): { readonly before: string; readonly typed: string } {
  const before = finished.exec(text)?.[0] ?? ''
  return { before, typed: text.slice(before.length) }
}

/** `eventName` · `eventName !` · `eventName = Con`: spaces around the sign may be left out. */
export function readDraft(text: string): Draft {
  const [, name = '', rest = ''] = nameFirst.exec(text) ?? []
  const column = columnNamed(name)
  if (column === null || rest === '') return { stage: 'column', typed: text.trim() }
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
  const found = offeredColumns.filter((column) => column.toLowerCase().includes(sought))
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
  /^"(?:[^"\\]|\\.)+"$/.test(typed) ? typed.slice(1, -1).replace(/\\([\\"])/g, '$1') : typed

/**
 * Filter text for what is typed. Beside filter text itself the box takes what its suggestions write: a condition with spaces
 * around its sign, whose value may be several words, and a piece of a record with its quotes.
 */
export function asFilterText(text: string): string {
  const draft = readDraft(text)
  const condition = conditionOf(draft)
  if (draft.stage !== 'value' || condition === null) return text
  const isPiece = draft.column === 'record' && /^"[^"]+":/.test(draft.typed)
  if (isPiece || (isSpaced(text) && isWords(draft.typed))) return formatWhere(asPattern(condition))
  return isSpaced(text) ? `${draft.column}${operators[draft.operator].sign}${draft.typed}` : text
}

/** Several words with a wildcard among them are a pattern, as one word is. */
function asPattern(condition: Condition): Condition {
  const { column, operator, values } = condition
  const pattern = patternOf(
    column,
    operator,
    values.map((text) => ({ text, isQuoted: false })),
  )
  return pattern === null ? condition : { column, ...pattern }
}

/** `eventName = x`, `eventName =x`, `eventName= x` */
const spaced = new RegExp(`^\\s*${nameForm}(?:\\s+[=!~^<>*]|[=!~^<>*]+\\s)`)
const isSpaced = (text: string) => spaced.test(text)

/** Several words that are no filter text of their own. */
const isWords = (typed: string) =>
  /\s/.test(typed) && tokensOf(typed).every(({ kind }) => kind === 'word') && !/["(),]/.test(typed)
