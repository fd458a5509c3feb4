import { type FilterColumn, isAddedColumn, type ValueColumn } from '../../src-shared/filter/columns.ts'
import type { RecordPath } from '../../src-shared/filter/record-path.ts'
import { type Coded, codedColumn } from './coded-column.ts'
import { idRanks } from './id-order.ts'
import type { Snapshot } from './snapshot.ts'
import { ranksOf } from './value-order.ts'

/** A number for each row that sorts as the column does; NaN where the event has no value. */
export function sortValues(snapshot: Snapshot, column: FilterColumn): Float64Array {
  const coded = codedColumn(snapshot, column)
  if (coded !== null) return codedSortValues(coded, column)
  if (isAddedColumn(column)) throw new Error(`${column} is coded`)
  const data = snapshot.columns[column]
  switch (data.type) {
    case 'time':
      return data.values
    case 'integer':
      return Float64Array.from(data.values, (value) => (value === -1 ? Number.NaN : value))
    case 'id':
      return idRanks(data, snapshot.events)
    default:
      throw new Error(`${column} is coded`)
  }
}

/** Of a value that was read from records: kept as long as the column is. */
export function fieldSortValues(coded: Coded, path: RecordPath): Float64Array {
  const values = ofFields.get(coded) ?? codedSortValues(coded, path)
  ofFields.set(coded, values)
  return values
}
const ofFields = new WeakMap<Coded, Float64Array>()

function codedSortValues(coded: Coded, column: ValueColumn): Float64Array {
  const { codes } = coded
  const ranks = ranksOf(coded, column)
  const values = new Float64Array(codes.length)
  for (let row = 0; row < codes.length; row++) values[row] = ranks[codes[row]!]!
  return values
}
