import { lowerBound } from '../../src-shared/base/binary-search.ts'
import { type ColumnName, columnNames } from '../../src-shared/model/columns.ts'
import type { Steps } from '../runtime/steps.ts'
import type { Batch, BatchColumn, BatchIds, DictionaryName, NewTexts } from './batch.ts'
import { resourceFields } from './batch.ts'
import { hashWords } from './content-hash.ts'
import { gather, gatherWords, wordsOf } from './gather.ts'
import { idKind } from './id-column.ts'
import { RepeatedTexts } from './repeated-texts.ts'
import type { ColumnData, IdData, Rows, Snapshot } from './snapshot.ts'

/** A file whose records are told again. `as`: its number where they are told. */
export interface RepeatedFile {
  readonly file: number
  readonly as: number
}

const recordsPerBatch = 8192
const noSlot = 0xffffffff
const slotsPerStep = 8192

/**
 * The records of files of a snapshot as batches, as if a reader had read them again. Columns are those of the first record
 * that has the content: a file with a record that spells its content otherwise must not be among them. Takes 4 bytes for
 * each of the records.
 */
export class RepeatedRecords {
  /** By file, where its records begin in `#slots`. */
  readonly #starts: Float64Array
  /** By record its event, or the number of events and its copy. */
  readonly #slots: Uint32Array
  readonly #texts: ReadonlyMap<DictionaryName, RepeatedTexts>
  /** No hash of a record: only those of this snapshot are told equal by it. */
  readonly #mark = crypto.getRandomValues(new Uint32Array(hashWords - 1))

  /** `recordsOf`: by file, how many records it has; 0 for a file that is not repeated. All of them must be events or copies. */
  constructor(
    private readonly snapshot: Snapshot,
    private readonly recordsOf: ArrayLike<number>,
  ) {
    this.#starts = new Float64Array(recordsOf.length + 1)
    for (let file = 0; file < recordsOf.length; file++) this.#starts[file + 1] = this.#starts[file]! + recordsOf[file]!
    this.#slots = new Uint32Array(this.#starts[recordsOf.length]!).fill(noSlot)
    const texts = new Map<DictionaryName, RepeatedTexts>()
    for (const name of columnNames) {
      const data = snapshot.columns[name]
      if (data.type === 'text') texts.set(name, new RepeatedTexts(data.texts))
    }
    for (const field of resourceFields)
      texts.set(`resource.${field}`, new RepeatedTexts(snapshot.resources[field].texts))
    this.#texts = texts
  }

  /** Finds where the records of each file are. */
  *find(): Steps<void> {
    const { events, locator, copies } = this.snapshot
    const slots = events + copies.row.length
    for (let slot = 0; slot < slots; slot++) {
      if (slot % slotsPerStep === 0) yield
      const [place, at] = slot < events ? [locator, slot] : [copies, slot - events]
      const file = place.file[at]!
      if (place.index[at]! < this.recordsOf[file]!) this.#slots[this.#starts[file]! + place.index[at]!] = slot
    }
    const lost = this.#slots.indexOf(noSlot)
    if (lost !== -1) throw new Error(`record ${lost} of the files to repeat is neither an event nor a copy`)
  }

  /** The records of these files, in this order. A text is sent with the first batch that has it. */
  *batches(files: Iterable<RepeatedFile>): Generator<Batch, void, undefined> {
    const slots = new Uint32Array(recordsPerBatch)
    const numbers = new Uint32Array(recordsPerBatch)
    let count = 0
    for (const { file, as } of files) {
      for (let at = this.#starts[file]!; at < this.#starts[file + 1]!; at++) {
        slots[count] = this.#slots[at]!
        numbers[count++] = as
        if (count < recordsPerBatch) continue
        yield this.#batch(slots, numbers)
        count = 0
      }
    }
    if (count > 0) yield this.#batch(slots.subarray(0, count), numbers.subarray(0, count))
  }

  // Loops over hundreds of thousands of records: a function called for each cell takes longer than all else here.
  #batch(slots: Uint32Array, file: Uint32Array): Batch {
    const { events, copies } = this.snapshot
    const count = slots.length
    /** Of what is shown; of other contents any row, and the places where they are to be put. */
    const rows = new Uint32Array(count)
    const hidden: Hidden[] = []
    const contentHash = new Uint32Array(count * hashWords)
    for (let i = 0; i < count; i++) {
      const slot = slots[i]!
      const alternate = slot < events ? 0 : copies.alternate[slot - events]!
      if (alternate > 0) hidden.push({ at: i, row: alternate - 1 })
      else rows[i] = slot < events ? slot : copies.row[slot - events]!
      for (let w = 0; w < hashWords - 1; w++) contentHash[i * hashWords + w] = this.#mark[w]!
      contentHash[(i + 1) * hashWords - 1] = alternate > 0 ? events + alternate - 1 : rows[i]!
    }
    const columns: { [N in ColumnName]?: BatchColumn } = {}
    for (const name of columnNames) {
      const cells = this.#cells(name, rows, hidden)
      if (cells !== null) columns[name] = cells
    }
    const resources = this.#resources(rows, hidden)
    const newTexts: { [N in DictionaryName]?: NewTexts } = {}
    for (const [name, texts] of this.#texts) {
      const sent = texts.take()
      if (sent !== null) newTexts[name] = sent
    }
    return { events: count, file: file.slice(), ...this.#places(slots), contentHash, columns, resources, newTexts }
  }

