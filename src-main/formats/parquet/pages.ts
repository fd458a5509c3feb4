import { crc32 } from 'node:zlib'
import { decompress as decompressZstd } from 'fzstd'
import { parquetHeader } from 'hyparquet/src/column.js'
import type { ColumnDecoder, ColumnMetaData, Compressors, DataReader, PageHeader } from 'hyparquet/src/types.js'
import { decompressBrotli } from 'hyparquet-compressors/src/brotli.js'
import { gunzip } from 'hyparquet-compressors/src/gzip.js'
import { decompressLz4, decompressLz4Raw } from 'hyparquet-compressors/src/lz4.js'
import { snappyUncompressor } from 'hysnappy'
import { dictionaryOf, type Page, pageOf } from './page-values.ts'
import type { Leaf } from './shape.ts'
import { parsers } from './values.ts'

/** Writers make pages of about 1 MiB and 20,000 values; more than this is no page. */
const mostPageBytes = 128 * 1024 * 1024
const mostPageValues = 16 * 1024 * 1024

/** Made by the first page of Snappy: its memory reserves gigabytes of addresses, and most threads read no Parquet. */
let snappy: ReturnType<typeof snappyUncompressor> | null = null

function decompressSnappy(input: Uint8Array, length: number): Uint8Array {
  snappy ??= snappyUncompressor()
  return snappy(input, length)
}

const decompressors: Compressors = {
  SNAPPY: decompressSnappy,
  GZIP: (input, length) => gunzip(input, new Uint8Array(length)),
  BROTLI: decompressBrotli,
  // A frame that states no size would otherwise grow as it likes.
  ZSTD: (input, length) => decompressZstd(input, new Uint8Array(length)),
  LZ4: decompressLz4,
  LZ4_RAW: decompressLz4Raw,
}

/** What a page of nulls only is compressed to, not all of them can read. */
const codecs: Compressors = Object.fromEntries(
  Object.entries(decompressors).map(([codec, decompress]) => [
    codec,
    (input: Uint8Array, length: number) => (length === 0 ? new Uint8Array(0) : decompress(input, length)),
  ]),
)

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
    switch (header.type) {
      case 'DICTIONARY_PAGE':
        this.dictionary = dictionaryOf(header, content, this.decoder)
        return null
      case 'DATA_PAGE':
      case 'DATA_PAGE_V2':
        return pageOf(header, content, this.decoder, this.dictionary)
      default:
        return null
    }
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
