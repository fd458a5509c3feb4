import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import type { ColumnType } from '../../../../src-shared/model/columns.ts'

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number]

const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const

/**
 * The type of a Parquet column by that of the event's column, each nullable. Times are milliseconds; the older
 * `converted_type` leaves open whether they are UTC, the logical type does not. Values of records are text; objects and
 * lists are JSON text.
 */
const elements = {
  text,
  id: text,
  flag: { type: 'BOOLEAN' },
  integer: { type: 'INT32' },
  time: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
} as const satisfies Readonly<Record<ColumnType, Omit<SchemaElement, 'name'>>>

export interface ParquetColumn {
  readonly name: string
  readonly type: ColumnType
}

/**
 * Cells of a column, of the next rows:
 * - `coded`: 0 is null, any other code one more than the place of a text among all that were sent; `texts`: those that are new
 * - `numbers`: NaN is null; flags are 0 and 1, times milliseconds since 1970
 * - `texts`: as they are
 */
export type ParquetCells =
  | { readonly kind: 'coded'; readonly codes: Uint32Array; readonly texts: readonly string[] }
  | { readonly kind: 'numbers'; readonly values: Float64Array }
  | { readonly kind: 'texts'; readonly values: readonly (string | null)[] }

/** Rows of a row group: what is kept before it is written. */
const usualGroupRows = 65_536

/** Encodes rows as Parquet, in row groups that are compressed with Snappy. */
export class ParquetEncoder {
  readonly #columns: readonly ParquetColumn[]
  readonly #bytes = new ByteWriter(1 << 20)
  readonly #parquet: ParquetWriter
  /** Of columns whose cells are coded, the texts that were sent. */
  readonly #texts: readonly string[][]
  #data: unknown[][]
  #rows = 0

  constructor(
    columns: readonly ParquetColumn[],
    createdBy: string,
    private readonly groupRows = usualGroupRows,
  ) {
    this.#columns = columns
    this.#texts = columns.map(() => [])
    this.#data = columns.map(() => [])
    const schema: SchemaElement[] = [{ name: 'root', num_children: columns.length }, ...columns.map(elementOf)]
    this.#parquet = new ParquetWriter({ writer: this.#bytes, schema, createdBy })
  }

  /** Takes rows; what is encoded by now, null where that is nothing. */
  take(rows: number, cells: readonly ParquetCells[]): Uint8Array | null {
    for (const [at, of] of cells.entries()) this.#add(at, of)
    this.#rows += rows
    if (this.#rows < this.groupRows) return null
    this.#writeGroup()
    return this.#flushed()
  }

  /** The rest of the file. */
  finish(): Uint8Array {
    if (this.#rows > 0) this.#writeGroup()
    this.#parquet.finish()
    return this.#flushed()
  }

  #add(at: number, cells: ParquetCells): void {
    const data = this.#data[at]!
    if (cells.kind === 'texts') for (const text of cells.values) data.push(text)
    else if (cells.kind === 'numbers') {
      const toCell = cellOfNumber[this.#columns[at]!.type]
      for (const value of cells.values) data.push(Number.isNaN(value) ? null : toCell(value))
    } else {
      const texts = this.#texts[at]!
      for (const text of cells.texts) texts.push(text)
      for (const code of cells.codes) data.push(code === 0 ? null : texts[code - 1])
    }
  }

  #writeGroup(): void {
    this.#parquet.write({ columnData: this.#columnData(), rowGroupSize: this.#rows })
    this.#data = this.#columns.map(() => [])
    this.#rows = 0
  }

  /** Of an id nearly every row has another: what is the least of them tells nothing. */
  #columnData() {
    return this.#columns.map(({ name, type }, at) => ({
      name, data: this.#data[at]!, statistics: type !== 'id',
    })) // biome-ignore format: a column
  }

  #flushed(): Uint8Array {
    const bytes = this.#bytes.getBytes().slice()
    // Offsets within the file go on; the memory is used again.
    this.#bytes.index = 0
    return bytes
  }
}

const elementOf = ({ name, type }: ParquetColumn): SchemaElement => ({
  ...elements[type],
  name,
  repetition_type: 'OPTIONAL',
})

const cellOfNumber: Readonly<Record<ColumnType, (value: number) => unknown>> = {
  time: (value) => new Date(value),
  flag: (value) => value === 1,
  integer: (value) => value,
  text: String,
  id: String,
}
