import { isUtf8 } from 'node:buffer'

/** The first byte that does not belong to UTF-8; null where all do. */
export function firstNotUtf8(bytes: Buffer): number | null {
  if (isUtf8(bytes)) return null
  // Up to `from` it is UTF-8, and before `to` it ceases to be.
  let from = 0
  let to = bytes.length
  while (to - from > longestCharacter) {
    const middle = (from + to) >> 1
    // What is cut within a character is none.
    const end = lengths
      .map((length) => middle + 1 - length)
      .find((each) => each > from && isUtf8(bytes.subarray(from, each)))
    if (end === undefined) to = middle
    else from = end
  }
  for (;;) {
    const length = lengths.find((each) => isUtf8(bytes.subarray(from, from + each)))
    if (length === undefined || from + length > bytes.length) return from
    from += length
  }
}

/** Bytes. */
const longestCharacter = 4
const lengths = [1, 2, 3, longestCharacter]
