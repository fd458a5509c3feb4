import { columnType, type FilterColumn, isAddedColumn } from '../../src-shared/filter/columns.ts'
import type { AddedColumnName } from '../../src-shared/model/added-columns.ts'
import type { Row, Value } from '../../src-shared/model/event.ts'
import { addedText } from './coded-column.ts'
import { idText } from './id-column.ts'
import type { Snapshot } from './snapshot.ts'

/** One cell: times as UtcMs, flags as booleans; null where the event has no value. */
export function cellValue(snapshot: Snapshot, column: FilterColumn, row: Row): Value {
  if (isAddedColumn(column)) return addedValue(snapshot, column, row)
  const data = snapshot.columns[column]
  switch (data.type) {
    case 'text':
      return data.codes[row] === 0 ? null : data.textOf(data.codes[row]!)
    case 'flag':
      return data.values[row] === 0 ? null : data.values[row] === 2
    case 'time':
      return Number.isNaN(data.values[row]!) ? null : data.values[row]!
    case 'integer':
      return data.values[row] === -1 ? null : data.values[row]!
    case 'id':
      return idText(data, row)
  }
}

function addedValue(snapshot: Snapshot, column: AddedColumnName, row: Row): Value {
  const text = addedText(snapshot, column, row)
  return text === null || columnType(column) !== 'flag' ? text : text === 'true'
}
