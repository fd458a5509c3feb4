import type { DuckDBResult, DuckDBValue } from '@duckdb/node-api'
import type { Cell } from '../../src-shared/contract/index.ts'
import type { DataChunk, Duckdb, LogicalType, Vector } from './package.ts'

type ReadCell = (row: number) => Cell
type ReadVector = (vector: Vector, rows: number) => ReadCell

/** Reads rows of a result, chunk by chunk. */
export class CellReader {
  readonly #raw: Duckdb['raw']
  readonly #columns: readonly ReadVector[]

  /** `width`: the columns that are read; behind them may be others. */
  constructor(duckdb: Duckdb, result: DuckDBResult, width: number) {
    this.#raw = duckdb.raw
    this.#columns = Array.from({ length: width }, (_, i) => readerOf(duckdb, result, i))
  }

  rows(chunk: DataChunk, count: number): Cell[][] {
    const cells = this.#columns.map((read, i) => read(this.#raw.data_chunk_get_vector(chunk, i), count))
    return Array.from({ length: count }, (_, row) => cells.map((cell) => cell(row)))
  }
}

function readerOf(duckdb: Duckdb, result: DuckDBResult, column: number): ReadVector {
  if (result.columnTypeId(column) === duckdb.api.DuckDBTypeId.ENUM)
    return enumReader(duckdb.raw, duckdb.raw.column_logical_type(resultOf(result), column))
  // Made once: the type of each chunk would be made anew, with all texts of its ENUMs.
  const type = result.columnType(column)
  return (vector, rows) => {
    const values = duckdb.api.DuckDBVector.create(vector, rows, type)
    return (row) => cellOf(values.getItem(row))
  }
}

/** The only way to the handle. */
const resultOf = (result: DuckDBResult) => (result as unknown as { readonly result: never }).result

/** Texts are asked for when a row has them: there may be many more in the type than in the result. */
function enumReader(raw: Duckdb['raw'], type: LogicalType): ReadVector {
  const texts: string[] = []
  const internal = raw.enum_internal_type(type)
  const width: 1 | 2 | 4 = internal === raw.Type.UTINYINT ? 1 : internal === raw.Type.USMALLINT ? 2 : 4
  return (vector, rows) => {
    const { buffer, byteOffset } = raw.vector_get_data(vector, rows * width)
    const Places: PlacesType = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array }[width]
    const places = new Places(buffer, byteOffset, rows)
    const valid = raw.vector_get_validity(vector, Math.ceil(rows / 64) * 8) as Uint8Array | null
    return (row) => {
      if (valid !== null && (valid[row >> 3]! & (1 << (row & 7))) === 0) return null
      const place = places[row]!
      texts[place] ??= raw.enum_dictionary_value(type, place)
      return texts[place]
    }
  }
}

type PlacesType = new (buffer: ArrayBufferLike, from: number, length: number) => ArrayLike<number>

/** A value as a cell of a result: texts of dates as Trino writes them, JSON text of what has parts. */
export function cellOf(value: DuckDBValue): Cell {
  const plain = plainOf(value)
  if (typeof plain === 'boolean') return String(plain)
  return plain !== null && typeof plain === 'object' ? JSON.stringify(plain) : plain
}

type Plain = Cell | boolean | readonly Plain[] | { readonly [name: string]: Plain }

/** A number beyond what a number holds exactly is a text. */
function plainOf(value: DuckDBValue): Plain {
  switch (typeof value) {
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
    case 'number':
      return Number.isFinite(value) ? value : String(value)
    case 'string':
    case 'boolean':
      return value
    default:
      return value === null ? null : partsOf(value)
  }
}

/** By what it has: classes of DuckDB's package are not to be named where the package is not there. */
function partsOf(value: Exclude<DuckDBValue, null | bigint | number | string | boolean>): Plain {
  switch (value.constructor.name) {
    case 'DuckDBListValue':
    case 'DuckDBArrayValue':
      return (value as unknown as { readonly items: readonly DuckDBValue[] }).items.map(plainOf)
    case 'DuckDBStructValue': {
      const { entries } = value as unknown as { readonly entries: Readonly<Record<string, DuckDBValue>> }
      return Object.fromEntries(Object.entries(entries).map(([name, part]) => [name, plainOf(part)]))
    }
    case 'DuckDBMapValue': {
      const { entries } = value as unknown as { readonly entries: readonly { key: DuckDBValue; value: DuckDBValue }[] }
      return Object.fromEntries(entries.map(({ key, value }) => [String(cellOf(key)), plainOf(value)]))
    }
    case 'DuckDBDecimalValue':
      return decimal(String(value))
    case 'DuckDBTimestampValue':
      return timestamp((value as unknown as { readonly micros: bigint }).micros) ?? String(value)
    case 'DuckDBTimestampTZValue': {
      const text = timestamp((value as unknown as { readonly micros: bigint }).micros)
      return text === null ? String(value) : `${text} UTC`
    }
    case 'DuckDBTimestampMillisecondsValue':
      return timestamp((value as unknown as { readonly millis: bigint }).millis * 1000n) ?? String(value)
    case 'DuckDBBlobValue':
      return Buffer.from((value as unknown as { readonly bytes: Uint8Array }).bytes).toString('hex')
    case 'DuckDBUnionValue':
      return plainOf((value as unknown as { readonly value: DuckDBValue }).value)
    default:
      return String(value)
  }
}

/** Digits that every number of this many keeps. */
const exactDigits = 15
const decimal = (text: string): Cell => (text.replace(/\D/g, '').length <= exactDigits ? Number(text) : text)

/** `2024-03-05 10:15:00.000`, of timestamp(3) of Trino; null for infinity and years that have no four digits. */
function timestamp(micros: bigint): string | null {
  const ms = Number(micros / 1000n) - (micros % 1000n < 0n ? 1 : 0)
  const date = new Date(ms)
  if (Number.isNaN(date.getTime())) return null
  const text = date.toISOString()
  if (text.length !== 24) return null
  const rest = Number(((micros % 1000n) + 1000n) % 1000n)
  return text.slice(0, 23).replace('T', ' ') + (rest === 0 ? '' : String(rest).padStart(3, '0'))
}
