import type { Encoding } from '../../src-shared/model/source.ts'
import { innermostText } from './escapes.ts'
import { recordOfEventAt } from './ocsf/events.ts'
import { parquetReading } from './parquet/on-demand.ts'
import { recordAtRow } from './table/event-rows.ts'

/** How a record that lies at a byte range of an inflated source is had again. What the range means is the encoding's. */
export interface RecordEncoding {
  /** The record's JSON text: what fields, searches, the tree and exports are made of. `bytes`: the whole source. */
  json(bytes: Buffer, offset: number, length: number): Buffer
  /** The bytes of the source that say it, as they lie there: what is shown as its original. */
  original(bytes: Buffer, offset: number, length: number): Buffer
}

/** Keyed by encoding and not by format, as threads that read records again know a source's encoding and not its format. */
export const encodings: Readonly<Record<Encoding, RecordEncoding>> = {
  json: { json: bytesAt, original: bytesAt },
  'json-in-string': { json: (...place) => innermostText(bytesAt(...place)), original: bytesAt },
  ocsf: { json: recordOfEventAt, original: bytesAt },
  'parquet-row': {
    json: (bytes, row) => parquetReading.loaded.parquetRecordAt(bytes, row),
    original: (bytes, row) => parquetReading.loaded.parquetRowAt(bytes, row),
  },
  'csv-row': { json: (...place) => Buffer.from(recordAtRow(...place)), original: bytesAt },
}

/** Loads what it takes to read records of these files again. Whoever reads some has waited for it. */
export async function loadEncodings(files: readonly { readonly encoding: Encoding | null }[]): Promise<void> {
  if (files.some(({ encoding }) => encoding === 'parquet-row')) await parquetReading.load()
}

function bytesAt(bytes: Buffer, offset: number, length: number): Buffer {
  return bytes.subarray(offset, offset + length)
}
