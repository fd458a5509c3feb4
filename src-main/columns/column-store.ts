import { type ColumnName, columnNames, columns } from '../../src-shared/model/columns.ts'
import { type AllRows, alternatesFrom, rowsFrom } from './all-rows.ts'
import { type Batch, type BatchIds, type NewTexts, type ResourceField, resourceFields } from './batch.ts'
import { hashWords } from './content-hash.ts'
import { type Choice, CopyBook, type FileOrder, type Place } from './copy-book.ts'
import { IdIndex } from './dedupe.ts'
import { EventIdentities } from './event-identity.ts'
import { type Cells, gather, gatherWords, wordsOf } from './gather.ts'
import { idKind } from './id-column.ts'
import { newOrdering, type Ordering, type ToOrder } from './ordering.ts'
import { byRow, inOrderOfTime, inSharedMemory, inverse, locatorData } from './put-in-order.ts'
import { type Expected, Growing, sharedArray } from './shared-array.ts'
import { type ColumnData, type Events, type IdData, locatorNames } from './snapshot.ts'
import { noText, TextColumn } from './text-column.ts'
import { timeOrder } from './time-order.ts'

/**
 * All events of a case while they arrive: batches in, deduplicated columns out. Rows stand in order of arrival until
 * `finish` puts them in order of time. A row is a record that is the first of its event, or a copy whose bytes differ
 * from those of the first: it may have another content, and a better proof.
 */
export class ColumnStore {
  events = 0
  /** Events without an eventID that identifies them. */
  withoutEventId = 0
  readonly copies = new CopyBook()
  /** The large arrays. */
  rows = 0
  private readonly expected: Expected = { events: 0 }
  private readonly columns: { readonly [N in ColumnName]: GrowingColumn }
  private readonly locators = locatorNames.map(() => new Growing(Uint32Array, this.expected))
  private hashes = new Growing(Uint32Array, this.expected, 0, hashWords)
  private readonly resourceRows = new Growing(Uint32Array)
  private readonly resourceTexts = resourceFields.map(() => new TextColumn())
  private resources = 0
  private ids = new IdIndex(this.expected)

  constructor() {
    this.columns = Object.fromEntries(columnNames.map((name) => [name, growingColumn(name, this.expected)])) as never
  }

  /** Takes an estimate of the number of events. An array that grows grows to that length. */
  expect(events: number): void {
    this.expected.events = events
  }

  /** Adds the records of a batch. `source`: the reader whose codes the batch uses. */
  append(source: number, batch: Batch): void {
    for (const name of columnNames) this.columns[name].learn(source, batch.newTexts[name])
    resourceFields.forEach((field: ResourceField, c) => {
      this.resourceTexts[c]!.learn(source, batch.newTexts[`resource.${field}`])
    })
    const first = this.rows
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
    this.rows += count
  }

  /**
   * Which records of the batch get a row: `kept` their positions (null for all), `rowOf` the row of each (null for
   * `first + position`), -1 for copies that have the bytes of the first.
   */
  private dedupe(batch: Batch): { kept: Uint32Array | null; rowOf: Int32Array | null } {
    const ids = batch.columns.eventID as BatchIds | undefined
    if (ids === undefined) {
      this.withoutEventId += batch.events
      this.events += batch.events
      return { kept: null, rowOf: null }
    }
    const identities = new EventIdentities(ids)
    const rowOf = new Int32Array(batch.events)
    let next = this.rows
    for (let i = 0; i < batch.events; i++) {
      let known = -1
      if (identities.find(i)) known = this.ids.findOrAdd(identities.words, identities.at, next)
      else this.withoutEventId++
      if (known === -1) this.events++
      else if (this.hasTextOf(known, batch, i, rowOf)) {
        this.copies.add(known, placeIn(batch, i))
        rowOf[i] = -1
        continue
      } else this.copies.addSuspect(known, placeIn(batch, i), next)
      rowOf[i] = next++
    }
    const count = next - this.rows
    if (count === batch.events) return { kept: null, rowOf: null }
    const kept = new Uint32Array(count)
    let k = 0
    for (let i = 0; i < batch.events; i++) if (rowOf[i] !== -1) kept[k++] = i
    return { kept, rowOf }
  }

