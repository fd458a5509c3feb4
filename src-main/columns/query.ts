import { firstThat, lowerBound } from '../../src-shared/base/binary-search.ts'
import type { TimeRange, TimeSpan, UtcMs } from '../../src-shared/base/time.ts'
import type {
  EventsPage,
  EventsQuery,
  Facet,
  FacetQuery,
  Groups,
  GroupsQuery,
  Histogram,
  HistogramQuery,
  Neighbours,
  Sort,
} from '../../src-shared/contract/index.ts'
import { isEverything, recordTexts, withRange } from '../../src-shared/filter/asks.ts'
import { type FilterColumn, isRecordPath } from '../../src-shared/filter/columns.ts'
import type { Filter } from '../../src-shared/filter/model.ts'
import type { EventLine, Row, Value } from '../../src-shared/model/event.ts'
import { cellCodes } from './cell-codes.ts'
import { cellValue } from './cell-value.ts'
import { narrowBy, rowsIn } from './evaluate.ts'
import { facetOf } from './facet.ts'
import { groupsPage, type OrderedGroups, orderedGroups } from './groups.ts'
import { histogramOf, noHistogram } from './histogram.ts'
import { eventAtTime, nextMarked } from './next-event.ts'
import { codedIn, noFields, type RecordFields } from './record-fields.ts'
import { noHits, type RecordHits } from './record-hits.ts'
import type { RowRange } from './row-range.ts'
import { type RowsByBucket, rowsByBucket } from './rows-by-bucket.ts'
import type { Snapshot, TimeData } from './snapshot.ts'
import { fieldSortValues, sortValues } from './sort-values.ts'
import { timeOrder } from './time-order.ts'

/** Selections that are remembered, since the grid, the timeline (without its own range) and facets ask in turn. */
const remembered = 6

/** Answers about the events of one snapshot from its columns alone, in milliseconds for a million events. */
export class ColumnQuery {
  private readonly selections = new Map<string, Uint32Array>()
  private readonly sortValues = new Map<FilterColumn, Float64Array>()
  private lastGroups: { readonly key: string; readonly groups: OrderedGroups } | null = null
  private readonly times: Float64Array
  /** Events that have a time: rows from this one on have none. */
  readonly timed: number

  constructor(
    readonly snapshot: Snapshot,
    private readonly hits: RecordHits = noHits,
    readonly fields: RecordFields = noFields,
  ) {
    const { values } = snapshot.columns.eventTime as TimeData
    this.times = values
    this.timed = firstThat(snapshot.events, (row) => Number.isNaN(values[row]))
  }

  /** Earliest to just behind the latest eventTime; null without any. */
  get range(): TimeSpan | null {
    if (this.timed === 0) return null
    return { from: this.times[0] as UtcMs, until: (this.times[this.timed - 1]! + 1) as UtcMs }
  }

  /** Rows of the events that the filter shows, ascending. Null stands for all of them. */
  select(filter: Filter): Uint32Array | null {
    if (isEverything(filter)) return null
    return this.remember(this.keyOf(filter), () => this.evaluate(filter))
  }

  /** What was made of the bookmarks is made anew. */
  bookmarksChanged(): void {
    this.selections.clear()
    this.lastGroups = null
    this.sortValues.delete('bookmarked')
  }

  /** A search for record texts may have come further since the same filter was last evaluated. */
  private keyOf(filter: Filter): string {
    const texts = recordTexts(filter)
    return texts.length === 0 ? JSON.stringify(filter) : `${JSON.stringify(filter)} ${this.hits.version(texts)}`
  }

  private remember(key: string, make: () => Uint32Array): Uint32Array {
    const rows = this.selections.get(key) ?? make()
    this.selections.delete(key)
    this.selections.set(key, rows)
    if (this.selections.size > remembered) this.selections.delete(this.selections.keys().next().value!)
    return rows
  }

