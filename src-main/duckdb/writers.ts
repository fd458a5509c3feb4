import { idKind, idText } from '../columns/id-column.ts'
import type { IdData } from '../columns/snapshot.ts'
import type { CaseColumn, CodedColumn } from './column.ts'
import type { Duckdb, LogicalType, Vector } from './package.ts'
import { sortedDictionary } from './sorted-dictionary.ts'

/** A column as DuckDB reads it. */
export interface Writer {
  readonly type: LogicalType
  /** Writes `count` cells from `row` on. A vector has room for as many as a chunk has rows. */
  readonly write: (vector: Vector, row: number, count: number) => void
}

/** More texts than this are sent as texts: making an ENUM of them would take longer than to read them once. */
const mostEnumTexts = 300_000

/** Makes writers. They share the memory that chunks are made in: DuckDB calls for one chunk at a time. */
export class WriterMaker {
  readonly #raw: Duckdb['raw']
  readonly #cells: ArrayBuffer
  readonly #valid: ArrayBuffer
  /** Of a dictionary; columns of events and of copies share theirs. A type takes 0.1 s for 100,000 texts. */
  readonly #enums = new WeakMap<readonly string[], Enum>()

  constructor(raw: Duckdb['raw']) {
    this.#raw = raw
    this.#cells = new ArrayBuffer(raw.vector_size() * 16)
    this.#valid = new ArrayBuffer(raw.vector_size() / 8)
  }

  of(column: CaseColumn): Writer {
    switch (column.type) {
      case 'coded':
        return this.#coded(column)
      case 'flag':
        return this.#flag(column.values)
      case 'integer':
        return this.#numbers((row) => (column.values[row] === -1 ? null : column.values[row]!))
      case 'number':
        return this.#numbers(column.at)
      case 'time':
        return this.#time(column.values)
      case 'id':
        return isUuids(column) ? this.#uuid(column) : this.#strings((row) => idText(column, row))
      case 'string':
        return this.#strings(column.at)
    }
  }

  #coded({ codes, dictionary }: CodedColumn): Writer {
    const known = this.#enums.get(dictionary) ?? enumOf(this.#raw, dictionary)
    if (known === null) return this.#strings((row) => (codes[row] === 0 ? null : dictionary[codes[row]!]!))
    this.#enums.set(dictionary, known)
    const { type, places } = known
    const cells = new (arrayOf(places))(this.#cells)
    const write: Writer['write'] = (vector, row, count) => {
      const end = row + count
      let hasNull = false
      for (let from = row, to = 0; from < end; from++, to++) {
        const code = codes[from]!
        cells[to] = places[code]!
        if (code === 0) hasNull = true
      }
      this.#copy(vector, count * cells.BYTES_PER_ELEMENT)
      if (hasNull) this.#validity(vector, count, (k) => codes[row + k] !== 0)
    }
    return { type, write }
  }