  /** Whether record `i` of the batch is known to have the same text as the record of a row. */
  private hasTextOf(row: number, batch: Batch, i: number, rowOf: Int32Array): boolean {
    // The row may belong to this batch, whose hashes are not stored yet.
    const inBatch = row >= this.rows ? rowOf.indexOf(row) : -1
    const hashes = inBatch === -1 ? this.hashes.cells : batch.contentHash
    const first = (inBatch === -1 ? row : inBatch) * hashWords
    let equal = true
    for (let w = 0; w < hashWords; w++) equal &&= hashes[first + w] === batch.contentHash[i * hashWords + w]
    return equal
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

  /** Where the record of a row lies. */
  placeOf(row: number): Place {
    const [file, index, offset, length] = this.locators.map(({ cells }) => cells[row]!)
    return { file: file!, index: index!, offset: offset!, length: length! }
  }

  /**
   * Hands over all rows. They are in order when `ordering` is done: first the events in order of time, each with the
   * content of its best copy, then the other contents. The store is empty afterwards. `isMade`: whether the records of a
   * file are made of another form.
   */
  finish(
    files: FileOrder,
    isMade: (file: number) => boolean,
  ): { readonly events: Events; readonly ordering: Ordering } {
    const { events, rows } = this
    // The arrays that only dedupe needs take tens of bytes per event.
    this.ids = new IdIndex({ events: 0 })
    this.hashes = new Growing(Uint32Array)
    const choice = this.copies.choose(files, (row) => this.placeOf(row))
    const contradicted = conflicts(choice, (row) => !isMade(this.placeOf(row).file))
    const order = inSharedMemory(this.orderOf(choice))
    const rowOf = inverse(order, rows)
    const until = events + choice.others.length
    const arrays: Ordering['arrays'][number][] = []
    const by =
      (order: Uint32Array | null): ToOrder =>
      (cells, cellsPerRow = 1) => {
        if (order !== null) arrays.push({ cells, cellsPerRow, order })
      }
    // The half of all columns that no record of a usual case has: one array for all of them.
    const nothing = noText(rows)
    const resources = byRow(this.resourceRows.cells, this.resources, rowOf, until)
    const all: AllRows = {
      columns: columnNames.map((name) => [name, this.columns[name].data(rows, by(order)) ?? nothing] as const),
      locators: locatorData(this.locators, rows, by(order)),
      resources: resources.row,
      resourceTexts: this.resourceTexts.map((column) => column.data(this.resources, by(resources.order))),
    }
    const copies = this.copies.finish(choice, rowOf, events, by)
    const conflicting = sharedArray(Uint8Array, events)
    const bookmarked = sharedArray(Uint8Array, events).fill(1)
    const alternates = choice.others.length === 0 ? null : alternatesFrom(all, events, choice, rowOf)
    for (const row of contradicted) conflicting[rowOf(row)] = 1
    return {
      events: { ...rowsFrom(all, 0, events), conflicting, bookmarked, copies, alternates },
      ordering: newOrdering(arrays),
    }
  }

  /** Null is the order of arrival. */
  private orderOf({ shownAs, others }: Choice): Uint32Array | null {
    const times = (this.columns.eventTime as NumberColumn<Float64Array>).cells.reserve(this.rows)
    const { suspects } = this.copies
    if (suspects.length === 0) return timeOrder(times, this.events)
    const firsts = new Uint32Array(this.events)
    let event = 0
    let suspect = 0
    for (let row = 0; row < this.rows; row++) {
      if (suspects[suspect]?.row === row) suspect++
      else firsts[event++] = shownAs.get(row) ?? row
    }
    const shown = inOrderOfTime(times, firsts)
    const hidden = inOrderOfTime(
      times,
      Uint32Array.from(others, ({ row }) => row),
    )
    const order = new Uint32Array(shown.length + hidden.length)
    order.set(shown)
    order.set(hidden, shown.length)
    return order
  }
}

/** The shown rows of events that were written with several contents: what was made of another form contradicts nothing. */
function conflicts({ shownAs, others }: Choice, isWritten: (row: number) => boolean): number[] {
  const written = new Map<number, number>()
  for (const { event, row } of others) {
    const shown = shownAs.get(event) ?? event
    const before = written.get(shown) ?? (isWritten(shown) ? 1 : 0)
    written.set(shown, before + (isWritten(row) ? 1 : 0))
  }
  return [...written].flatMap(([row, contents]) => (contents > 1 ? [row] : []))
}

const placeIn = ({ file, index, offset, length }: Batch, i: number): Place => ({
  file: file[i]!,
  index: index[i]!,
  offset: offset[i]!,
  length: length[i]!,
})

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
  /** Null where no cell has a value. */
  data(length: number, toOrder: ToOrder): ColumnData | null
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
  data(length: number, toOrder: ToOrder): ColumnData | null {
    return this.column?.data(length, toOrder) ?? null
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
