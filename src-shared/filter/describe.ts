import { type Condition, isCondition, isFreeText, type Where } from './model.ts'
import { operators } from './operators.ts'

/** `eventName is ConsoleLogin or GetUser`. */
export const describeCondition = ({ column, operator, values }: Condition): string =>
  [column, operators[operator].words, values.join(' or ')].filter((part) => part !== '').join(' ')

/** `text contains “alice”`, `(eventName is A) or (not (userName is present))`: for people, in chips and reports. */
export function describeWhere(where: Where): string {
  if (isCondition(where)) return describeCondition(where)
  if (isFreeText(where)) return `text contains “${where.text}”`
  if ('not' in where) return `not (${describeWhere(where.not)})`
  const [parts, word] = 'all' in where ? [where.all, 'and'] : [where.any, 'or']
  if (parts.length === 0) return 'all' in where ? 'every event' : 'no event'
  return parts.map((part) => `(${describeWhere(part)})`).join(` ${word} `)
}
