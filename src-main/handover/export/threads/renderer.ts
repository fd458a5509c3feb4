import type { Row } from '../../../../src-shared/model/event.ts'
import { readRecords } from '../../../records/read-records.ts'
import { type RecordBytes, RecordReader } from '../../../records/reader.ts'
import type { RecordsRead, RecordsToRead } from '../../../records/record-messages.ts'
import { type Spooled, SpoolReader } from '../../../records/spooled-records.ts'
import { inTurns } from '../../../runtime/in-turns.ts'
import { type Redactor, redactorSteps } from '../../redaction/redactor.ts'
import { Bytes } from '../formats/bytes.ts'
import { parquetCells, parquetColumns } from '../formats/parquet.ts'
import { readsRecordsIn } from '../formats/reads-records.ts'
import type { WriteEvent, WriterParts } from '../formats/writer.ts'
import { eventFormats } from '../formats/writers.ts'
import { type EncodedGroup, encodedGroup, type ParquetCell } from '../parquet/encoder.ts'
import { redactedManifest } from '../redacted-manifest.ts'
import type { RenderData } from './render-data.ts'

/** Events to be written, in their order. */
export interface ToRender {
  readonly rows: Uint32Array
  /** Of the first of them in the whole export: its record lies there in the spool, where there is one. */
  readonly from: number
  /** Memory of an answer before, which nobody needs any more. */
  readonly room: ArrayBuffer | null
}

/** What became of them. */
export interface Rendered {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Where each event begins and ends in `bytes`; null where they stand there in their order. Refused, it has no bytes. */
  readonly places: { readonly begins: Uint32Array; readonly ends: Uint32Array } | null
  /** Events that cannot be written, by their places in `rows`, and why, a sentence each. */
  readonly refused: readonly { readonly at: number; readonly why: string }[]
  /** Of Parquet: the rest of the row group, whose bytes are `bytes`; null where no event is in it. */
  readonly group: Omit<EncodedGroup, 'bytes'> | null
}

/** Inflated files that are kept, bytes. */
const keepBytes = 64 << 20
/** How long a kept file is taken for unchanged, milliseconds. */
const trustMs = 1000

/** Renders events as they are written to the file, in a thread of its own or where it is called. */
export class Renderer {
  readonly #reader: RecordReader
  readonly #reads: boolean
  readonly #write: WriteEvent | null
  readonly #cells: ReturnType<typeof parquetCells>
  #spool: SpoolReader | null = null

  private constructor(
    private readonly data: RenderData,
    private readonly redactor: Redactor | null,
  ) {
    const { snapshot, format, columns, total } = data
    const parts: WriterParts = { snapshot, columns, total, redactor }
    this.#reader = new RecordReader(snapshot.files, { keepBytes, trustMs })
    this.#reads = readsRecordsIn(format, columns)
    this.#write = format === 'parquet' ? null : eventFormats[format].start(parts)
    this.#cells = format === 'parquet' ? parquetCells(parts) : []
  }

  static async start(data: RenderData): Promise<Renderer> {
    const { snapshot, redactionKey } = data
    const redactor = redactionKey === null ? null : await inTurns(redactorSteps(snapshot, Buffer.from(redactionKey)))
    const renderer = new Renderer(data, redactor)
    await renderer.#reader.load()
    return renderer
  }

  /** Records as they lie in their files. */
  read(message: RecordsToRead): RecordsRead {
    return readRecords(this.#reader, message)
  }

  /** Records are read from there from now on. */
  useSpool(spooled: Spooled): void {
    this.#spool = new SpoolReader(spooled)
  }

  /** With the pseudonyms of what was rendered, so that an identifier has one and the same in both. */
  redact(manifest: object): object {
    return redactedManifest(this.redactor, manifest)
  }

  end(): void {
    this.#spool?.end()
  }

  render(asked: ToRender): Rendered {
    return this.#write === null ? this.#group(asked) : this.#pieces(asked, this.#write)
  }

  #pieces({ rows, from, room }: ToRender, write: WriteEvent): Rendered {
    const out = new Bytes(room)
    const refused: { at: number; why: string }[] = []
    const between = Buffer.from(eventFormats[this.data.format as keyof typeof eventFormats].between)
    const order = this.#order(rows)
    const places = order === null ? null : { begins: new Uint32Array(rows.length), ends: new Uint32Array(rows.length) }
    for (let k = 0; k < rows.length; k++) {
      const at = order === null ? k : order[k]!
      const begins = out.length
      const { bytes, problem } = this.#record(rows[at]!, from + at)
      if (bytes !== null) out.bytes(between)
      const why = bytes === null ? problem : write(rows[at]!, bytes, out)
      if (why !== null) {
        out.length = begins
        refused.push({ at, why })
      }
      if (places === null) continue
      places.begins[at] = begins
      places.ends[at] = out.length
    }
    return { bytes: out.given(), places, refused: inOrder(refused), group: null }
  }

  #group({ rows, from }: ToRender): Rendered {
    const { columns } = this.data
    const refused: { at: number; why: string }[] = []
    const data = columns.map(() => new Array<ParquetCell>(rows.length))
    const order = this.#order(rows)
    for (let k = 0; k < rows.length; k++) {
      const at = order === null ? k : order[k]!
      const { bytes, problem } = this.#record(rows[at]!, from + at)
      if (bytes === null) {
        refused.push({ at, why: problem })
        continue
      }
      const text = this.#reads ? bytes.toString() : ''
      for (let c = 0; c < data.length; c++) data[c]![at] = this.#cells[c]!(rows[at]!, text)
    }
    const without = new Set(refused.map(({ at }) => at))
    const kept = without.size === 0 ? data : data.map((cells) => cells.filter((_, at) => !without.has(at)))
    if (without.size === rows.length)
      return { bytes: new Uint8Array(0), places: null, refused: inOrder(refused), group: null }
    const { bytes, ...group } = encodedGroup(parquetColumns(columns), kept)
    return { bytes, places: null, refused: inOrder(refused), group }
  }

  #record(row: Row, place: number): RecordBytes {
    if (!this.#reads) return noRecord
    if (this.#spool !== null) return this.#spool.read(place)
    const { file, offset, length } = this.data.snapshot.locator
    return this.#reader.readBytes(file[row]!, offset[row]!, length[row]!)
  }

  /** In which order records are read: file by file, so that each file is read once. Null for the order of the rows. */
  #order(rows: Uint32Array): Float64Array | null {
    if (!this.#reads || this.#spool !== null) return null
    const { file } = this.data.snapshot.locator
    const keys = Float64Array.from(rows, (row, at) => file[row]! * rows.length + at).sort()
    return keys.map((key) => key % rows.length)
  }
}

const noRecord: RecordBytes = { bytes: Buffer.alloc(0), problem: null }

/** Records are not read in their order. */
const inOrder = <T extends { readonly at: number }>(refused: T[]): readonly T[] => refused.sort((a, b) => a.at - b.at)
