import { convert } from 'hyparquet/src/convert.js'
import { decompressPage } from 'hyparquet/src/datapage.js'
import { deltaBinaryUnpack, deltaByteArray, deltaLengthByteArray } from 'hyparquet/src/delta.js'
import { byteStreamSplit } from 'hyparquet/src/encoding.js'
import { readPlain } from 'hyparquet/src/plain.js'
import { getMaxDefinitionLevel, getMaxRepetitionLevel } from 'hyparquet/src/schema.js'
import type { ColumnDecoder, DataReader, DecodedArray, PageHeader } from 'hyparquet/src/types.js'
import { readHybrid } from './hybrid.ts'
import { jsonValue } from './values.ts'

/** The values of a page, with the levels of each. */
export interface Page {
  readonly count: number
  /** Null where all are at the highest level, which is that of a value that is not null. */
  readonly definition: Uint8Array | null
  /** Null where no value is in a list. */
  readonly repetition: Uint8Array | null
  /** Of those that are not null, the value of this number. */
  valueAt(n: number): unknown
  /** Each value that is not null, and is not repeated by the dictionary that codes them. */
  values(): Iterable<unknown>
}

/** A page apart: its levels, which are never compressed in pages of version 2, and its values. */
interface Parts {
  readonly count: number
  readonly encoding: string
  readonly repetition: Uint8Array | null
  readonly definition: Uint8Array | null
  readonly values: Uint8Array
}

/** `content`: of a data page, behind its header. */
export function pageOf(
  header: PageHeader,
  content: Buffer,
  decoder: ColumnDecoder,
  dictionary: readonly unknown[],
): Page {
  const parts = header.type === 'DATA_PAGE' ? partsOf(header, content, decoder) : partsOfV2(header, content, decoder)
  const { count, encoding, values } = parts
  const width = getMaxRepetitionLevel(decoder.schemaPath)
  const height = getMaxDefinitionLevel(decoder.schemaPath)
  const repetition = parts.repetition === null ? null : levelsOf(parts.repetition, width, count)
  const definition = parts.definition === null ? null : levelsOf(parts.definition, height, count)
  const said = definition === null ? count : definition.reduce((sum, level) => sum + (level === height ? 1 : 0), 0)
  return { count, repetition, definition, ...valuesOf(values, encoding, said, decoder, dictionary) }
}

function partsOf(header: PageHeader, content: Buffer, decoder: ColumnDecoder): Parts {
  const { num_values: count, encoding, definition_level_encoding, repetition_level_encoding } = header.data_page_header!
  let rest = inflated(content, header.uncompressed_page_size, decoder)
  const take = (isThere: boolean, levelEncoding: string): Uint8Array | null => {
    if (!isThere) return null
    if (levelEncoding !== 'RLE') throw new Error(`levels in the encoding ${levelEncoding} are not supported`)
    const end = 4 + lengthAt(rest)
    const levels = rest.subarray(4, end)
    rest = rest.subarray(end)
    return levels
  }
  const repetition = take(getMaxRepetitionLevel(decoder.schemaPath) > 0, repetition_level_encoding)
  const definition = take(getMaxDefinitionLevel(decoder.schemaPath) > 0, definition_level_encoding)
  return { count, encoding, repetition, definition, values: rest }
}

function partsOfV2(header: PageHeader, content: Buffer, decoder: ColumnDecoder): Parts {
  const v2 = header.data_page_header_v2!
  const {
    num_values: count,
    encoding,
    repetition_levels_byte_length: first,
    definition_levels_byte_length: second,
  } = v2
  if (!(first >= 0 && second >= 0 && first + second <= content.length))
    throw new Error('a page of it has no valid levels')
  const compressed = content.subarray(first + second)
  const size = header.uncompressed_page_size - first - second
  return {
    count,
    encoding,
    repetition: first === 0 ? null : content.subarray(0, first),
    definition: second === 0 ? null : content.subarray(first, first + second),
    values: v2.is_compressed === false ? compressed : inflated(compressed, size, decoder),
  }
}

