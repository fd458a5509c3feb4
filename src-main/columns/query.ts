import { bucketWidth, type TimeRange, type UtcMs } from '../../src-shared/base/time.ts'
import type {
  EventsPage,
  EventsQuery,
  Facet,
  FacetQuery,
  Histogram,
  HistogramQuery,
  Sort,
} from '../../src-shared/contract/index.ts'
import { type Filter, type FilterColumn, isEverything, recordTexts } from '../../src-shared/filter/filter.ts'
import type { EventLine, Row, Value } from '../../src-shared/model/event.ts'
import { idText } from './id-column.ts'
import { lowerBound } from './lower-bound.ts'
import { codedColumn, narrow, narrowByText } from './match.ts'
import { narrowByRecord, noHits, type RecordHits } from './record-hits.ts'
import type { FlagData, Snapshot, TextData, TimeData } from './snapshot.ts'
import { timeOrder } from './time-order.ts'

/** How many selections are remembered: the grid, the timeline (without its own range) and facets ask in turn. */
const remembered = 6

/** Answers about the events of one snapshot, from its columns alone: milliseconds for a million events. */
export class ColumnQuery {
  private readonly selections = new Map<string, Uint32Array>()
  private readonly ranks = new Map<FilterColumn, Float64Array>()
  private readonly times: Float64Array
  /** Events that have a time: rows from this one on have none. */
  readonly timed: number

  constructor(
    readonly snapshot: Snapshot,
    private readonly hits: RecordHits = noHits,
  ) {
    this.times = (snapshot.columns.eventTime as TimeData).values
    this.timed = firstAtLeast(this.times, Number.NaN, snapshot.events)
  }

  /** Earliest to just behind the latest eventTime; null without any. */
  get range(): TimeRange | null {
    if (this.timed === 0) return null
    return { from: this.times[0] as UtcMs, until: (this.times[this.timed - 1]! + 1) as UtcMs }
  }

