import { type FilterColumn, isAddedColumn } from '../../src-shared/filter/columns.ts'
import { codedColumn } from './coded-column.ts'
import { idText } from './id-column.ts'
import type { Snapshot } from './snapshot.ts'

/** A number for each row that sorts as the column does; NaN where the event has no value. */
export function sortValues(snapshot: Snapshot, column: FilterColumn): Float64Array {
  const coded = codedColumn(snapshot, column)
  if (coded !== null) {
    const rank = ranksOf(coded.dictionary)
    return Float64Array.from(coded.codes, (code) => rank[code]!)
  }
  if (isAddedColumn(column)) throw new Error(`${column} is coded`)
  const data = snapshot.columns[column]
  switch (data.type) {
    case 'time':
      return data.values
    case 'integer':
      return Float64Array.from(data.values, (value) => (value === -1 ? Number.NaN : value))
    case 'id': {
      const texts = Array.from({ length: snapshot.events }, (_, row) => idText(data, row))
      const rank = ranksOf(['', ...texts.map((text) => text ?? '')]).subarray(1)
      return rank.map((place, row) => (texts[row] === null ? Number.NaN : place))
    }
    default:
      throw new Error(`${column} is coded`)
  }
}

/** The place of each text among the sorted ones, equal texts having the same; NaN for code 0, which is null. */
function ranksOf(dictionary: readonly string[]): Float64Array {
  const order = Uint32Array.from(dictionary.keys()).sort((a, b) =>
    dictionary[a]! < dictionary[b]! ? -1 : dictionary[a]! > dictionary[b]! ? 1 : 0,
  )
  const rank = new Float64Array(dictionary.length)
  let place = 0
  for (let k = 0; k < order.length; k++) {
    if (k > 0 && dictionary[order[k]!] !== dictionary[order[k - 1]!]) place = k
    rank[order[k]!] = place
  }
  rank[0] = Number.NaN
  return rank
}