/** The values of a dictionary page. */
export function dictionaryOf(header: PageHeader, content: Buffer, decoder: ColumnDecoder): readonly unknown[] {
  const bytes = inflated(content, header.uncompressed_page_size, decoder)
  return Array.from(convert(plain(bytes, header.dictionary_page_header!.num_values, decoder), decoder), jsonValue)
}

function inflated(content: Buffer, size: number, { codec, compressors }: ColumnDecoder): Uint8Array {
  if (size < 0) throw new Error('a page of it has no valid size')
  return decompressPage(content, size, codec, compressors)
}

function levelsOf(bytes: Uint8Array, highest: number, count: number): Uint8Array {
  const levels = new Uint8Array(count)
  readHybrid(bytes, 32 - Math.clz32(highest), levels)
  return levels
}

function valuesOf(
  bytes: Uint8Array,
  encoding: string,
  count: number,
  decoder: ColumnDecoder,
  dictionary: readonly unknown[],
): Pick<Page, 'valueAt' | 'values'> {
  if (!encoding.endsWith('_DICTIONARY')) {
    const values = convert(decoded(bytes, encoding, count, decoder), decoder)
    return { valueAt: (n) => jsonValue(values[n]), values: () => Array.from(values, jsonValue) }
  }
  const codes = new Uint32Array(count)
  if (count > 0) readHybrid(bytes.subarray(1), bytes[0] ?? 0, codes)
  if (codes.some((code) => code >= dictionary.length))
    throw new Error('a page of it names values that its dictionary lacks')
  return { valueAt: (n) => dictionary[codes[n]!], values: () => Array.from(new Set(codes), (code) => dictionary[code]) }
}

function decoded(bytes: Uint8Array, encoding: string, count: number, decoder: ColumnDecoder): DecodedArray {
  const { type, element } = decoder
  const reader = readerOf(bytes)
  switch (encoding) {
    case 'PLAIN':
      return plain(bytes, count, decoder)
    case 'RLE': {
      const flags = new Uint8Array(count)
      if (count > 0) readHybrid(bytes.subarray(4), 1, flags)
      return Array.from(flags, (flag) => flag === 1)
    }
    case 'BYTE_STREAM_SPLIT':
      return byteStreamSplit(reader, count, type, element.type_length)
    case 'DELTA_BINARY_PACKED': {
      const numbers = type === 'INT32' ? new Int32Array(count) : new BigInt64Array(count)
      if (count > 0) deltaBinaryUnpack(reader, count, numbers)
      return numbers
    }
    case 'DELTA_LENGTH_BYTE_ARRAY':
    case 'DELTA_BYTE_ARRAY': {
      const texts: Uint8Array[] = new Array(count)
      const read = encoding === 'DELTA_BYTE_ARRAY' ? deltaByteArray : deltaLengthByteArray
      if (count > 0) read(reader, count, texts)
      return withinPage(reader, texts)
    }
    default:
      throw new Error(`the encoding ${encoding} is not supported`)
  }
}

/** A value takes a bit at least: what claims more values than that would only take memory. */
function plain(bytes: Uint8Array, count: number, { type, element }: ColumnDecoder): DecodedArray {
  if (count > bytes.length * 8) throw new Error('a page of it ends too early')
  const reader = readerOf(bytes)
  return withinPage(reader, readPlain(reader, type, count, element.type_length))
}

const readerOf = (bytes: Uint8Array): DataReader => ({
  view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  offset: 0,
})

/** The library reads texts from all memory behind the beginning of a page. */
function withinPage({ view, offset }: DataReader, values: DecodedArray): DecodedArray {
  if (offset > view.byteLength) throw new Error('a page of it ends too early')
  return values
}

function lengthAt(bytes: Uint8Array): number {
  if (bytes.length < 4) throw new Error('a page of it ends too early')
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(0, true)
}
