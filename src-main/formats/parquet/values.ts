import type { ParquetParsers } from 'hyparquet/src/types.js'

/**
 * What the types of Parquet become in JSON: times in UTC as ISO 8601 with all digits that they have, bytes that are no
 * text in hex.
 */
export const parsers: ParquetParsers = {
  timestampFromMilliseconds: (value) => isoTime(value, 1_000n),
  timestampFromMicroseconds: (value) => isoTime(value, 1_000_000n),
  timestampFromNanoseconds: (value) => isoTime(value, 1_000_000_000n),
  dateFromDays: (days) => isoTime(BigInt(days) * 86_400n, 1n).slice(0, 'yyyy-mm-dd'.length),
  stringFromBytes: textOf,
  jsonFromBytes: textOf,
  geometryFromBytes: hexOf,
  geographyFromBytes: hexOf,
  uuidFromBytes: (bytes) => hexOf(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
}

/** Of a number of parts of a second since 1970, `perSecond` of them each. As digits where it is no time. */
function isoTime(value: bigint, perSecond: bigint): string {
  const part = ((value % perSecond) + perSecond) % perSecond
  const second = new Date(Number((value - part) / perSecond) * 1_000)
  if (Number.isNaN(second.getTime())) return String(value)
  const digits =
    part === 0n
      ? ''
      : `.${String(perSecond + part)
          .slice(1)
          .replace(/(?:000)+$/, '')}`
  return second.toISOString().replace('.000Z', `${digits}Z`)
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString()
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')
}

/** What JSON has no number for is written as text. */
export function jsonValue(value: unknown): unknown {
  if (typeof value === 'string') return value
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  return value instanceof Uint8Array ? hexOf(value) : value
}
