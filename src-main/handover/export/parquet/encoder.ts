import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import type { ColumnType } from '../../../../src-shared/model/columns.ts'

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number]
type RowGroup = ParquetWriter['row_groups'][number]
type PageIndexes = ParquetWriter['pendingIndexes'][number]

const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const

/**
 * The type of a Parquet column by that of the event's column, each nullable. Times are milliseconds; the older
 * `converted_type` leaves open whether they are UTC, the logical type does not. Values of records are text; objects and
 * lists are JSON text. Rows of a query have `whole` and `real` numbers, too.
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
  whole: { type: 'INT64' },
  real: { type: 'DOUBLE' },
} as const satisfies Readonly<Record<ParquetType, Omit<SchemaElement, 'name'>>>

export type ParquetType = ColumnType | 'whole' | 'real'

export interface ParquetColumn {
  readonly name: string
  readonly type: ParquetType
}

/**
 * Null, or: text a string, id a string or its UTF-8, flag a boolean, integer and real a number, time (milliseconds since
 * 1970) and whole a bigint.
 */
export type ParquetCell = string | Uint8Array | boolean | number | bigint | null

/** Rows of a row group: what is kept before it is written. */
export const groupRows = 65_536

/** A row group as it lies in a file. Places in it are counted from its beginning, so that threads encode several at once. */
export interface EncodedGroup {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly group: RowGroup
  readonly indexes: readonly PageIndexes[]
}

/** Encodes rows as a row group, compressed with Snappy. `data`: the cells of each column. */
export function encodedGroup(
  columns: readonly ParquetColumn[],
  data: readonly (readonly ParquetCell[])[],
): EncodedGroup {
  const bytes = new ByteWriter(1 << 20)
  const parquet = new ParquetWriter({ writer: bytes, schema: schemaOf(columns) })
  // Of an id nearly every row has another: what is the least of them tells nothing.
  const columnData = columns.map(({ name, type }, at) => ({
    name, data: data[at] as unknown[], statistics: type !== 'id',
  })) // biome-ignore format: a column
  parquet.write({ columnData, rowGroupSize: Math.max(1, data[0]?.length ?? 0) })
  const [group] = parquet.row_groups
  const encoded = { bytes: bytes.getBytes().slice(magicBytes), indexes: parquet.pendingIndexes }
  if (group === undefined) throw new Error('A row group has at least one row')
  return moved({ ...encoded, group }, -magicBytes)
}

/** Four bytes at the beginning of a file and at its end. */
const magicBytes = 4

/** One file of row groups, in the order in which they are added. */
export class ParquetFile {
  readonly #writer = new ByteWriter()
  readonly #parquet: ParquetWriter

  constructor(columns: readonly ParquetColumn[], createdBy: string) {
    this.#parquet = new ParquetWriter({ writer: this.#writer, schema: schemaOf(columns), createdBy })
  }

  /** The first bytes of the file. */
  begin(): Uint8Array {
    return this.#given()
  }

  /** To be written behind what was written before. */
  add(encoded: EncodedGroup): Uint8Array {
    const { bytes, group, indexes } = moved(encoded, this.#writer.offset)
    this.#writer.offset += bytes.length
    this.#parquet.row_groups.push(group)
    this.#parquet.pendingIndexes.push(...indexes)
    this.#parquet.num_rows += group.num_rows
    return bytes
  }

  /** The last bytes of the file. */
  end(): Uint8Array {
    this.#parquet.finish()
    return this.#given()
  }

  #given(): Uint8Array {
    const bytes = this.#writer.getBytes().slice()
    // Offsets within the file go on.
    this.#writer.index = 0
    return bytes
  }
}

const schemaOf = (columns: readonly ParquetColumn[]): SchemaElement[] => [
  { name: 'root', num_children: columns.length },
  ...columns.map(({ name, type }): SchemaElement => ({ ...elements[type], name, repetition_type: 'OPTIONAL' })),
]

/** The same group, so many bytes further on. */
function moved({ bytes, group, indexes }: EncodedGroup, by: number): EncodedGroup {
  const at = <T extends bigint | undefined>(offset: T) => (offset === undefined ? offset : offset + BigInt(by)) as T
  const columns = group.columns.map((chunk) => {
    const data = chunk.meta_data!
    const { data_page_offset, dictionary_page_offset } = data
    const meta_data = {
      ...data,
      data_page_offset: at(data_page_offset),
      dictionary_page_offset: at(dictionary_page_offset),
    }
    return { ...chunk, file_offset: at(chunk.file_offset), meta_data }
  })
  return {
    bytes,
    group: { ...group, columns },
    // Where its pages are indexed is noted in the chunk itself.
    indexes: indexes.map(({ offsetIndex, ...index }, column) => ({
      ...index,
      chunk: columns[column]!,
      offsetIndex: offsetIndex && {
        ...offsetIndex,
        page_locations: offsetIndex.page_locations.map((page) => ({ ...page, offset: at(page.offset) })),
      },
    })),
  }
}
