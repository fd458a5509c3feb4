import { type ColumnName, columnNames, columns } from '../../src-shared/model/columns.ts'
import { type Batch, type BatchIds, type NewTexts, type ResourceField, resourceFields } from './batch.ts'
import { hashWords, longestHashed } from './content-hash.ts'
import { IdIndex } from './dedupe.ts'
import { type Cells, gather, gatherWords, wordsOf } from './gather.ts'
import { idKind } from './id-column.ts'
import { newOrdering, type Ordering, type ToOrder } from './ordering.ts'
import { type Expected, Growing, sharedArray } from './shared-array.ts'
import type { ColumnData, Events, IdData, Locators } from './snapshot.ts'
import { noText, TextColumn } from './text-column.ts'
import { timeOrder } from './time-order.ts'

const locatorNames = ['file', 'index', 'offset', 'length'] as const

/**
 * All events of a case while they arrive: batches in, deduplicated columns out. Events stand in order of arrival
 * until `finish` puts them in order of time.
 */
export class ColumnStore {
  events = 0
  copies = 0
  withoutEventId = 0
  private readonly expected: Expected = { events: 0 }
  private readonly columns: { readonly [N in ColumnName]: GrowingColumn }
  private readonly locators = locatorNames.map(() => new Growing(Uint32Array, this.expected))
  private hashes = new Growing(Uint32Array, this.expected, 0, hashWords)
  private readonly copyRows = new Growing(Uint32Array)
  private readonly copyLocators = locatorNames.map(() => new Growing(Uint32Array))
  private readonly resourceRows = new Growing(Uint32Array)
  private readonly resourceTexts = resourceFields.map(() => new TextColumn())
  private resources = 0
  private ids = new IdIndex(this.expected)
  private readonly conflicting = new Set<number>()
  /** Copies whose bytes may differ from those of the first. They are still to be compared. */
  readonly suspects: number[] = []

  constructor() {
    this.columns = Object.fromEntries(columnNames.map((name) => [name, growingColumn(name, this.expected)])) as never
  }

  /** Takes a guess of the number of events. Arrays that have to grow grow to that length. */
  expect(events: number): void {
    this.expected.events = events
  }

  /**
   * Adds the events of a batch. `source` is the reader whose codes it is written in. Returns the number of new events.
   */
  append(source: number, batch: Batch): number {
    for (const name of columnNames) this.columns[name].learn(source, batch.newTexts[name])
    resourceFields.forEach((field: ResourceField, c) => {
      this.resourceTexts[c]!.learn(source, batch.newTexts[`resource.${field}`])
    })
    const first = this.events
    const { kept, rowOf } = this.dedupe(batch)
    const count = kept?.length ?? batch.events
    for (const name of columnNames) {
      const cells = batch.columns[name]
      if (cells !== undefined) this.columns[name].append(source, cells, kept, first, count)
    }
    locatorNames.forEach((name, c) => {
      copyCells(batch[name], kept, this.locators[c]!.reserve(first + count), first)
    })
    copyGroups(batch.contentHash, kept, this.hashes.reserve((first + count) * hashWords), first)
    this.appendResources(source, batch, rowOf, first)
    this.events += count
    return count
  }

  /**
   * Which events of the batch are new: `kept` their positions (null for all), `rowOf` the row of each (null for
   * `first + position`), -1 for copies.
   */
  private dedupe(batch: Batch): { kept: Uint32Array | null; rowOf: Int32Array | null } {
    const ids = batch.columns.eventID as BatchIds | undefined
    if (ids === undefined) {
      this.withoutEventId += batch.events
      return { kept: null, rowOf: null }
    }
    const words = wordsOf(ids.bytes)
    const rowOf = new Int32Array(batch.events)
    let next = this.events
    for (let i = 0; i < batch.events; i++) {
      const kind = ids.kinds[i]!
      let known = -1
      if (kind === idKind.null) this.withoutEventId++
      else
        known = this.ids.findOrAdd(kind, words, i * 4, kind === idKind.other ? ids.others[words[i * 4]!]! : null, next)
      rowOf[i] = known === -1 ? next++ : -1
      if (known !== -1) this.addCopy(batch, i, known, rowOf)
    }
    const count = next - this.events
    if (count === batch.events) return { kept: null, rowOf: null }
    const kept = new Uint32Array(count)
    let k = 0
    for (let i = 0; i < batch.events; i++) if (rowOf[i] !== -1) kept[k++] = i
    return { kept, rowOf }
  }

