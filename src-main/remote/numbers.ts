import type { RemoteRow } from '../../src-shared/model/remote.ts'

/** A string or a number of JSON, whole: digits within a string or behind a point are not looked at by themselves. */
const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g
const longInteger = /^-?\d{16,}$/

/** JSON whose numbers are read exactly: an integer that no double holds becomes a string of its digits. */
export const parseExactly = (text: string): unknown =>
  JSON.parse(
    text.replaceAll(stringOrNumber, (found) =>
      longInteger.test(found) && !Number.isSafeInteger(Number(found)) ? `"${found}"` : found,
    ),
  )

/** A value of an answer as a cell: what is neither text nor number is its JSON. */
export function cellOf(value: unknown): RemoteRow[number] {
  if (value === null || value === undefined) return null
  return typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value)
}
