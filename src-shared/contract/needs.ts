import { columnsAsked, layersAsked } from '../filter/asks.ts'
import type { FilterColumn } from '../filter/columns.ts'
import type { Filter } from '../filter/model.ts'
import type { Layer } from '../model/layer.ts'

interface Question {
  readonly filter: Filter
  readonly column?: FilterColumn
  readonly sort?: { readonly column: FilterColumn }
}

/** A question about events needs what decides which events, which values or in which order. */
export function layersOfQuestion({ filter, column, sort }: Question): readonly Layer[] {
  const named = [column, sort?.column].filter((name) => name !== undefined)
  return layersAsked([...columnsAsked(filter), ...named])
}
