/**
 * Sixty-four bits over a record's bytes, to tell equal copies of an event from differing ones without keeping or
 * reading each of them again: NH of UMAC (RFC 4418, section 5.2.1) over 16-bit words, twice with independent keys.
 * For two different records of one length, whatever they are, the chance of equal hashes is at most 2^-32 over the
 * choice of the key, which is random for each case: nobody can write a pair that collides on purpose.
 * Unequal hashes are no verdict: such copies are read again and compared as JSON. So are longer records.
 */
export type HashKey = Uint16Array

/** Records up to this many bytes are hashed. */
export const longestHashed = 1 << 16

export const hashKeyWords = longestHashed / 2 + 2

/** Writes two words to `out` from `at` on. `to - from` is to be at most `longestHashed`. */
export function contentHash(
  words: DataView,
  bytes: Uint8Array,
  from: number,
  to: number,
  key: HashKey,
  out: Uint32Array,
  at: number,
): void {
  let a = 0
  let b = 0
  let j = 0
  let k = from
  for (; k + 4 <= to; k += 4, j += 2) {
    const word = words.getInt32(k, true)
    const low = word & 0xffff
    const high = word >>> 16
    a = (a + Math.imul((low + key[j]!) & 0xffff, (high + key[j + 1]!) & 0xffff)) | 0
    b = (b + Math.imul((low + key[j + 2]!) & 0xffff, (high + key[j + 3]!) & 0xffff)) | 0
  }
  if (k < to) {
    let word = 0
    for (let shift = 0; k < to; k++, shift += 8) word |= bytes[k]! << shift
    a = (a + Math.imul(((word & 0xffff) + key[j]!) & 0xffff, ((word >>> 16) + key[j + 1]!) & 0xffff)) | 0
    b = (b + Math.imul(((word & 0xffff) + key[j + 2]!) & 0xffff, ((word >>> 16) + key[j + 3]!) & 0xffff)) | 0
  }
  out[at] = a
  out[at + 1] = b
}
