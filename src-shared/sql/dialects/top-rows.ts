import type { Edits } from './edits.ts'
import { isStar } from './names.ts'
import type { ViewColumn } from './schema.ts'
import type { Select } from './selects.ts'
import type { Range, Text } from './text.ts'

/** Functions of many rows. */
export const aggregates = new Set([
  'count', 'count_if', 'sum', 'min', 'max', 'avg', 'array_agg', 'approx_distinct', 'approx_percentile', 'max_by', 'min_by', 'arbitrary',
  'any_value', 'bool_and', 'bool_or', 'every', 'listagg', 'map_agg', 'histogram', 'stddev', 'variance', 'unnest',
]) // biome-ignore format: a list

/**
 * The end of a query, `WHERE … ORDER BY … LIMIT n`, that chooses which rows of one table a query shows; null for any other query.
 * Of such a query the rows are chosen first, so that records are read for these alone and not for all that are put in order; what is
 * left of the query puts them in order.
 */
export function choiceOfRows(
  text: Text,
  edits: Edits,
  selects: readonly Select[],
  columns: readonly ViewColumn[],
): string | null {
  const [select, ...others] = selects
  if (select === undefined || others.length > 0 || select.at !== 0 || select.sources.length !== 1) return null
  const { clauses, items, last } = select
  const order = clauses.get('order')
  const limit = clauses.get('limit') ?? clauses.get('fetch')
  if (order === undefined || limit === undefined || last !== text.length - 1) return null
  if (clauses.has('group') || clauses.has('having') || clauses.has('offset') || text.is(1, 'distinct')) return null
  if (!items.some((item) => isStar(text, item) || readsRecords(text, item, columns))) return null
  // Names that the query gives: what stands last in an item and is no part of a column's name.
  const given = new Set(
    items.flatMap(({ first, last }) => (first < last && !text.is(last - 1, '.') ? [text.name(last)] : [])),
  )
  const names = new Set([select.sources[0]!.alias, ...columns.map(({ name }) => name.toLowerCase())])
  const isOrdered = text.parts(order.first, order.last).every((part) => isColumn(text, part, names, given))
  if (!isPlain(text) || !isOrdered) return null
  const choice = edits.textOf({ first: clauses.get('from')!.last + 1, last })
  // The rows that are chosen pass the conditions: asked again, they would read the records of all rows again.
  const where = clauses.get('where')
  if (where !== undefined) edits.remove({ first: where.first - 1, last: where.last })
  return choice
}

/** Whether a query has no rows that are made of several. */
export const isPlain = (text: Text): boolean =>
  text.tokens.every((_, at) => !text.is(at, 'over') && !aggregates.has(text.call(at)?.name ?? ''))

const readsRecords = (text: Text, { first, last }: Range, columns: readonly ViewColumn[]): boolean => {
  for (let at = first; at <= last; at++) {
    const name = text.name(at)
    const column = name === null ? undefined : columns.find((known) => known.name.toLowerCase() === name)
    if (
      column !== undefined &&
      !('fields' in column.shape) &&
      (column.shape.type === 'large' || column.shape.type === 'map')
    )
      return true
  }
  return false
}

/** Whether a part of ORDER BY is a column of the table, and not what the query calls so. */
export function isColumn(
  text: Text,
  { first, last }: Range,
  names: ReadonlySet<string>,
  given: ReadonlySet<string | null>,
): boolean {
  let at = first
  const name = text.name(at)
  if (name === null || given.has(name) || !names.has(name)) return false
  while (text.is(at + 1, '.') && text.name(at + 2) !== null) at += 2
  if (text.is(at + 1, 'asc', 'desc')) at++
  if (text.is(at + 1, 'nulls')) at += 2
  return at === last
}
