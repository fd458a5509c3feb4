import { lowerBound } from '../../../src-shared/base/binary-search.ts'
import { type ColumnName, columnNames } from '../../../src-shared/model/columns.ts'
import type { Steps } from '../../runtime/steps.ts'
import type { Batch, BatchIds, NewTexts } from '../batch.ts'
import { resourceFields } from '../batch.ts'
import { hashWords } from '../content-hash.ts'
import { wordsOf } from '../gather.ts'
import { idKind } from '../id-column.ts'
import type { ColumnData, Events, IdData, Rows } from '../snapshot.ts'
import { Noted } from './noted.ts'
import { TextCheck } from './text-check.ts'

/** Records between two steps. */
const recordsPerStep = 512

/**
 * Holds events, as they came from a case file, against the records of its sources as readers hand them over. Each event
 * and each copy must be the record that lies at its place, and each record must be an event or a copy. What follows from
 * copies together is told by `event-rules.ts`. Takes 4 bytes for each record and 32 for each copy beside texts.
 */
export class RecordCheck {
  readonly noted: Noted
  /** Records that the case does not have: how many, and the first. */
  readonly missing = { total: 0, first: [] as { readonly file: number; readonly record: number }[] }
  /** By copy: the hash of its content, and, at the first copy of an event, of the content of the event. */
  readonly copyHashes: Uint32Array
  readonly eventHashes: Uint32Array
  /** By file, where its records begin in `#slots`. */
  readonly #starts: Float64Array
  /** By record 1 more than its event, or than the number of events and its copy; 0 where it is neither. */
  readonly #slots: Int32Array
  readonly #isMet: Uint8Array
  /** 1 where a record is not the first that has its content. */
  readonly #isLater: Uint8Array
  readonly #columns: readonly { readonly name: ColumnName; readonly check: ColumnCheck }[]
  readonly #resources: readonly TextCheck[]

