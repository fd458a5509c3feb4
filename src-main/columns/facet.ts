import { firstThat } from '../../src-shared/base/binary-search.ts'
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

/** Events by value, and how many have none. Each value is told once. */
interface Counts {
  readonly byValue: Iterable<readonly [value: string, events: number]>
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
  const most = new MostFrequent(limit)
  for (const [value, events] of byValue)
    if (wanted === '' || value.toLowerCase().includes(wanted)) most.take(value, events)
  return { values: most.values, distinct: most.taken, absent }
}

type Counted = Facet['values'][number]

/** The first values by number of events, then by name: a column may have a value for each event. */
class MostFrequent {
  readonly values: Counted[] = []
  taken = 0

  constructor(private readonly limit: number) {}

  take(value: string, events: number): void {
    this.taken++
    const { values, limit } = this
    if (values.length === limit && (limit === 0 || !isBefore(value, events, values[limit - 1]!))) return
    const at = firstThat(values.length, (place) => isBefore(value, events, values[place]!))
    values.splice(at, 0, { value, events })
    if (values.length > limit) values.pop()
  }
}

const isBefore = (value: string, events: number, other: Counted): boolean =>
  events > other.events || (events === other.events && value < other.value)

function countColumn(snapshot: Snapshot, column: FilterColumn, rows: Uint32Array | null): Counts {
  const coded = codedColumn(snapshot, column)
  return coded === null ? countCells(snapshot, column, rows) : countCodes(coded, rows)
}

function countCodes({ codes, dictionary }: Coded, rows: Uint32Array | null): Counts {
  const tally = new Uint32Array(dictionary.length)
  // Taken in turns: where most events have one value, each count would wait for the one before it to be written.
  const other = new Uint32Array(dictionary.length)
  const count = rows?.length ?? codes.length
  const even = count - (count % 2)
  if (rows === null) {
    for (let row = 0; row < even; row += 2) {
      tally[codes[row]!]!++
      other[codes[row + 1]!]!++
    }
  } else {
    for (let k = 0; k < even; k += 2) {
      tally[codes[rows[k]!]!]!++
      other[codes[rows[k + 1]!]!]!++
    }
  }
  if (even < count) tally[codes[rows === null ? even : rows[even]!]!]!++
  for (let code = 0; code < tally.length; code++) tally[code]! += other[code]!
  return { byValue: counted(tally, dictionary), absent: tally[0]! }
}

function* counted(tally: Uint32Array, dictionary: readonly string[]): Generator<readonly [string, number]> {
  for (let code = 1; code < tally.length; code++) if (tally[code] !== 0) yield [dictionary[code]!, tally[code]!]
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
