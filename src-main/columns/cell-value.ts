import { columnType, type FilterColumn, isAddedColumn } from '../../src-shared/filter/columns.ts'
import type { Row, Value } from '../../src-shared/model/event.ts'
import { codedColumn } from './coded-column.ts'
import { idText } from './id-column.ts'
import type { Snapshot } from './snapshot.ts'

/** One cell: times as UtcMs, flags as booleans; null where the event has no value. */
export function cellValue(snapshot: Snapshot, column: FilterColumn, row: Row): Value {
  const coded = codedColumn(snapshot, column)
  if (coded !== null) {
    const code = coded.codes[row]!
    if (code === 0) return null
    return columnType(column) === 'flag' ? code === 2 : coded.dictionary[code]!
  }
  if (isAddedColumn(column)) throw new Error(`${column} is coded`)
  const data = snapshot.columns[column]
  switch (data.type) {
    case 'time':
      return Number.isNaN(data.values[row]!) ? null : data.values[row]!
    case 'integer':
      return data.values[row] === -1 ? null : data.values[row]!
    case 'id':
      return idText(data, row)
    default:
      throw new Error(`${column} is coded`)
  }
}