  private evaluate({ range, where }: Filter): Uint32Array {
    const { snapshot, hits, fields } = this
    const rows = range === null ? { from: 0, until: snapshot.events } : this.rowsOf(range)
    const mask = new Uint8Array(snapshot.events).fill(1, rows.from, rows.until)
    narrowBy(where, { snapshot, hits, fields }, mask, rows)
    return rowsIn(mask, rows)
  }

  /** Events without a time are in no range, be it open at both ends. */
  private rowsOf(range: TimeRange): RowRange {
    const rowAt = (time: number) => firstThat(this.timed, (row) => this.times[row]! >= time)
    const from = range.from === null ? 0 : rowAt(range.from)
    const until = range.until === null ? this.timed : rowAt(range.until)
    return { from, until: Math.max(from, until) }
  }

  count(filter: Filter): number {
    return this.select(filter)?.length ?? this.snapshot.events
  }

  /** Rows in the asked order; absent values come last either way, ties stay in order of time. */
  sorted(filter: Filter, sort: Sort): Uint32Array | null {
    const rows = this.select(filter)
    if (sort.column === 'eventTime' && !sort.descending) return rows
    return this.remember(`${this.keyOf(filter)} ${JSON.stringify(sort)}`, () => this.inOrder(rows, sort))
  }

  /** These rows in the asked order, whatever a filter shows; rows that are no events are left out. */
  sortedOnly(rows: readonly Row[], sort: Sort): Uint32Array {
    const events = [...new Set(rows)].filter((row) => row < this.snapshot.events).sort((a, b) => a - b)
    const ascending = Uint32Array.from(events)
    return sort.column === 'eventTime' && !sort.descending ? ascending : this.inOrder(ascending, sort)
  }

  private inOrder(rows: Uint32Array | null, { column, descending }: Sort): Uint32Array {
    const values = this.valuesToSortBy(column)
    const count = rows?.length ?? this.snapshot.events
    const keys = new Float64Array(count)
    for (let k = 0; k < count; k++) {
      const value = values[rows === null ? k : rows[k]!]!
      keys[k] = descending ? -value : value
    }
    const order = timeOrder(keys, count)
    const result = new Uint32Array(count)
    for (let k = 0; k < count; k++) {
      const at = order === null ? k : order[k]!
      result[k] = rows === null ? at : rows[at]!
    }
    return result
  }

  private valuesToSortBy(column: Sort['column']): Float64Array {
    if (isRecordPath(column)) return fieldSortValues(codedIn(this.fields, column), column)
    const values = this.sortValues.get(column) ?? sortValues(this.snapshot, column)
    this.sortValues.set(column, values)
    return values
  }

  /** `column`: the events of each bucket are counted by its values, too. */
  histogram({ column, ...asked }: HistogramQuery): Histogram {
    const byBucket = this.rowsByBucket(asked)
    if (byBucket === null) return noHistogram
    const { snapshot, fields } = this
    if (column === undefined) return histogramOf(snapshot, byBucket, null)
    const coded = isRecordPath(column) ? codedIn(fields, column) : cellCodes(snapshot, column, byBucket)
    return histogramOf(snapshot, byBucket, { column, coded })
  }

  /** The events of the filter, whenever they happened, over the time shown; null where no event has a time. */
  rowsByBucket({ filter, range, maxBuckets }: Omit<HistogramQuery, 'column'>): RowsByBucket | null {
    const shown = range ?? this.range
    if (shown === null) return null
    const rows = this.select(withRange(filter, null))
    return rowsByBucket(this.snapshot, rows, { shown, most: maxBuckets, timed: this.timed })
  }

  facet({ filter, ...query }: FacetQuery): Facet {
    return facetOf(this, this.select(filter), query)
  }

