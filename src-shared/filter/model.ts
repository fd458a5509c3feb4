import type { TimeRange } from '../base/time.ts'
import type { ConditionColumn } from './columns.ts'
import type { Operator } from './operators.ts'

/** What the analyst asks to see: the events of a time for which a tree of conditions holds. */
export interface Filter {
  /** By eventTime. A range, be it open at both ends, leaves out events without a time; null leaves out none. */
  readonly range: TimeRange | null
  readonly where: Where
}

/**
 * All of the parts, at least one of them, or not the part. An `all` of nothing always holds, an `any` of nothing never
 * does. A condition on a value that the record lacks is true or false, never unknown as in SQL: `not` holds wherever
 * its part does not.
 */
export type Where = All | Any | Not | Condition | FreeText
export interface All {
  readonly all: readonly Where[]
}
export interface Any {
  readonly any: readonly Where[]
}
export interface Not {
  readonly not: Where
}

export interface Condition {
  readonly column: ConditionColumn
  readonly operator: Operator
  /** As many as the operator takes. Where it takes some, one that fits is enough. */
  readonly values: readonly string[]
}

/** Case-insensitive, anywhere in the columns of `searchedColumns`; an exact eventID or requestID also matches. */
export interface FreeText {
  /** Not empty. */
  readonly text: string
}

export const isCondition = (where: Where): where is Condition => 'column' in where
export const isFreeText = (where: Where): where is FreeText => 'text' in where

/** Groups deeper than this are refused, so that no filter overflows the stack. */
export const deepestGroup = 50

export const everything: Filter = { range: null, where: { all: [] } }

/** The filter for which all the parts hold. */
export const filterOf = (parts: readonly Where[], range: TimeRange | null = null): Filter => ({
  range,
  where: { all: parts },
})

/**
 * The same filter in the one form that filter text has: no `all` directly in an `all`, no `any` in an `any`, no group
 * of one, and at the top an `all`, whose parts are what chips show.
 */
export const normalized = ({ range, where }: Filter): Filter => ({
  range,
  where: { all: partsOfAll(simplified(where)) },
})

function simplified(where: Where): Where {
  if ('all' in where) return group('all', where.all.map(simplified).flatMap(partsOfAll))
  if ('any' in where) return group('any', where.any.map(simplified).flatMap(partsOfAny))
  if ('not' in where) return { not: simplified(where.not) }
  return where
}

export const partsOfAll = (where: Where): readonly Where[] => ('all' in where ? where.all : [where])
const partsOfAny = (where: Where): readonly Where[] => ('any' in where ? where.any : [where])

/** Parts that are simplified already; a group of one is its part, and an `any` of nothing the opposite of everything. */
export function group(kind: 'all' | 'any', parts: readonly Where[]): Where {
  if (parts.length === 1) return parts[0]!
  if (kind === 'all') return { all: parts }
  return parts.length === 0 ? { not: { all: [] } } : { any: parts }
}
