import { valueAtPath } from '../column-of-path.ts'
import { type ConditionColumn, columnType, isRecordPath } from '../columns.ts'
import { type Condition, isCondition, type Where } from '../model.ts'
import { recordPath } from '../record-path.ts'

/** Why a pattern has no filter that means the same. Thrown within the readers of patterns. */
export class NoTwin extends Error {
  /** `at`: where in the pattern, where that is known. */
  constructor(
    sentence: string,
    readonly at = 0,
  ) {
    super(sentence)
  }
}

/** The column or path of a field of a record, by its path without `$.`. */
export function columnAt(path: string): ConditionColumn {
  const column = valueAtPath(path, '')?.column ?? recordPath(`$.${path}`)
  if (column === null) throw new NoTwin(`“${path}” is no path into a record,`)
  return column
}

/** Numbers have an order at a path, and in columns of numbers. */
export function orderedAt(path: string): ConditionColumn {
  const column = columnAt(path)
  if (!isRecordPath(column) && columnType(column) === 'integer') return column
  return recordPath(`$.${path}`) ?? column
}

export const condition = (column: ConditionColumn, operator: Condition['operator'], ...values: readonly string[]): Condition => ({
  column,
  operator,
  values,
}) // biome-ignore format: one thing

export const exactly = (column: ConditionColumn, value: string): Where => condition(column, 'is', value)
export const isThere = (column: ConditionColumn): Where => condition(column, 'isSet')
export const isAbsent = (column: ConditionColumn): Where => condition(column, 'isNotSet')

/** At least one of them: values of one column that stand for themselves are one condition, which is answered at once. */
export function anyOf(parts: readonly Where[]): Where {
  const merged: Where[] = []
  for (const part of parts) {
    const at = merged.findIndex((each) => isExact(each) && isExact(part) && each.column === part.column)
    if (at === -1) merged.push(part)
    else merged[at] = condition((part as Condition).column, 'is', ...valuesOf(merged[at]!), ...valuesOf(part))
  }
  return merged.length === 1 ? merged[0]! : { any: merged }
}

const isExact = (where: Where): where is Condition => isCondition(where) && where.operator === 'is'
const valuesOf = (where: Where): readonly string[] => (isCondition(where) ? where.values : [])

/** `*` is any text; letter case counts. */
export const like = (column: ConditionColumn, pattern: string): Where =>
  condition(column, 'matches', `(?s-i)^${pattern.split('*').map(escaped).join('.*')}$`)
export const ignoringCase = (column: ConditionColumn, text: string): Where =>
  condition(column, 'matches', `^${escaped(text)}$`)

export const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

/** A number is so and so; what is no number is not. */
export function compared(path: string, sign: string, text: string): Where {
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw new NoTwin(`“${text}” is no number,`)
  const column = orderedAt(path)
  const [least, most] = [condition(column, 'atLeast', text), condition(column, 'atMost', text)]
  switch (sign) {
    case '>=':
      return least
    case '<=':
      return most
    case '>':
      return { all: [least, { not: most }] }
    case '<':
      return { all: [most, { not: least }] }
    case '=':
      return { all: [least, most] }
    default:
      throw new NoTwin(`“${sign}” compares no numbers,`)
  }
}