  /** `recordsOf`: how many records each file of the case has. */
  constructor(
    private readonly events: Events,
    private readonly recordsOf: readonly number[],
  ) {
    const copies = events.copies.row.length
    this.noted = new Noted(events.events)
    this.copyHashes = new Uint32Array(copies * hashWords)
    this.eventHashes = new Uint32Array(copies * hashWords)
    this.#starts = new Float64Array(recordsOf.length + 1)
    recordsOf.forEach((records, file) => {
      this.#starts[file + 1] = this.#starts[file]! + records
    })
    this.#slots = new Int32Array(this.#starts[recordsOf.length]!)
    this.#isMet = new Uint8Array(events.events + copies)
    this.#isLater = new Uint8Array(events.events + copies)
    const { alternates } = events
    this.#columns = columnNames.map((name) => ({
      name,
      check: columnCheck(events.columns[name], alternates?.columns[name] ?? null, events.events),
    }))
    this.#resources = resourceFields.map((field) => new TextCheck(events.resources[field].texts))
  }

  /** Looks where each event and each copy lies, and which record an event has its columns of. */
  *begin(): Steps<void> {
    const { events, copies, locator } = this.events
    for (let slot = 0; slot < this.#isMet.length; slot++) {
      if (slot % recordsPerStep === 0) yield
      const [place, at] = slot < events ? [locator, slot] : [copies, slot - events]
      const record = this.#recordAt(place.file[at]!, place.index[at]!)
      // What has no place among the records, or that of another, is never met.
      if (record !== -1 && this.#slots[record] === 0) this.#slots[record] = slot + 1
    }
    yield* this.#findLater()
  }

  /**
   * Columns are of the first record that has the content, as it was read: those of another spelling differ in lengths. Any
   * other record is told to have the same content, or not, by its hash or by reading it.
   */
  *#findLater(): Steps<void> {
    const { events, copies, locator } = this.events
    for (let copy = 0; copy < copies.row.length; ) {
      if (copy % recordsPerStep === 0) yield
      const event = copies.row[copy]!
      const first = new Map([[0, { slot: event, file: locator.file[event]!, index: locator.index[event]! }]])
      for (; copies.row[copy] === event; copy++) {
        const [slot, content] = [events + copy, copies.alternate[copy]!]
        const place = { slot, file: copies.file[copy]!, index: copies.index[copy]! }
        const known = first.get(content)
        const isFirst = known === undefined || (place.file - known.file || place.index - known.index) < 0
        if (isFirst) first.set(content, place)
        if (known !== undefined) this.#isLater[isFirst ? known.slot : slot] = 1
      }
    }
  }

  #recordAt(file: number, index: number): number {
    return index < (this.recordsOf[file] ?? 0) ? this.#starts[file]! + index : -1
  }

  #eventOf(slot: number): number {
    const { events, copies } = this.events
    return slot < events ? slot : copies.row[slot - events]!
  }

  /**
   * Compares the records of a batch. `source`: the reader whose codes it uses. `fileOf`: the number of a file in the case,
   * -1 where its records are not to be compared.
   */
  *take(source: number, batch: Batch, fileOf: (file: number) => number): Steps<void> {
    for (const { name, check } of this.#columns) check.learn(source, batch.newTexts[name])
    resourceFields.forEach((field, c) => {
      this.#resources[c]!.learn(source, batch.newTexts[`resource.${field}`])
    })
    yield
    const contents = this.#contentsOf(batch, fileOf)
    for (let from = 0; from < batch.events; from += recordsPerStep) {
      yield
      const until = Math.min(batch.events, from + recordsPerStep)
      for (const { name, check } of this.#columns) {
        const cells = batch.columns[name]
        for (let i = from; i < until; i++) {
          const row = contents.row[i]!
          if (row !== -1 && !check.isSame(source, cells, i, row)) this.noted.note(contents.event[i]!, name)
        }
      }
      for (let i = from; i < until; i++) {
        if (contents.row[i] !== -1 && !this.#hasResources(source, batch, i, contents.row[i]!))
          this.noted.note(contents.event[i]!, 'resources')
      }
    }
  }

  /** Of each record whose cells are to be compared its event, and the row of its content, alternates behind events; else -1. */
  #contentsOf(batch: Batch, fileOf: (file: number) => number) {
    const { events, locator, copies } = this.events
    const [event, row] = [new Int32Array(batch.events).fill(-1), new Int32Array(batch.events).fill(-1)]
    for (let i = 0; i < batch.events; i++) {
      const file = fileOf(batch.file[i]!)
      if (file === -1) continue
      const record = this.#recordAt(file, batch.index[i]!)
      const slot = record === -1 ? -1 : this.#slots[record]! - 1
      if (slot === -1) {
        if (this.missing.total++ < mostMissing) this.missing.first.push({ file, record: batch.index[i]! })
        continue
      }
      this.#isMet[slot] = 1
      const of = this.#eventOf(slot)
      const [place, at] = slot < events ? [locator, slot] : [copies, slot - events]
      if (place.offset[at] !== batch.offset[i] || place.length[at] !== batch.length[i]) this.noted.note(of, 'place')
      this.#keepHash(slot, batch.contentHash.subarray(i * hashWords, (i + 1) * hashWords))
      if (this.#isLater[slot] === 1) continue
      const alternate = slot < events ? 0 : copies.alternate[at]!
      event[i] = of
      row[i] = alternate === 0 ? of : events + alternate - 1
    }
    return { event, row }
  }

  #keepHash(slot: number, hash: Uint32Array): void {
    const { events, copies } = this.events
    if (slot >= events) this.copyHashes.set(hash, (slot - events) * hashWords)
    else if (copies.row.length > 0) {
      const copy = lowerBound(copies.row, slot)
      if (copies.row[copy] === slot) this.eventHashes.set(hash, copy * hashWords)
    }
  }

  #hasResources(source: number, { resources }: Batch, i: number, row: number): boolean {
    const { events, alternates } = this.events
    const isEvent = row < events
    const held: Rows['resources'] = isEvent ? this.events.resources : alternates!.resources
    const of = isEvent ? row : row - events
    const [first, heldFirst] = [lowerBound(resources.event, i), lowerBound(held.row, of)]
    for (let k = 0; ; k++) {
      const isThere = resources.event[first + k] === i
      if (isThere !== (held.row[heldFirst + k] === of)) return false
      if (!isThere) return true
      for (const [c, field] of resourceFields.entries())
        if (!this.#resources[c]!.isSame(source, resources[field][first + k]!, held[field].codes[heldFirst + k]!))
          return false
    }
  }

  /** When all records were handed over: what the case has more of. `isRead`: whether a file of the case was read. */
  *end(isRead: (file: number) => boolean): Steps<void> {
    const { events, locator, copies } = this.events
    for (let slot = 0; slot < this.#isMet.length; slot++) {
      if (slot % recordsPerStep === 0) yield
      if (this.#isMet[slot] === 1) continue
      const file = slot < events ? locator.file[slot]! : copies.file[slot - events]!
      if (isRead(file)) this.noted.note(this.#eventOf(slot), 'noRecord')
    }
  }
}

const mostMissing = 3

interface ColumnCheck {
  learn(source: number, texts: NewTexts | undefined): void
  /** Whether record `i` of the cells has what the row has. Without cells all are null. */
  isSame(source: number, cells: Batch['columns'][ColumnName], i: number, row: number): boolean
}

/** `hidden`: the cells of rows from `events` on. */
function columnCheck(shown: ColumnData, hidden: ColumnData | null, events: number): ColumnCheck {
  switch (shown.type) {
    case 'text': {
      const texts = new TextCheck(shown.texts)
      const codes = cellOf(shown.codes, (hidden as typeof shown | null)?.codes ?? null, events)
      return {
        learn: (source, sent) => texts.learn(source, sent),
        isSame: (source, cells, i, row) =>
          texts.isSame(source, (cells as Uint32Array | undefined)?.[i] ?? 0, codes(row)),
      }
    }
    case 'id':
      return {
        learn: () => {},
        isSame: (_source, cells, i, row) =>
          row < events
            ? isSameId(cells as BatchIds | undefined, i, shown, row)
            : isSameId(cells as BatchIds | undefined, i, hidden as IdData, row - events),
      }
    default: {
      const empty = { flag: 0, integer: -1, time: Number.NaN }[shown.type]
      const values = cellOf(shown.values, (hidden as typeof shown | null)?.values ?? null, events)
      return {
        learn: () => {},
        isSame: (_source, cells, i, row) => {
          const [value, held] = [(cells as Float64Array | undefined)?.[i] ?? empty, values(row)]
          return value === held || (Number.isNaN(value) && Number.isNaN(held))
        },
      }
    }
  }
}

type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array
const cellOf = (shown: Numbers, hidden: Numbers | null, events: number) => (row: number) =>
  row < events ? shown[row]! : hidden![row - events]!

function isSameId(ids: BatchIds | undefined, i: number, held: IdData, row: number): boolean {
  const kind = ids?.kinds[i] ?? idKind.null
  if (kind !== held.kinds[row]) return false
  if (ids === undefined || kind === idKind.null) return true
  const [words, heldWords] = [wordsOf(ids.bytes), wordsOf(held.bytes)]
  if (kind === idKind.other) return ids.others[words[i * 4]!] === held.others[heldWords[row * 4]!]
  for (let w = 0; w < 4; w++) if (words[i * 4 + w] !== heldWords[row * 4 + w]) return false
  return true
}
