import { lowerBound } from '../../src-shared/base/binary-search.ts'
import type { ColumnName } from '../../src-shared/model/columns.ts'
import type { Choice } from './copy-book.ts'
import { cutColumn, cutLocators, cutText, type RowAt } from './put-in-order.ts'
import { sharedArray } from './shared-array.ts'
import type { Alternates, ColumnData, Locators, Rows } from './snapshot.ts'
import type { TextData } from './text-data.ts'

/** The cells of the shown events, followed by those of the contents that are not shown. */
export interface AllRows {
  readonly columns: readonly (readonly [ColumnName, ColumnData])[]
  readonly locators: Locators
  /** The row of each resource, ascending, and its ARN, account and type. */
  readonly resources: Uint32Array
  readonly resourceTexts: readonly TextData[]
}

/** The rows from `from` to before `until` as rows of their own, in the same memory. */
export function rowsFrom({ columns, locators, resources, resourceTexts }: AllRows, from: number, until: number): Rows {
  const [first, end] = [lowerBound(resources, from), lowerBound(resources, until)]
  const [arn, accountId, type] = resourceTexts.map((texts) => cutText(texts, first, end))
  return {
    events: until - from,
    columns: Object.fromEntries(columns.map(([name, data]) => [name, cutColumn(data, from, until)])) as never,
    locator: cutLocators(locators, from, until),
    resources: {
      row: countedFrom(resources.subarray(first, end), from),
      arn: arn!,
      accountId: accountId!,
      type: type!,
    },
  }
}

function countedFrom(rows: Uint32Array, from: number): Uint32Array {
  if (from === 0) return rows
  const counted = sharedArray(Uint32Array, rows.length)
  for (let k = 0; k < rows.length; k++) counted[k] = rows[k]! - from
  return counted
}

/** The contents after the `events` shown rows, and the event of each. */
export function alternatesFrom(all: AllRows, events: number, { shownAs, others }: Choice, rowOf: RowAt): Alternates {
  const of = sharedArray(Uint32Array, others.length)
  for (const { event, row } of others) of[rowOf(row) - events] = rowOf(shownAs.get(event) ?? event)
  return { ...rowsFrom(all, events, events + others.length), of }
}
