import { type ColumnName, columnNames, columns } from '../../../src-shared/columns.ts'
import { type Batch, type BatchColumn, type DictionaryName, resourceFields } from '../../columns/batch.ts'
import { idKind } from '../../columns/id-column.ts'
import { Dictionary } from './dictionary.ts'

export type ColumnCells = Uint32Array | Uint8Array | Int32Array | Float64Array

/** Where the extractor writes events, until they are taken away as a batch. One per reader. */
export class BatchBuilder {
  events = 0
  resources = 0
  readonly file: Uint32Array
  readonly index: Uint32Array
  readonly offset: Uint32Array
  readonly length: Uint32Array
  /** By column number. Ids have their kinds here and their bytes in `idBytes`. */
  readonly cells: readonly ColumnCells[]
  readonly idBytes: readonly (Uint8Array | null)[]
  readonly idOthers: readonly string[][]
  readonly dictionaries: readonly Dictionary[]
  readonly resourceDictionaries = resourceFields.map(() => new Dictionary())
  resourceEvent = new Uint32Array(1024)
  resourceCells = resourceFields.map(() => new Uint32Array(1024))

  constructor(readonly capacity: number) {
    const words = () => new Uint32Array(capacity)
    this.file = words()
    this.index = words()
    this.offset = words()
    this.length = words()
    const types = columnNames.map((name) => columns[name].type)
    this.cells = types.map((type, c) => cellsOf[type](capacity).fill(emptyCell[c]!))
    this.idBytes = types.map((type) => (type === 'id' ? new Uint8Array(capacity * 16) : null))
    this.idOthers = types.map(() => [])
    this.dictionaries = types.map(() => new Dictionary())
  }

  get full(): boolean {
    return this.events === this.capacity
  }

  /** Takes back what was written to the line at hand, which no event has filled. */
  clearLine(): void {
    this.clearResources()
    for (let c = 0; c < this.cells.length; c++) this.cells[c]![this.events] = emptyCell[c]!
  }

  addResource(): number {
    if (this.resources === this.resourceEvent.length) {
      this.resourceEvent = doubled(this.resourceEvent)
      this.resourceCells = this.resourceCells.map(doubled)
    }
    this.resourceEvent[this.resources] = this.events
    for (const cells of this.resourceCells) cells[this.resources] = 0
    return this.resources++
  }

  /** Drops the resources of the line being written. */
  clearResources(): void {
    while (this.resources > 0 && this.resourceEvent[this.resources - 1] === this.events) this.resources--
  }

  putId(column: number, text: string): void {
    const at = this.events * 16
    const bytes = this.idBytes[column]!
    const others = this.idOthers[column]!
    if (isShortAscii(text)) {
      this.cells[column]![this.events] = idKind.ascii
      for (let k = 0; k < 16; k++) bytes[at + k] = k < text.length ? text.charCodeAt(k) : 0
      return
    }
    const number = others.push(text) - 1
    this.cells[column]![this.events] = idKind.other
    bytes.fill(0, at, at + 16)
    new DataView(bytes.buffer).setUint32(at, number, true)
  }

  /** Takes everything written so far; the builder goes on empty, its dictionaries kept. */
  take(): Batch {
    const { events, resources } = this
    const wanted: { cells: ColumnCells; length: number }[] = []
    const place = <T extends ColumnCells>(cells: T, length: number) => wanted.push({ cells, length }) - 1
    const locators = [this.file, this.index, this.offset, this.length].map((cells) => place(cells, events))
    const used = columnNames.flatMap((name, c) => {
      const cells = this.cells[c]!
      if (isEmpty(cells, events, emptyCell[c]!)) return []
      const idBytes = this.idBytes[c]
      return [{ name, c, cells: place(cells, events), id: idBytes ? place(idBytes, events * 16) : null }]
    })
    const resourceParts = [this.resourceEvent, ...this.resourceCells].map((cells) => place(cells, resources))

    const views = packed(wanted)
    const batchColumns: Partial<Record<ColumnName, BatchColumn>> = {}
    for (const { name, c, cells, id } of used)
      batchColumns[name] =
        id === null
          ? views[cells]!
          : { kinds: views[cells] as Uint8Array, bytes: views[id] as Uint8Array, others: this.idOthers[c]!.splice(0) }

    const newStrings: Partial<Record<DictionaryName, string[]>> = {}
    const keep = (name: DictionaryName, dictionary: Dictionary) => {
      const fresh = dictionary.takeFresh()
      if (fresh.length > 0) newStrings[name] = fresh
    }
    columnNames.forEach((name, c) => {
      keep(name, this.dictionaries[c]!)
    })
    resourceFields.forEach((name, c) => {
      keep(`resource.${name}`, this.resourceDictionaries[c]!)
    })

    const words = (place: number | undefined) => views[place!] as Uint32Array
    const batch: Batch = {
      events,
      file: words(locators[0]),
      index: words(locators[1]),
      offset: words(locators[2]),
      length: words(locators[3]),
      columns: batchColumns,
      resources: {
        event: words(resourceParts[0]),
        arn: words(resourceParts[1]),
        accountId: words(resourceParts[2]),
        type: words(resourceParts[3]),
      },
      newStrings,
    }
    for (let c = 0; c < this.cells.length; c++) this.cells[c]!.fill(emptyCell[c]!, 0, events)
    this.events = 0
    this.resources = 0
    return batch
  }
}

function isShortAscii(text: string): boolean {
  if (text.length === 0 || text.length > 16) return false
  for (let k = 0; k < text.length; k++) if (text.charCodeAt(k) === 0 || text.charCodeAt(k) > 0x7f) return false
  return true
}

const cellsOf = {
  text: (n: number) => new Uint32Array(n),
  flag: (n: number) => new Uint8Array(n),
  integer: (n: number) => new Int32Array(n),
  time: (n: number) => new Float64Array(n),
  id: (n: number) => new Uint8Array(n),
}
const emptyOf = { text: 0, flag: 0, integer: -1, time: Number.NaN, id: idKind.null }
const emptyCell = columnNames.map((name) => emptyOf[columns[name].type])

function isEmpty(cells: ColumnCells, events: number, empty: number): boolean {
  if (cells instanceof Float64Array) return false
  for (let i = 0; i < events; i++) if (cells[i] !== empty) return false
  return true
}

function doubled(cells: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(cells.length * 2)
  larger.set(cells)
  return larger
}

/** Copies the first `length` cells of each into one buffer, each part aligned to eight bytes. */
function packed(parts: readonly { cells: ColumnCells; length: number }[]): ColumnCells[] {
  const size = (n: number) => (n + 7) & ~7
  const total = parts.reduce((sum, { cells, length }) => sum + size(length * cells.BYTES_PER_ELEMENT), 0)
  const buffer = new ArrayBuffer(total)
  let at = 0
  return parts.map(({ cells, length }) => {
    const Cells = cells.constructor as new (buffer: ArrayBuffer, at: number, length: number) => ColumnCells
    const view = new Cells(buffer, at, length)
    view.set(cells.subarray(0, length))
    at += size(length * cells.BYTES_PER_ELEMENT)
    return view
  })
}
