import { readAddress } from '../../../../src-shared/base/ip.ts'
import type { Cell, Table } from '../../../../src-shared/contract/index.ts'
import { timeOf } from '../../../../src-shared/filter/result-column.ts'
import type { RowSort } from '../../../state/sql-views.ts'
import type { ValueKind } from './result-columns.ts'

/** The order after one more click on a title: ascending, descending, then as the query gave the rows. */
export function nextSort(sort: RowSort | null, column: number): RowSort | null {
  if (sort?.column !== column) return { column, descending: false }
  return sort.descending ? null : { column, descending: true }
}

/**
 * The numbers of the rows in the order of a column: numbers by value, times as times, addresses as addresses, text by
 * its characters. NULL is last either way. Rows of equal value stay in the order of the query.
 */
export function inOrder(
  rows: Table['rows'],
  numbers: readonly number[],
  { column, descending }: RowSort,
  kind: ValueKind,
): readonly number[] {
  const keys = new Map(numbers.map((number) => [number, sortKey(rows[number]![column] ?? null, kind)]))
  const sign = descending ? -1 : 1
  return [...numbers].sort((a, b) => {
    const [left, right] = [keys.get(a)!, keys.get(b)!]
    if (left.rank === nullRank || right.rank === nullRank) return left.rank - right.rank
    return sign * (left.rank - right.rank || compared(left.value, right.value))
  })
}

/** Values of one rank are of one type. */
interface SortKey {
  readonly rank: number
  readonly value: number | bigint | string
}

const nullRank = 4

/** As SQLite orders types: numbers before text. Addresses and times stand before texts that are none. */
function sortKey(cell: Cell, kind: ValueKind): SortKey {
  if (cell === null) return { rank: nullRank, value: 0 }
  if (typeof cell === 'number') return { rank: 0, value: cell }
  const time = kind === 'time' ? timeOf(cell) : null
  if (time !== null) return { rank: 1, value: time }
  const address = kind === 'address' ? readAddress(cell) : null
  if (address !== null) return { rank: address.width === 32 ? 1 : 2, value: address.bits }
  return { rank: 3, value: cell }
}

const compared = (a: number | bigint | string, b: number | bigint | string): number => (a < b ? -1 : a > b ? 1 : 0)
