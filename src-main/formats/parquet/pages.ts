import { crc32 } from 'node:zlib'
import { parquetHeader } from 'hyparquet/src/column.js'
import { convert } from 'hyparquet/src/convert.js'
import { decompressPage, readDataPage, readDataPageV2 } from 'hyparquet/src/datapage.js'
import { readPlain } from 'hyparquet/src/plain.js'
import type { ColumnDecoder, ColumnMetaData, Compressors, DataReader, PageHeader } from 'hyparquet/src/types.js'
import { compressors, decompressZstd } from 'hyparquet-compressors'
import type { Leaf } from './shape.ts'
import { jsonValue, parsers } from './values.ts'

/** Writers make pages of about 1 MiB and 20,000 values; more than this is no page. */
const mostPageBytes = 256 * 1024 * 1024
const mostPageValues = 16 * 1024 * 1024

/** A frame of Zstandard that states no size would otherwise grow as it likes. */
const decompressors: Compressors = {
  ...compressors,
  ZSTD: (input, length) => decompressZstd(input, new Uint8Array(length)),
}

/** What a page of nulls only is compressed to, not all of them can read. */
const codecs: Compressors = Object.fromEntries(
  Object.entries(decompressors).map(([codec, decompress]) => [
    codec,
    (input: Uint8Array, length: number) => (length === 0 ? new Uint8Array(0) : decompress(input, length)),
  ]),
)

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

/** The pages of one column of a row group, read one by one. Throws on bytes that are no pages of it. */
export class ColumnPages {
  private readonly decoder: ColumnDecoder
  private readonly reader: DataReader
  private readonly end: number
  private dictionary: readonly unknown[] = []

  constructor(
    private readonly bytes: Buffer,
    { path, schemaPath }: Leaf,
    column: ColumnMetaData,
  ) {
    const { element } = schemaPath.at(-1)!
    const { path_in_schema: pathInSchema, type, codec } = column
    this.decoder = { pathInSchema, type, element, schemaPath: [...schemaPath], codec, parsers, compressors: codecs }
    const data = Number(column.data_page_offset)
    // Some writers give a place to a dictionary that is not there.
    const start = Math.min(Number(column.dictionary_page_offset ?? 0) || data, data)
    this.end = start + Number(column.total_compressed_size)
    if (!(start >= 0 && start <= this.end && this.end <= bytes.length))
      throw new Error(`its column ${path} lies outside of the file`)
    this.reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length), offset: start }
  }

  /** The next page with values; null behind the last one. */
  next(): Page | null {
    const { reader, bytes } = this
    while (reader.offset < this.end) {
      const header = this.checkedHeader()
      const behind = reader.offset + header.compressed_page_size
      const page = this.read(header, bytes.subarray(reader.offset, behind))
      reader.offset = behind
      if (page !== null && page.count > 0) return page
    }
    return null
  }

  private read(header: PageHeader, content: Buffer): Page | null {
    const { decoder } = this
    switch (header.type) {
      case 'DICTIONARY_PAGE':
        this.dictionary = this.readDictionary(header, content)
        return null
      case 'DATA_PAGE': {
        const inflated = decompressPage(content, header.uncompressed_page_size, decoder.codec, decoder.compressors)
        return this.pageOf(header.data_page_header!, readDataPage(inflated, header.data_page_header!, decoder))
      }
      case 'DATA_PAGE_V2':
        return this.pageOf(header.data_page_header_v2!, readDataPageV2(content, header, decoder))
      default:
        return null
    }
  }

  private readDictionary(header: PageHeader, content: Buffer): readonly unknown[] {
    const { codec, compressors, type, element } = this.decoder
    const inflated = decompressPage(content, header.uncompressed_page_size, codec, compressors)
    const view = new DataView(inflated.buffer, inflated.byteOffset, inflated.byteLength)
    const { num_values } = header.dictionary_page_header!
    return Array.from(
      convert(readPlain({ view, offset: 0 }, type, num_values, element.type_length), this.decoder),
      jsonValue,
    )
  }

  private pageOf(
    { num_values: count, encoding }: { readonly num_values: number; readonly encoding: string },
    { definitionLevels, repetitionLevels, dataPage }: ReturnType<typeof readDataPage>,
  ): Page {
    const levels = {
      count,
      definition:
        definitionLevels === undefined || definitionLevels.length === 0 ? null : Uint8Array.from(definitionLevels),
      repetition: repetitionLevels.length === 0 ? null : Uint8Array.from(repetitionLevels),
    }
    if (!encoding.endsWith('_DICTIONARY')) {
      const values = convert(dataPage, this.decoder)
      return { ...levels, valueAt: (n) => jsonValue(values[n]), values: () => Array.from(values, jsonValue) }
    }
    const { dictionary } = this
    const codes = Uint32Array.from(dataPage as ArrayLike<number>)
    const values = () => Array.from(new Set(codes), (code) => dictionary[code])
    return { ...levels, valueAt: (n) => dictionary[codes[n]!], values }
  }

  private checkedHeader(): PageHeader {
    const { reader, bytes, end } = this
    const header = parquetHeader(reader)
    const { compressed_page_size: size, uncompressed_page_size: inflated, crc } = header
    const { num_values: values } = header.data_page_header ??
      header.data_page_header_v2 ??
      header.dictionary_page_header ?? { num_values: 0 }
    if (!(size >= 0 && reader.offset + size <= end)) throw new Error('a page of it is longer than its column')
    if (!(inflated >= 0 && inflated <= mostPageBytes && values >= 0 && values <= mostPageValues))
      throw new Error('a page of it has no valid size')
    // Signed in the file (parquet-format, parquet.thrift, PageHeader.crc).
    if (crc !== undefined && crc >>> 0 !== crc32(bytes.subarray(reader.offset, reader.offset + size)))
      throw new Error('a page of it has another checksum than it states')
    return header
  }
}