  private addCopy(batch: Batch, i: number, row: number, rowOf: Int32Array): void {
    const copy = this.copies++
    this.copyRows.reserve(copy + 1)[copy] = row
    locatorNames.forEach((name, c) => {
      this.copyLocators[c]!.reserve(copy + 1)[copy] = batch[name][i]!
    })
    // The first copy may be in this batch, whose hashes and lengths are not stored yet.
    const inBatch = row >= this.events ? rowOf.indexOf(row) : -1
    const length = inBatch === -1 ? this.locators[3]!.cells[row]! : batch.length[inBatch]!
    const hashes = inBatch === -1 ? this.hashes.cells : batch.contentHash
    const first = (inBatch === -1 ? row : inBatch) * hashWords
    let equal = length === batch.length[i] && length <= longestHashed
    for (let w = 0; w < hashWords; w++) equal &&= hashes[first + w] === batch.contentHash[i * hashWords + w]
    if (!equal) this.suspects.push(copy)
  }

  private appendResources(source: number, batch: Batch, rowOf: Int32Array | null, first: number): void {
    const { event } = batch.resources
    const kept: number[] | null = rowOf === null ? null : []
    if (kept !== null) for (let k = 0; k < event.length; k++) if (rowOf![event[k]!] !== -1) kept.push(k)
    const keptCells = kept === null ? null : Uint32Array.from(kept)
    const count = keptCells?.length ?? event.length
    const rows = this.resourceRows.reserve(this.resources + count)
    for (let k = 0; k < count; k++) {
      const i = event[keptCells === null ? k : keptCells[k]!]!
      rows[this.resources + k] = rowOf === null ? first + i : rowOf[i]!
    }
    resourceFields.forEach((field, c) => {
      this.resourceTexts[c]!.append(source, batch.resources[field], keptCells, this.resources, count)
    })
    this.resources += count
  }

  /** Where copy number `copy` lies, and the event that it is a copy of. */
  copyPlace(copy: number): Place & { readonly of: number } {
    return { ...placeOf(this.copyLocators, copy), of: this.copyRows.cells[copy]! }
  }

  /** Where the first copy of an event lies, by its number in order of arrival. */
  eventPlace(arrival: number): Place {
    return placeOf(this.locators, arrival)
  }

  /** Notes that copies of this event, by its number in order of arrival, differ in content. */
  markConflicting(arrival: number): void {
    this.conflicting.add(arrival)
  }

  get conflicts(): number {
    return this.conflicting.size
  }

  /** Gives everything away. The events are in order of time when `ordering` is done. The store is empty afterwards. */
  finish(): { readonly events: Events; readonly ordering: Ordering } {
    const { events } = this
    // What only dedupe needs takes tens of bytes per event.
    this.ids = new IdIndex({ events: 0 })
    this.hashes = new Growing(Uint32Array)
    const arrays: Ordering['arrays'][number][] = []
    const by =
      (order: Uint32Array | null): ToOrder =>
      (cells, cellsPerRow = 1) => {
        if (order !== null) arrays.push({ cells, cellsPerRow, order })
      }
    const times = (this.columns.eventTime as NumberColumn<Float64Array>).cells.reserve(events)
    const order = inSharedMemory(timeOrder(times, events))
    const rowOf = inverse(order)
    const conflicting = sharedArray(Uint8Array, events)
    for (const arrival of this.conflicting) conflicting[rowOf(arrival)] = 1
    const copies = byRow(this.copyRows.cells, this.copies, rowOf, events)
    const resources = byRow(this.resourceRows.cells, this.resources, rowOf, events)
    const [arn, accountId, type] = this.resourceTexts.map((column) => column.data(this.resources, by(resources.order)))
    const finished: Events = {
      events,
      columns: Object.fromEntries(
        columnNames.map((name) => [name, this.columns[name].data(events, by(order))]),
      ) as never,
      locator: locatorData(this.locators, events, by(order)),
      conflicting,
      copies: { row: copies.row, ...locatorData(this.copyLocators, this.copies, by(copies.order)) },
      resources: { row: resources.row, arn: arn!, accountId: accountId!, type: type! },
    }
    return { events: finished, ordering: newOrdering(arrays) }
  }
}

const placeOf = (locators: readonly Growing<Uint32Array>[], i: number): Place => ({
  file: locators[0]!.cells[i]!,
  offset: locators[2]!.cells[i]!,
  length: locators[3]!.cells[i]!,
})

export interface Place {
  readonly file: number
  readonly offset: number
  readonly length: number
}

function inverse(order: Uint32Array | null): (arrival: number) => number {
  if (order === null) return (arrival) => arrival
  const rows = new Uint32Array(order.length)
  for (let row = 0; row < order.length; row++) rows[order[row]!] = row
  return (arrival) => rows[arrival]!
}

/**
 * Ascending rows of what belongs to events, and the order that makes them so. What belongs to one event keeps its
 * order.
 */
function byRow(arrivals: Uint32Array, count: number, rowOf: (arrival: number) => number, events: number) {
  const rows = new Uint32Array(count)
  const next = new Uint32Array(events + 1)
  for (let k = 0; k < count; k++) {
    rows[k] = rowOf(arrivals[k]!)
    next[rows[k]! + 1]!++
  }
  for (let row = 0; row < events; row++) next[row + 1]! += next[row]!
  const row = sharedArray(Uint32Array, count)
  const order = sharedArray(Uint32Array, count)
  for (let k = 0; k < count; k++) {
    const at = next[rows[k]!]!++
    row[at] = rows[k]!
    order[at] = k
  }
  return { row, order }
}