  #flag(values: Uint8Array): Writer {
    const cells = new Uint8Array(this.#cells)
    const write: Writer['write'] = (vector, row, count) => {
      let hasNull = false
      for (let k = 0; k < count; k++) {
        const value = values[row + k]!
        cells[k] = value === 2 ? 1 : 0
        if (value === 0) hasNull = true
      }
      this.#copy(vector, count)
      if (hasNull) this.#validity(vector, count, (k) => values[row + k] !== 0)
    }
    return { type: this.#typeOf('BOOLEAN'), write }
  }

  /** BIGINT, from numbers below 2^53. */
  #numbers(at: (row: number) => number | null): Writer {
    const cells = new Int32Array(this.#cells)
    const isNull = new Uint8Array(this.#raw.vector_size())
    const write: Writer['write'] = (vector, row, count) => {
      let hasNull = false
      for (let k = 0; k < count; k++) {
        const value = at(row + k)
        isNull[k] = value === null ? 1 : 0
        if (value === null) hasNull = true
        const number = value ?? 0
        cells[2 * k] = number
        cells[2 * k + 1] = Math.floor(number / 2 ** 32)
      }
      this.#copy(vector, count * 8)
      if (hasNull) this.#validity(vector, count, (k) => isNull[k] === 0)
    }
    return { type: this.#typeOf('BIGINT'), write }
  }

  /** TIMESTAMP, microseconds in 64 bits, from milliseconds; NaN is NULL. */
  #time(values: Float64Array): Writer {
    const cells = new Int32Array(this.#cells)
    const write: Writer['write'] = (vector, row, count) => {
      let hasNull = false
      for (let k = 0; k < count; k++) {
        const time = values[row + k]!
        if (Number.isNaN(time)) hasNull = true
        // In two halves: microseconds of far years are beyond 2^53.
        const high = Math.floor(time / 2 ** 32)
        const low = (time - high * 2 ** 32) * 1000
        cells[2 * k] = low
        cells[2 * k + 1] = high * 1000 + Math.floor(low / 2 ** 32)
      }
      this.#copy(vector, count * 8)
      if (hasNull) this.#validity(vector, count, (k) => !Number.isNaN(values[row + k]!))
    }
    return { type: this.#typeOf('TIMESTAMP'), write }
  }

  /** UUID of DuckDB: a HUGEINT, little-endian, whose first bit is turned so that it sorts. */
  #uuid({ kinds, bytes }: IdData): Writer {
    const cells = new Uint8Array(this.#cells)
    const write: Writer['write'] = (vector, row, count) => {
      let hasNull = false
      for (let k = 0; k < count; k++) {
        const [from, to] = [(row + k) * 16, k * 16]
        for (let byte = 0; byte < 16; byte++) cells[to + 15 - byte] = bytes[from + byte]!
        cells[to + 15]! ^= 0x80
        if (kinds[row + k] === idKind.null) hasNull = true
      }
      this.#copy(vector, count * 16)
      if (hasNull) this.#validity(vector, count, (k) => kinds[row + k] !== idKind.null)
    }
    return { type: this.#typeOf('UUID'), write }
  }

  /** VARCHAR, text by text: ten times as slow as any other. */
  #strings(at: (row: number) => string | null): Writer {
    const raw = this.#raw
    const isNull = new Uint8Array(raw.vector_size())
    const write: Writer['write'] = (vector, row, count) => {
      let hasNull = false
      for (let k = 0; k < count; k++) {
        const text = at(row + k)
        isNull[k] = text === null ? 1 : 0
        if (text === null) hasNull = true
        else raw.vector_assign_string_element(vector, k, text)
      }
      if (hasNull) this.#validity(vector, count, (k) => isNull[k] === 0)
    }
    return { type: this.#typeOf('VARCHAR'), write }
  }

  #copy(vector: Vector, bytes: number): void {
    this.#raw.copy_data_to_vector(vector, 0, this.#cells, 0, bytes)
  }

  /** A bit for each cell, set where it is no NULL, in words of 64. */
  #validity(vector: Vector, count: number, isValid: (k: number) => boolean): void {
    const bits = new Uint8Array(this.#valid).fill(0xff)
    for (let k = 0; k < count; k++) if (!isValid(k)) bits[k >> 3]! &= ~(1 << (k & 7))
    this.#raw.vector_ensure_validity_writable(vector)
    this.#raw.copy_data_to_vector_validity(vector, 0, this.#valid, 0, Math.ceil(count / 64) * 8)
  }

  #typeOf(name: 'BOOLEAN' | 'BIGINT' | 'TIMESTAMP' | 'UUID' | 'VARCHAR'): LogicalType {
    return this.#raw.create_logical_type(this.#raw.Type[name])
  }
}

interface Enum {
  readonly type: LogicalType
  /** By code, as wide as DuckDB keeps values of the type. */
  readonly places: Uint8Array | Uint16Array | Uint32Array
}

/** Null for texts that no ENUM can have: those with NUL, where C ends them, and too many of them. */
function enumOf(raw: Duckdb['raw'], dictionary: readonly string[]): Enum | null {
  if (dictionary.length > mostEnumTexts || dictionary.some((text) => text.includes('\0'))) return null
  const { texts, places } = sortedDictionary(dictionary)
  const type = raw.create_enum_type(texts.length === 0 ? [''] : texts)
  switch (raw.enum_internal_type(type)) {
    case raw.Type.UTINYINT:
      return { type, places: Uint8Array.from(places) }
    case raw.Type.USMALLINT:
      return { type, places: Uint16Array.from(places) }
    default:
      return { type, places }
  }
}

const arrayOf = (places: Enum['places']) => places.constructor as new (buffer: ArrayBuffer) => Enum['places']

const isUuids = ({ kinds }: IdData): boolean => kinds.every((kind) => kind === idKind.uuid || kind === idKind.null)
