import type { Encoding } from '../../src-shared/model/source.ts'

/**
 * The record that lies at a byte range of an inflated source, as text. Keyed by encoding and not by format, because
 * records are read again in threads that know a source's encoding and not its format.
 */
export const recordAt: Readonly<Record<Encoding, (bytes: Buffer, offset: number, length: number) => string>> = {
  json: textAt,
  'json-in-string': (bytes, offset, length) => JSON.parse(textAt(bytes, offset, length)) as string,
  'csv-row': textAt,
}

/** The same as bytes: those that lie there, where the record is written as itself. */
export const recordBytesAt: Readonly<Record<Encoding, (bytes: Buffer, offset: number, length: number) => Buffer>> = {
  json: bytesAt,
  'json-in-string': (...place) => Buffer.from(recordAt['json-in-string'](...place)),
  'csv-row': bytesAt,
}

function bytesAt(bytes: Buffer, offset: number, length: number): Buffer {
  return bytes.subarray(offset, offset + length)
}

function textAt(bytes: Buffer, offset: number, length: number): string {
  return bytes.toString('utf8', offset, offset + length)
}
