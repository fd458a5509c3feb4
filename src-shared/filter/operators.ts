import { type ConditionColumn, columnType, isRecordPath } from './columns.ts'

interface OperatorFacts {
  /** In filter text, between the column and its values. */
  readonly sign: string
  /** In sentences: `eventName is ConsoleLogin`. */
  readonly words: string
  /** How many it takes. */
  readonly values: 'none' | 'one' | 'some'
  /** Holds exactly where this one does not. */
  readonly opposite: string | null
  /** Leaves out the events that have the value: such conditions are marked. */
  readonly excludes: boolean
  /** Only for columns that have an order: integers and times, and numbers of records. */
  readonly isOrder: boolean
  /** Only for columns of text. */
  readonly isOfText: boolean
}

const operator = <Sign extends string>(
  sign: Sign,
  words: string,
  values: OperatorFacts['values'],
  more: Partial<OperatorFacts> = {},
) =>
  ({
    sign,
    words,
    values,
    opposite: null,
    excludes: false,
    isOrder: false,
    isOfText: false,
    ...more,
  }) satisfies OperatorFacts

/** Every operator, once. What it means for columns is its twin in src-main/columns/match.ts, keyed by this table. */
export const operators = {
  is: operator('=', 'is', 'some', { opposite: 'isNot' }),
  isNot: operator('!=', 'is not', 'some', { opposite: 'is', excludes: true }),
  contains: operator('~', 'contains', 'some', { opposite: 'notContains', isOfText: true }),
  notContains: operator('!~', 'does not contain', 'some', { opposite: 'contains', excludes: true, isOfText: true }),
  startsWith: operator('^=', 'starts with', 'some', { isOfText: true }),
  like: operator('*=', 'is like', 'some', { opposite: 'notLike', isOfText: true }),
  notLike: operator('!*=', 'is not like', 'some', { opposite: 'like', excludes: true, isOfText: true }),
  matches: operator('=~', 'matches', 'some', { opposite: 'notMatches', isOfText: true }),
  notMatches: operator('!=~', 'does not match', 'some', { opposite: 'matches', excludes: true, isOfText: true }),
  atLeast: operator('>=', 'is at least', 'one', { isOrder: true }),
  atMost: operator('<=', 'is at most', 'one', { isOrder: true }),
  isSet: operator('=*', 'has a value', 'none', { opposite: 'isNotSet' }),
  isNotSet: operator('!=*', 'has no value', 'none', { opposite: 'isSet', excludes: true }),
}
export type Operator = keyof typeof operators
export const operatorNames = Object.keys(operators) as readonly Operator[]

/** Null where there is none, or none that the column takes. */
export function oppositeOf(column: ConditionColumn, name: Operator): Operator | null {
  const opposite = operators[name].opposite as Operator | null
  return opposite !== null && checkOperator(column, opposite) === null ? opposite : null
}

/** Why the column does not take the operator, a sentence; null when it does. */
export function checkOperator(column: ConditionColumn, name: Operator): string | null {
  if (column === 'record') return name === 'contains' ? null : '“record” is searched for what it contains: record~text'
  if (isRecordPath(column)) return null
  const type = columnType(column)
  const isNumber = type === 'integer' || type === 'time'
  if (operators[name].isOrder && !isNumber)
    return `“${column}” has no order: ${operators[name].words} needs a size or a time`
  if (operators[name].isOfText && isNumber) return `“${column}” is no text: use = >= or <=`
  return null
}
