import { randomBytes } from 'node:crypto'
import { type ColumnName, columnNames, columns } from '../../../src-shared/model/columns.ts'
import { type Batch, type BatchColumn, type DictionaryName, resourceFields } from '../../columns/batch.ts'
import { contentKeyBytes, hashWords } from '../../columns/content-hash.ts'
import { idKind } from '../../columns/id-column.ts'
import { type Compiled, type Host, instantiate } from './compiled.ts'
import { Dictionary } from './dictionary.ts'
import { EmptyTexts } from './empty-texts.ts'

type Cells = Uint32Array | Uint8Array | Int32Array | Float64Array
type CellsClass = new (buffer: ArrayBuffer, at: number, length: number) => Cells

const layoutOf = {
  text: { Cells: Uint32Array, empty: 0 },
  flag: { Cells: Uint8Array, empty: 0 },
  integer: { Cells: Int32Array, empty: -1 },
  time: { Cells: Float64Array, empty: Number.NaN },
  id: { Cells: Uint8Array, empty: idKind.null },
} as const
const types = columnNames.map((name) => columns[name].type)

/**
 * Where events are written, until they are taken away as a batch. One per reader. The lines lie in the memory of the
 * compiled half, which may move whenever it grows: views of it are made for each use.
 */
export class BatchBuilder {
  readonly compiled: Compiled
  /** Where the compiled half has the columns, by column number. */
  readonly columnAddresses: readonly number[]
  /** By column number; null for columns that are no text. */
  readonly dictionaries: readonly (Dictionary | null)[]
  readonly resourceDictionaries: readonly Dictionary[]
  private readonly named: readonly { readonly name: DictionaryName; readonly dictionary: Dictionary }[]
  private readonly idOthers: readonly string[][] = types.map(() => [])
  private readonly emptyTexts = new EmptyTexts()
  private readonly locators: number
  private readonly hashes: number

  /** Whom the compiled half turns to for what is rare; none is needed to write lines from here. */
  host: Host | null = null

  /** `contentKey`: the case's, of `contentKeyBytes`, without which hashes of several builders cannot be compared. */
  constructor(
    readonly capacity: number,
    contentKey: Uint8Array = randomBytes(contentKeyBytes),
  ) {
    const compiled = instantiate(() => this.host!)
    this.compiled = compiled
    this.locators = compiled.newLines(capacity) >>> 0
    this.hashes = compiled.hashesAt() >>> 0
    new Uint8Array(compiled.memory.buffer, compiled.contentKeyAt(), compiled.contentKeySize.value).set(contentKey)
    this.columnAddresses = types.map((type) =>
      compiled.newColumn(layoutOf[type].Cells.BYTES_PER_ELEMENT, type === 'id', type === 'text'),
    )
    compiled.newResources(resourceFields.length)
    this.dictionaries = types.map((type, c) =>
      type === 'text' ? new Dictionary(compiled, compiled.dictionaryOf(this.columnAddresses[c]!)) : null,
    )
    this.resourceDictionaries = resourceFields.map((_, f) => new Dictionary(compiled, compiled.resourceDictionary(f)))
    this.named = [
      ...columnNames.flatMap((name, c) => {
        const dictionary = this.dictionaries[c]!
        return dictionary === null ? [] : [{ name, dictionary }]
      }),
      ...resourceFields.map((name, f) => ({
        name: `resource.${name}` as const,
        dictionary: this.resourceDictionaries[f]!,
      })),
    ]
    for (let c = 0; c < types.length; c++) this.cells(c, capacity).fill(layoutOf[types[c]!].empty)
  }

  get events(): number {
    return this.compiled.events.value
  }

  set events(count: number) {
    this.compiled.events.value = count
  }

  /** The first cells of a column. Ids have their kinds here. */
  private cells(column: number, length: number): Cells {
    const { Cells } = layoutOf[types[column]!]
    return this.view(Cells, this.compiled.cellsOf(this.columnAddresses[column]!), length)
  }

  private idBytes(column: number, from: number, to: number): Uint8Array {
    const at = this.compiled.idBytesOf(this.columnAddresses[column]!) >>> 0
    return new Uint8Array(this.compiled.memory.buffer, at + from * 16, (to - from) * 16)
  }

  private view(Class: CellsClass, address: number, length: number): Cells {
    return new Class(this.compiled.memory.buffer, address >>> 0, length)
  }

  /** Writes one cell of the line at hand. */
  setCell(column: number, value: number): void {
    this.cells(column, this.capacity)[this.events] = value
  }

  /** Writes a text, or none, to the line at hand. */
  setText(name: ColumnName, text: string | null): void {
    const column = columnNames.indexOf(name)
    this.setCell(column, text === null ? 0 : this.dictionaries[column]!.codeOfText(text))
  }

  putUuid(column: number, bytes: Uint8Array): void {
    this.setCell(column, idKind.uuid)
    this.idBytes(column, this.events, this.events + 1).set(bytes)
  }