  /** The pages of one grouping are asked for in turn: the last one is kept. */
  groups({ offset, limit, ...asked }: GroupsQuery): Groups {
    const key = `${this.keyOf(asked.filter)} ${JSON.stringify({ ...asked, filter: null })}`
    if (this.lastGroups?.key !== key)
      this.lastGroups = { key, groups: orderedGroups(this, this.select(asked.filter), asked) }
    return groupsPage(this.lastGroups.groups, { offset, limit })
  }

  page({ filter, sort, columns, offset, limit }: EventsQuery): EventsPage {
    const rows = this.sorted(filter, sort)
    const total = rows?.length ?? this.snapshot.events
    const lines: EventLine[] = []
    for (let k = offset; k < Math.min(total, offset + limit); k++) {
      const row = rows === null ? k : rows[k]!
      lines.push({ row, values: Object.fromEntries(columns.map((column) => [column, this.value(column, row)])) })
    }
    return { total, lines }
  }

  /** Where a row stands in the sorted selection; null when the filter hides it. */
  find(filter: Filter, sort: Sort, row: Row): number | null {
    const rows = this.sorted(filter, sort)
    const at = rows === null ? row : rows.indexOf(row)
    return at < 0 || at >= (rows?.length ?? this.snapshot.events) ? null : at
  }

  /** The same of several rows, in one pass. */
  findAll(filter: Filter, sort: Sort, rows: readonly Row[]): readonly (number | null)[] {
    const [only] = rows
    if (rows.length === 1) return [this.find(filter, sort, only!)]
    const sorted = this.sorted(filter, sort)
    if (sorted === null) return rows.map((row) => (row < this.snapshot.events ? row : null))
    const sought = new Map<Row, number | null>(rows.map((row) => [row, null]))
    for (let at = 0; at < sorted.length; at++) if (sought.has(sorted[at]!)) sought.set(sorted[at]!, at)
    return rows.map((row) => sought.get(row)!)
  }

  neighbours(filter: Filter, sort: Sort, row: Row): Neighbours | null {
    const line = this.find(filter, sort, row)
    if (line === null) return null
    const rows = this.sorted(filter, sort)
    const total = rows?.length ?? this.snapshot.events
    const rowAt = (at: number) => (at < 0 || at >= total ? null : rows === null ? at : rows[at]!)
    return { line, total, before: rowAt(line - 1), after: rowAt(line + 1) }
  }

  /** The times of so many events of the filter before and after the row, whether or not the filter shows the row itself. */
  spanAround(filter: Filter, row: Row, most: number): TimeSpan | null {
    if (row >= this.timed) return null
    const rows = this.select(filter)
    // Events in order of time, those without one last: the filter's that lie before, and from the row on.
    const [first, end] = rows === null ? [row, this.timed] : [lowerBound(rows, row), lowerBound(rows, this.timed)]
    const timeAt = (at: number) => this.times[rows === null ? at : rows[at]!]!
    const last = Math.min(end - 1, first + most - (isAt(rows, first, row) ? 0 : 1))
    const from = first === 0 ? this.times[row]! : timeAt(Math.max(0, first - most))
    const until = last < first ? this.times[row]! : timeAt(last)
    return { from: from as UtcMs, until: (until + 1) as UtcMs }
  }

  /** The next event that passes the test, in this order: see `nextMarked`. */
  next(filter: Filter, sort: Sort, row: Row | null, isBack: boolean, isMarked: (row: Row) => boolean): Row | null {
    const rows = this.sorted(filter, sort)
    const from = row === null ? null : this.find(filter, sort, row)
    return nextMarked({ rows, count: rows?.length ?? this.snapshot.events }, from, isBack, isMarked)
  }

  atTime(filter: Filter, time: UtcMs): Row | null {
    return eventAtTime(this.snapshot, this.select(filter), this.timed, time)
  }

  value(column: FilterColumn, row: Row): Value {
    return cellValue(this.snapshot, column, row)
  }
}

const isAt = (rows: Uint32Array | null, at: number, row: Row) => rows === null || rows[at] === row
