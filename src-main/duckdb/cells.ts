import type { DuckDBResult, DuckDBType, DuckDBValue } from '@duckdb/node-api'
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
  const type = withNames(duckdb.api, result.columnType(column))
  return (vector, rows) => {
    const values = duckdb.api.DuckDBVector.create(vector, rows, type)
    return (row) => cellOf(values.getItem(row))
  }
}

/** Fields without a name have their places for it, as in Athena: `{field0=1, field1=x}`. DuckDB's values would lose all but one. */
function withNames(api: Duckdb['api'], type: DuckDBType): DuckDBType {
  if (type instanceof api.DuckDBStructType)
    return new api.DuckDBStructType(
      type.entryNames.map((name, i) => (name === '' ? `field${i}` : name)),
      type.entryTypes.map((entry) => withNames(api, entry)),
    )
  if (type instanceof api.DuckDBListType) return new api.DuckDBListType(withNames(api, type.valueType))
  if (type instanceof api.DuckDBMapType)
    return new api.DuckDBMapType(withNames(api, type.keyType), withNames(api, type.valueType))
  return type
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

/** Times with a zone are of UTC. */
export const withZone = (timestamp: string): string => `${timestamp} UTC`

/**
 * A value as a cell of a result, in the texts that Athena gives: times as `2024-03-05 10:15:00.000`, what has parts as `[a, b]` and
 * `{name=value}`. Source: Athena user guide, "Query arrays with complex types and nested structures".
 */
export function cellOf(value: DuckDBValue): Cell {
  switch (typeof value) {
    case 'bigint':
      // A number beyond what a number holds exactly is a text.
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
    case 'number':
      return Number.isFinite(value) ? value : String(value)
    case 'string':
      return value
    case 'boolean':
      return String(value)
    default:
      return value === null ? null : cellOfObject(value)
  }
}

/** By what it has: classes of DuckDB's package are not to be named where the package is not there. */
function cellOfObject(value: Exclude<DuckDBValue, null | bigint | number | string | boolean>): Cell {
  switch (value.constructor.name) {
    case 'DuckDBListValue':
    case 'DuckDBArrayValue':
      return `[${(value as unknown as { readonly items: readonly DuckDBValue[] }).items.map(partOf).join(', ')}]`
    case 'DuckDBStructValue': {
      const { entries } = value as unknown as { readonly entries: Readonly<Record<string, DuckDBValue>> }
      return inBraces(Object.entries(entries))
    }
    case 'DuckDBMapValue': {
      const { entries } = value as unknown as { readonly entries: readonly { key: DuckDBValue; value: DuckDBValue }[] }
      return inBraces(entries.map((entry) => [partOf(entry.key), entry.value]))
    }
    case 'DuckDBDecimalValue':
      return decimal(String(value))
    case 'DuckDBTimestampValue':
      return timestamp((value as unknown as { readonly micros: bigint }).micros) ?? String(value)
    case 'DuckDBTimestampTZValue': {
      const text = timestamp((value as unknown as { readonly micros: bigint }).micros)
      return text === null ? String(value) : withZone(text)
    }
    case 'DuckDBTimestampMillisecondsValue':
      return timestamp((value as unknown as { readonly millis: bigint }).millis * 1000n) ?? String(value)
    case 'DuckDBUUIDValue':
      return addressOrId(String(value))
    case 'DuckDBIntervalValue':
      return interval(value as unknown as Interval)
    case 'DuckDBBlobValue':
      return Buffer.from((value as unknown as { readonly bytes: Uint8Array }).bytes).toString('hex')
    case 'DuckDBUnionValue':
      return cellOf((value as unknown as { readonly value: DuckDBValue }).value)
    default:
      return String(value)
  }
}

const partOf = (value: DuckDBValue): string => String(cellOf(value))

const inBraces = (entries: readonly (readonly [name: string, value: DuckDBValue])[]): string =>
  `{${entries.map(([name, value]) => `${name}=${partOf(value)}`).join(', ')}}`

/** Addresses of the dialects are UUIDs. One of IPv4 is no ID: an ID has a version (RFC 9562 section 4.2). */
function addressOrId(uuid: string): string {
  const [, hex] = /^00000000-0000-0000-0000-ffff([0-9a-f]{8})$/.exec(uuid) ?? []
  return hex === undefined ? uuid : Buffer.from(hex, 'hex').join('.')
}

interface Interval {
  readonly months: number
  readonly days: number
  readonly micros: bigint
}

/** `1 00:30:00.000` of days to seconds, `1-2` of years and months, as Trino writes them. */
function interval({ months, days, micros }: Interval): string {
  const sign = (isNegative: boolean) => (isNegative ? '-' : '')
  if (months !== 0) {
    const [years, rest] = [Math.trunc(Math.abs(months) / 12), Math.abs(months) % 12]
    return `${sign(months < 0)}${years}-${rest}`
  }
  const ms = days * 86_400_000 + Number(micros / 1000n)
  const whole = Math.abs(ms)
  return `${sign(ms < 0)}${Math.trunc(whole / 86_400_000)} ${new Date(whole % 86_400_000).toISOString().slice(11, 23)}`
}

/** Digits that every number of this many keeps. */
const exactDigits = 15
const decimal = (text: string): Cell => (text.replace(/\D/g, '').length <= exactDigits ? Number(text) : text)

/** With microseconds where there are any; null for infinity and years that have no four digits. */
function timestamp(micros: bigint): string | null {
  const text = timestampText(Number(micros / 1000n) - (micros % 1000n < 0n ? 1 : 0))
  const rest = Number(((micros % 1000n) + 1000n) % 1000n)
  return text === null || rest === 0 ? text : text + String(rest).padStart(3, '0')
}

/** `2024-03-05 10:15:00.000`, of timestamp(3) of Trino, from milliseconds; null for no time and years that have no four digits. */
export function timestampText(ms: number): string | null {
  const date = new Date(ms)
  if (Number.isNaN(date.getTime())) return null
  const text = date.toISOString()
  return text.length === 24 ? text.slice(0, 23).replace('T', ' ') : null
}