  /** Any id but a UUID. */
  putId(column: number, text: string): void {
    const bytes = this.idBytes(column, this.events, this.events + 1).fill(0)
    if (isShortAscii(text)) {
      this.setCell(column, idKind.ascii)
      for (let k = 0; k < text.length; k++) bytes[k] = text.charCodeAt(k)
      return
    }
    this.setCell(column, idKind.other)
    const number = this.idOthers[column]!.push(text) - 1
    new DataView(bytes.buffer, bytes.byteOffset).setUint32(0, number, true)
  }

  /** Adds a resource, by the codes of its fields, to the line at hand. */
  addResource(codes: readonly number[]): void {
    const at = this.compiled.addResource()
    codes.forEach((code, f) => {
      this.resourceCells(f + 1, at + 1)[at] = code
    })
  }

  private resourceCells(array: number, length: number): Cells {
    return this.view(Uint32Array, this.compiled.resourceArray(array), length)
  }

  /** Drops the resources of the line at hand. */
  clearResources(): void {
    this.compiled.clearResources()
  }

  /** Takes back what was written to the line at hand, which no event has filled. */
  clearLine(): void {
    const { compiled, events } = this
    this.clearResources()
    // Every window of a file ends in a line to take back: one view for all columns.
    const memory = new DataView(compiled.memory.buffer)
    for (let c = 0; c < types.length; c++) {
      const { Cells, empty } = layoutOf[types[c]!]
      const at = (compiled.cellsOf(this.columnAddresses[c]!) >>> 0) + events * Cells.BYTES_PER_ELEMENT
      if (Cells === Float64Array) memory.setFloat64(at, empty, true)
      else if (Cells === Uint8Array) memory.setUint8(at, empty)
      else memory.setInt32(at, empty, true)
    }
  }

  /** Takes everything written so far; the builder goes on empty, its dictionaries kept. */
  take(): Batch {
    const { compiled, events } = this
    const resources = compiled.resources.value
    const wanted: Cells[] = []
    const place = (cells: Cells) => wanted.push(cells) - 1
    for (let row = 0; row < 4; row++) place(this.view(Uint32Array, this.locators + row * this.capacity * 4, events))
    for (let array = 0; array <= resourceFields.length; array++) place(this.resourceCells(array, resources))
    place(this.view(Uint32Array, this.hashes, events * hashWords))
    const used = columnNames.flatMap((name, c) => {
      if (this.isEmpty(c)) return []
      const cells = this.cells(c, events)
      return [{ name, c, cells: place(cells), ids: types[c] === 'id' ? place(this.idBytes(c, 0, events)) : null }]
    })

    const views = packed(wanted)
    const batchColumns: Partial<Record<ColumnName, BatchColumn>> = {}
    for (const { name, c, cells, ids } of used)
      batchColumns[name] =
        ids === null
          ? views[cells]!
          : { kinds: views[cells] as Uint8Array, bytes: views[ids] as Uint8Array, others: this.idOthers[c]!.splice(0) }
    const [file, index, offset, length, event, arn, accountId, type, contentHash] = views as Uint32Array[]
    const newTexts = this.takeTexts()
    this.emptyTexts.becomeNull(batchColumns, newTexts)
    const batch: Batch = {
      events,
      file: file!,
      index: index!,
      offset: offset!,
      length: length!,
      contentHash: contentHash!,
      columns: batchColumns,
      resources: { event: event!, arn: arn!, accountId: accountId!, type: type! },
      newTexts,
    }
    for (const { c } of used) this.cells(c, events).fill(layoutOf[types[c]!].empty)
    this.events = 0
    compiled.resources.value = 0
    return batch
  }

  private takeTexts(): Batch['newTexts'] {
    const fresh = this.named.flatMap(({ name, dictionary }) => {
      const texts = dictionary.takeFresh()
      return texts === null ? [] : [{ name, texts }]
    })
    const entries = packed(fresh.map(({ texts }) => texts.entries)) as Uint32Array[]
    return Object.fromEntries(fresh.map(({ name, texts }, i) => [name, { ...texts, entries: entries[i]! }]))
  }

  /** No event has the column. All but times are empty as bytes of 0, or of 255 for -1. */
  private isEmpty(column: number): boolean {
    const { Cells, empty } = layoutOf[types[column]!]
    const address = this.compiled.cellsOf(this.columnAddresses[column]!)
    return !Number.isNaN(empty) && this.compiled.isAll(address, this.events * Cells.BYTES_PER_ELEMENT, empty & 0xff)
  }
}

function isShortAscii(text: string): boolean {
  if (text.length === 0 || text.length > 16) return false
  for (let k = 0; k < text.length; k++) if (text.charCodeAt(k) === 0 || text.charCodeAt(k) > 0x7f) return false
  return true
}

/** Copies them into one buffer, each aligned to eight bytes. */
function packed(parts: readonly Cells[]): Cells[] {
  const size = ({ byteLength }: Cells) => (byteLength + 7) & ~7
  const buffer = new ArrayBuffer(parts.reduce((sum, cells) => sum + size(cells), 0))
  let at = 0
  return parts.map((cells) => {
    const Class = cells.constructor as CellsClass
    const view = new Class(buffer, at, cells.length)
    view.set(cells)
    at += size(cells)
    return view
  })
}