  #places(slots: Uint32Array): Pick<Batch, 'index' | 'offset' | 'length'> {
    const { events, locator, copies } = this.snapshot
    const of = (name: 'index' | 'offset' | 'length') => {
      const [ofEvents, ofCopies, cells] = [locator[name], copies[name], new Uint32Array(slots.length)]
      for (let i = 0; i < slots.length; i++) {
        const slot = slots[i]!
        cells[i] = slot < events ? ofEvents[slot]! : ofCopies[slot - events]!
      }
      return cells
    }
    return { index: of('index'), offset: of('offset'), length: of('length') }
  }

  /** Null where no row has a value. */
  #cells(name: ColumnName, rows: Uint32Array, hidden: readonly Hidden[]): BatchColumn | null {
    const { columns, alternates } = this.snapshot
    const data = columns[name]
    if (data.type === 'text' && data.texts.starts.length <= 2) return null
    const cells = this.#cellsOf(name, data, rows)
    for (const { at, row } of hidden)
      put(cells, at, this.#cellsOf(name, alternates!.columns[name], Uint32Array.of(row)))
    return cells
  }

  #cellsOf(name: ColumnName, data: ColumnData, rows: Uint32Array): BatchColumn {
    switch (data.type) {
      case 'text':
        return this.#texts.get(name)!.codesOf(data.codes, rows)
      case 'id':
        return idsOf(data, rows)
      default: {
        const cells = new (data.values.constructor as Uint32ArrayConstructor)(rows.length) as never
        gather(data.values, rows, cells, 0)
        return cells
      }
    }
  }

  #resources(rows: Uint32Array, hidden: readonly Hidden[]): Batch['resources'] {
    const { resources, alternates } = this.snapshot
    const event: number[] = []
    const codes = resourceFields.map((): number[] => [])
    const add = (held: Rows['resources'], row: number, i: number) => {
      for (let k = lowerBound(held.row, row); held.row[k] === row; k++) {
        event.push(i)
        for (let c = 0; c < resourceFields.length; c++) {
          const field = resourceFields[c]!
          codes[c]!.push(this.#texts.get(`resource.${field}`)!.codeOf(held[field].codes[k]!))
        }
      }
    }
    let next = 0
    for (let i = 0; i < rows.length; i++) {
      if (hidden[next]?.at === i) add(alternates!.resources, hidden[next++]!.row, i)
      else add(resources, rows[i]!, i)
    }
    const [arn, accountId, type] = codes.map((cells) => Uint32Array.from(cells))
    return { event: Uint32Array.from(event), arn: arn!, accountId: accountId!, type: type! }
  }
}

/** A record whose content is not shown: its place in a batch, and its row among the alternates. Such are few. */
interface Hidden {
  readonly at: number
  readonly row: number
}

function idsOf({ kinds, bytes, others }: IdData, rows: Uint32Array): BatchIds {
  const ids = { kinds: new Uint8Array(rows.length), bytes: new Uint8Array(rows.length * 16), others: [] as string[] }
  gather(kinds, rows, ids.kinds, 0)
  const words = wordsOf(ids.bytes)
  gatherWords(wordsOf(bytes), rows, words, 0, 4)
  for (let i = 0; i < rows.length; i++)
    if (ids.kinds[i] === idKind.other) words[i * 4] = ids.others.push(others[words[i * 4]!]!) - 1
  return ids
}

/** Writes the only cell of `cell`. */
function put(cells: BatchColumn, i: number, cell: BatchColumn): void {
  if (!('kinds' in cells)) {
    cells[i] = (cell as typeof cells)[0]!
    return
  }
  const { kinds, bytes, others } = cell as BatchIds
  cells.kinds[i] = kinds[0]!
  cells.bytes.set(bytes, i * 16)
  if (kinds[0] === idKind.other) wordsOf(cells.bytes)[i * 4] = (cells.others as string[]).push(others[0]!) - 1
}
