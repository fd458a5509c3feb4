import type { Filter, FilterColumn } from '../filter/filter.ts'
import type { Layer } from '../model/layer.ts'

interface Question {
  readonly filter: Filter
  readonly column?: FilterColumn
  readonly sort?: { readonly column: FilterColumn }
}

/** A question about events needs verdicts only if they decide which events, which values or in which order. */
export function layersOfQuestion({ filter, column, sort }: Question): readonly Layer[] {
  const named = [column, sort?.column, ...filter.conditions.map((condition) => condition.column)]
  return named.includes('logVerdict') ? ['events', 'verdicts'] : ['events']
}
