/**
 * Sixty-four bits over a record's bytes, to tell equal copies of an event from differing ones without keeping or
 * reading either again. Keyed anew for each case, so that nobody can write two records that collide on purpose.
 * Unequal hashes are no verdict: such copies are read again and compared as JSON.
 */
export interface HashKey {
  readonly a: number
  readonly b: number
}

export function contentHash(
  words: DataView,
  bytes: Uint8Array,
  from: number,
  to: number,
  key: HashKey,
  out: Uint32Array,
  at: number,
) {
  let a = key.a ^ (to - from)
  let b = key.b
  let k = from
  for (; k + 4 <= to; k += 4) {
    const word = words.getInt32(k, true)
    a = Math.imul(a ^ word, 0x85ebca6b)
    a ^= a >>> 13
    b = Math.imul((b << 13) | (b >>> 19), 5) ^ word
    b = Math.imul(b, 0xc2b2ae35)
  }
  for (; k < to; k++) {
    a = Math.imul(a ^ bytes[k]!, 0x85ebca6b)
    b = Math.imul(b ^ bytes[k]!, 0xc2b2ae35) ^ (b >>> 15)
  }
  out[at] = a ^ (a >>> 16) ^ key.b
  out[at + 1] = b ^ (b >>> 16) ^ key.a
}