  /** Rows of the events that the filter shows, ascending. Null stands for all of them. */
  select(filter: Filter): Uint32Array | null {
    if (isEverything(filter)) return null
    return this.remember(this.keyOf(filter), () => this.evaluate(filter))
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

  private evaluate(filter: Filter): Uint32Array {
    const { snapshot } = this
    const [from, until] = filter.range === null ? [0, snapshot.events] : this.rowsOf(filter.range)
    const mask = new Uint8Array(snapshot.events)
    mask.fill(1, from, until)
    for (const { column, operator, values } of filter.conditions) {
      if (column === 'record') narrowByRecord(this.hits, values, mask, from, until)
      else narrow(snapshot, { column, operator, values }, mask, from, until)
    }
    if (filter.text !== '') narrowByText(snapshot, filter.text, mask, from, until)
    let count = 0
    for (let i = from; i < until; i++) count += mask[i]!
    // Without a branch, which would be guessed wrong for every other event of a mixed filter; one cell is written beyond.
    const rows = new Uint32Array(count + 1)
    for (let i = from, k = 0; i < until; i++) {
      rows[k] = i
      k += mask[i]!
    }
    return rows.subarray(0, count)
  }

  private rowsOf(range: TimeRange): [number, number] {
    return [firstAtLeast(this.times, range.from, this.timed), firstAtLeast(this.times, range.until, this.timed)]
  }

  count(filter: Filter): number {
    return this.select(filter)?.length ?? this.snapshot.events
  }

  /** Rows in the asked order; absent values come last either way, ties stay in order of time. */
  sorted(filter: Filter, sort: Sort): Uint32Array | null {
    const rows = this.select(filter)
    if (sort.column === 'eventTime' && !sort.descending) return rows
    return this.remember(`${this.keyOf(filter)} ${JSON.stringify(sort)}`, () => {
      const values = this.valuesToSortBy(sort.column)
      const count = rows?.length ?? this.snapshot.events
      const keys = new Float64Array(count)
      for (let k = 0; k < count; k++) {
        const value = values[rows === null ? k : rows[k]!]!
        keys[k] = sort.descending ? -value : value
      }
      const order = timeOrder(keys, count)
      const result = new Uint32Array(count)
      for (let k = 0; k < count; k++) {
        const at = order === null ? k : order[k]!
        result[k] = rows === null ? at : rows[at]!
      }
      return result
    })
  }

  /** A number per row that sorts as the column does; NaN where it is absent. */
  private valuesToSortBy(column: FilterColumn): Float64Array {
    const known = this.ranks.get(column)
    if (known !== undefined) return known
    const values = this.sortValues(column)
    this.ranks.set(column, values)
    return values
  }

  private sortValues(column: FilterColumn): Float64Array {
    const { snapshot } = this
    const coded = codedColumn(snapshot, column)
    if (coded !== null) {
      const rank = ranksOf(coded.dictionary, column !== 'conflicting')
      return Float64Array.from(coded.codes, (code) => rank[code]!)
    }
    const data = snapshot.columns[column as keyof Snapshot['columns']]
    switch (data.type) {
      case 'time':
        return data.values
      case 'integer':
        return Float64Array.from(data.values, (value) => (value === -1 ? Number.NaN : value))
      case 'id': {
        const texts = Array.from({ length: snapshot.events }, (_, row) => idText(data, row) ?? '')
        const rank = ranksOf(['', ...texts], true)
        return rank.subarray(1)
      }
      default:
        throw new Error(`${column} is coded`)
    }
  }

  histogram({ filter, range, maxBuckets }: HistogramQuery): Histogram {
    const shown = range ?? this.range
    if (shown === null) return { from: 0 as UtcMs, width: 1000, total: [], errors: [], writes: [] }
    const width = bucketWidth(shown, maxBuckets)
    const from = Math.floor(shown.from / width) * width
    const count = Math.max(1, Math.ceil((shown.until - from) / width))
    const total = new Uint32Array(count)
    const errors = new Uint32Array(count)
    const writes = new Uint32Array(count)
    const { times } = this
    const error = this.snapshot.columns.errorCode as TextData
    const readOnly = (this.snapshot.columns.readOnly as FlagData).values
    const isError = Uint8Array.from(error.dictionary, (code) => (code === '' ? 0 : 1))
    const rows = this.select({ ...filter, range: null })
    const [first, last] = this.rowsOf(shown)
    const placeOf = (row: number): number => (rows === null ? row : lowerBound(rows, row))
    // In order of time, the events of a bucket lie side by side: no time is looked at but where buckets part.
    let start = placeOf(first)
    for (let bucket = 0; bucket < count; bucket++) {
      const end = placeOf(Math.min(last, firstAtLeast(times, from + (bucket + 1) * width, this.timed)))
      let [failed, written] = [0, 0]
      for (let k = start; k < end; k++) {
        const row = rows === null ? k : rows[k]!
        failed += isError[error.codes[row]!]!
        if (readOnly[row] === 1) written++
      }
      total[bucket] = end - start
      errors[bucket] = failed
      writes[bucket] = written
      start = end
    }
    return { from: from as UtcMs, width, total: [...total], errors: [...errors], writes: [...writes] }
  }

  facet({ filter, column, search, limit }: FacetQuery): Facet {
    const rows = this.select(filter)
    const coded = codedColumn(this.snapshot, column)
    const counts = coded === null ? this.countValues(column, rows) : countCodes(coded, rows)
    const absent = counts.get('')?.absent ?? 0
    const wanted = search.toLowerCase()
    const values = [...counts]
      .flatMap(([value, { events }]) => (events > 0 && value.toLowerCase().includes(wanted) ? [{ value, events }] : []))
      .sort((a, b) => b.events - a.events || (a.value < b.value ? -1 : 1))
    return { values: values.slice(0, limit), distinct: values.length, absent }
  }

  private countValues(column: FilterColumn, rows: Uint32Array | null): Counts {
    const counts: Counts = new Map()
    const end = rows?.length ?? this.snapshot.events
    for (let k = 0; k < end; k++) add(counts, this.value(column, rows === null ? k : rows[k]!), 1)
    return counts
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

  value(column: FilterColumn, row: Row): Value {
    const coded = codedColumn(this.snapshot, column)
    if (coded !== null) {
      const code = coded.codes[row]!
      if (column === 'conflicting') return code === 1
      if (column !== 'logVerdict' && column !== 'sourceFile' && this.snapshot.columns[column].type === 'flag')
        return [null, false, true][code]!
      return code === 0 ? null : coded.dictionary[code]!
    }
    const data = this.snapshot.columns[column as keyof Snapshot['columns']]
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
}

type Counts = Map<string, { events: number; absent: number }>

function add(counts: Counts, value: Value, events: number): void {
  const key = value === null ? '' : String(value)
  const count = counts.get(key) ?? { events: 0, absent: 0 }
  if (value === null) count.absent += events
  else count.events += events
  counts.set(key, count)
}

function countCodes({ codes, dictionary }: Pick<TextData, 'codes' | 'dictionary'>, rows: Uint32Array | null): Counts {
  const tally = new Uint32Array(dictionary.length)
  if (rows === null) for (let i = 0; i < codes.length; i++) tally[codes[i]!]!++
  else for (let k = 0; k < rows.length; k++) tally[codes[rows[k]!]!]!++
  const counts: Counts = new Map()
  const nullable = dictionary[0] === ''
  for (let code = 0; code < tally.length; code++)
    if (tally[code] !== 0) add(counts, code === 0 && nullable ? null : dictionary[code]!, tally[code]!)
  return counts
}

/** Place of each text among the sorted ones; NaN for code 0 where that stands for null. */
function ranksOf(dictionary: readonly string[], nullable: boolean): Float64Array {
  const order = Uint32Array.from(dictionary.keys()).sort((a, b) =>
    dictionary[a]! < dictionary[b]! ? -1 : dictionary[a]! > dictionary[b]! ? 1 : 0,
  )
  const rank = new Float64Array(dictionary.length)
  let place = 0
  for (let k = 0; k < order.length; k++) {
    if (k > 0 && dictionary[order[k]!] !== dictionary[order[k - 1]!]) place = k
    rank[order[k]!] = place
  }
  if (nullable) rank[0] = Number.NaN
  return rank
}

/** First row whose time is at least `time`; the times before `end` ascend, NaN being later than all. */
function firstAtLeast(times: Float64Array, time: number, end: number): number {
  let low = 0
  let high = end
  while (low < high) {
    const middle = (low + high) >>> 1
    const at = times[middle]!
    if (Number.isNaN(time) ? Number.isNaN(at) : Number.isNaN(at) || at >= time) high = middle
    else low = middle + 1
  }
  return low
}
