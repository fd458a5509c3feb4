import type { FilterColumn } from '../../src-shared/filter/columns.ts'
import { cellValue } from './cell-value.ts'
import { type Coded, codedColumn } from './coded-column.ts'
import type { RowsByBucket } from './rows-by-bucket.ts'
import type { Snapshot } from './snapshot.ts'

type RowsOfBuckets = Pick<RowsByBucket, 'rows' | 'starts' | 'count'>

/** A column as codes, be it one of integers: then codes are made for the rows of the buckets, and those only. */
export function cellCodes(snapshot: Snapshot, column: FilterColumn, { rows, starts, count }: RowsOfBuckets): Coded {
  const coded = codedColumn(snapshot, column)
  if (coded !== null) return coded
  const codes = new Uint32Array(snapshot.events)
  const dictionary = ['']
  const codeOf = new Map<string, number>()
  for (let k = starts[0]!; k < starts[count]!; k++) {
    const row = rows === null ? k : rows[k]!
    const value = cellValue(snapshot, column, row)
    if (value === null) continue
    const text = String(value)
    const code = codeOf.get(text) ?? dictionary.push(text) - 1
    codeOf.set(text, code)
    codes[row] = code
  }
  return { codes, dictionary }
}
