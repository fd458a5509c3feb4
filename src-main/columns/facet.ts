import type { Facet, FacetQuery } from '../../src-shared/contract/index.ts'
import { type FilterColumn, isRecordPath } from '../../src-shared/filter/columns.ts'
import { cellValue } from './cell-value.ts'
import { type Coded, codedColumn } from './coded-column.ts'
import { codedIn, type RecordFields } from './record-fields.ts'
import type { Snapshot } from './snapshot.ts'

interface Evaluated {
  readonly snapshot: Snapshot
  readonly fields: RecordFields
}

/** Events by value, and how many have none. */
interface Counts {
  readonly byValue: ReadonlyMap<string, number>
  readonly absent: number
}

/** The most frequent values of a column among the rows, null being all rows. */
export function facetOf(
  { snapshot, fields }: Evaluated,
  rows: Uint32Array | null,
  query: Omit<FacetQuery, 'filter'>,
): Facet {
  const { column, search, limit } = query
  const { byValue, absent } = isRecordPath(column)
    ? countCodes(codedIn(fields, column), rows)
    : countColumn(snapshot, column, rows)
  const wanted = search.toLowerCase()
  const values = [...byValue]
    .flatMap(([value, events]) => (value.toLowerCase().includes(wanted) ? [{ value, events }] : []))
    .sort((a, b) => b.events - a.events || (a.value < b.value ? -1 : 1))
  return { values: values.slice(0, limit), distinct: values.length, absent }
}

function countColumn(snapshot: Snapshot, column: FilterColumn, rows: Uint32Array | null): Counts {
  const coded = codedColumn(snapshot, column)
  return coded === null ? countCells(snapshot, column, rows) : countCodes(coded, rows)
}

function countCodes({ codes, dictionary }: Coded, rows: Uint32Array | null): Counts {
  const tally = new Uint32Array(dictionary.length)
  if (rows === null) for (let row = 0; row < codes.length; row++) tally[codes[row]!]!++
  else for (let k = 0; k < rows.length; k++) tally[codes[rows[k]!]!]!++
  const byValue = new Map<string, number>()
  for (let code = 1; code < tally.length; code++) if (tally[code] !== 0) byValue.set(dictionary[code]!, tally[code]!)
  return { byValue, absent: tally[0]! }
}

function countCells(snapshot: Snapshot, column: FilterColumn, rows: Uint32Array | null): Counts {
  const byValue = new Map<string, number>()
  let absent = 0
  const end = rows?.length ?? snapshot.events
  for (let k = 0; k < end; k++) {
    const value = cellValue(snapshot, column, rows === null ? k : rows[k]!)
    if (value === null) absent++
    else byValue.set(String(value), (byValue.get(String(value)) ?? 0) + 1)
  }
  return { byValue, absent }
}
