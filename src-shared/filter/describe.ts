import type { ConditionColumn } from './columns.ts'
import { type Condition, isCondition, isFreeText, type Where } from './model.ts'
import { operators } from './operators.ts'

/** How a value is written, where it is not as filter text has it. */
export type ValueText = (column: ConditionColumn, value: string) => string

const asFilterText: ValueText = (_, value) => value

/** `eventName is ConsoleLogin or GetUser`. */
export const describeCondition = ({ column, operator, values }: Condition, valueText = asFilterText): string =>
  [column, operators[operator].words, values.map((value) => valueText(column, value)).join(' or ')]
    .filter((part) => part !== '')
    .join(' ')

/** `text contains “alice”`, `(eventName is A) or (not (userName is present))`: for people, in chips and reports. */
export function describeWhere(where: Where, valueText = asFilterText): string {
  if (isCondition(where)) return describeCondition(where, valueText)
  if (isFreeText(where)) return `text contains “${where.text}”`
  if ('not' in where) return `not (${describeWhere(where.not, valueText)})`
  const [parts, word] = 'all' in where ? [where.all, 'and'] : [where.any, 'or']
  if (parts.length === 0) return 'all' in where ? 'every event' : 'no event'
  return parts.map((part) => `(${describeWhere(part, valueText)})`).join(` ${word} `)
}