function inSharedMemory(order: Uint32Array | null): Uint32Array | null {
  if (order === null) return null
  const shared = sharedArray(Uint32Array, order.length)
  shared.set(order)
  return shared
}

function locatorData(locators: readonly Growing<Uint32Array>[], count: number, toOrder: ToOrder): Locators {
  const [file, index, offset, length] = locators.map((cells) => cells.give(count, toOrder))
  return { file: file!, index: index!, offset: offset!, length: length! }
}

/** Writes the cells of `from` from `at` on: those at the positions `kept` where not all are. */
function copyCells<T extends Cells>(from: T, kept: Uint32Array | null, to: T, at: number): void {
  if (kept === null) to.set(from as never, at)
  else gather(from, kept, to, at)
}

/** The same for groups of four words: ids and hashes. */
function copyGroups(from: Uint32Array, kept: Uint32Array | null, to: Uint32Array, at: number): void {
  if (kept === null) to.set(from, at * 4)
  else gatherWords(from, kept, to, at, 4)
}

interface GrowingColumn {
  learn(source: number, texts: NewTexts | undefined): void
  append(
    source: number,
    cells: NonNullable<Batch['columns'][ColumnName]>,
    kept: Uint32Array | null,
    at: number,
    count: number,
  ): void
  data(length: number, toOrder: ToOrder): ColumnData
}

function growingColumn(name: ColumnName, expected: Expected): GrowingColumn {
  switch (columns[name].type) {
    case 'text':
      return new TextCells(expected)
    case 'flag':
      return new NumberColumn(Uint8Array, expected, 0, (values) => ({ type: 'flag', values }))
    case 'integer':
      return new NumberColumn(Int32Array, expected, -1, (values) => ({ type: 'integer', values }))
    case 'time':
      return new NumberColumn(Float64Array, expected, Number.NaN, (values) => ({ type: 'time', values }))
    case 'id':
      return new IdCells(expected)
  }
}

class NumberColumn<T extends Uint8Array | Int32Array | Float64Array> implements GrowingColumn {
  readonly cells: Growing<T>
  constructor(
    Type: ConstructorParameters<typeof Growing<T>>[0],
    expected: Expected,
    empty: number,
    private readonly wrap: (values: T) => ColumnData,
  ) {
    this.cells = new Growing(Type, expected, empty)
  }
  learn(): void {}
  append(_source: number, cells: unknown, kept: Uint32Array | null, at: number, count: number): void {
    copyCells(cells as T, kept, this.cells.reserve(at + count), at)
  }
  data(length: number, toOrder: ToOrder): ColumnData {
    return this.wrap(this.cells.give(length, toOrder))
  }
}

/** Made when the first text arrives, since many columns never have one. */
class TextCells implements GrowingColumn {
  private column: TextColumn | null = null
  constructor(private readonly expected: Expected) {}
  learn(source: number, texts: NewTexts | undefined): void {
    if (texts === undefined) return
    this.column ??= new TextColumn(this.expected)
    this.column.learn(source, texts)
  }
  append(source: number, cells: unknown, kept: Uint32Array | null, at: number, count: number): void {
    this.column?.append(source, cells as Uint32Array, kept, at, count)
  }
  data(length: number, toOrder: ToOrder): ColumnData {
    return this.column?.data(length, toOrder) ?? noText(length)
  }
}

class IdCells implements GrowingColumn {
  private readonly kinds: Growing<Uint8Array>
  private readonly bytes: Growing<Uint8Array>
  private readonly others: string[] = []
  constructor(expected: Expected) {
    this.kinds = new Growing(Uint8Array, expected)
    this.bytes = new Growing(Uint8Array, expected, 0, 16)
  }
  learn(): void {}
  append(_source: number, cells: unknown, kept: Uint32Array | null, at: number, count: number): void {
    const ids = cells as BatchIds
    const kinds = this.kinds.reserve(at + count)
    const bytes = this.bytes.reserve((at + count) * 16)
    copyCells(ids.kinds, kept, kinds, at)
    copyGroups(wordsOf(ids.bytes), kept, wordsOf(bytes), at)
    if (ids.others.length === 0) return
    const words = new DataView(bytes.buffer)
    for (let i = at; i < at + count; i++) {
      if (kinds[i] !== idKind.other) continue
      words.setUint32(i * 16, this.others.push(ids.others[words.getUint32(i * 16, true)]!) - 1, true)
    }
  }
  data(length: number, toOrder: ToOrder): IdData {
    const bytes = this.bytes.give(length * 16, () => {})
    toOrder(new Uint32Array(bytes.buffer, 0, length * 4), 4)
    return {
      type: 'id',
      kinds: this.kinds.give(length, toOrder),
      bytes,
      others: this.others,
    }
  }
}
