// A hash over a record's bytes, to tell equal copies of an event from differing ones without reading either again.

/** Longer records are not hashed. */
const longest: u32 = 1 << 16
/** A word per word of the longest record, and four more for the shifted key. */
export const contentKeySize: u32 = longest + 16
const key = memory.data(65552, 16)

export function contentKeyAt(): usize {
  return key
}

/**
 * Writes 128 bits: NH of UMAC (RFC 4418, section 5.2.2) twice, the second time with the key shifted by four words
 * (section 5.1), each with the length added as L1-HASH adds it (section 5.2.1). For two records, whatever they are, the
 * chance of equal hashes is about 2^-64 over the choice of the key, which is random for each case: nobody can write a
 * pair that collides on purpose. Looks at up to 31 bytes behind the record. False for a record that is too long.
 */
export function contentHash(at: usize, length: u32, out: usize): bool {
  if (length > longest) return false
  let first = i64x2.splat(0)
  let second = i64x2.splat(0)
  let k = key
  for (const end = at + (length & ~31); at < end; at += 32, k += 32) {
    first = i64x2.add(first, products(v128.load(at), v128.load(at, 16), k))
    second = i64x2.add(second, products(v128.load(at), v128.load(at, 16), k + 16))
  }
  const rest = <i8>(length & 31)
  if (rest != 0) {
    const head = v128.and(v128.load(at), i8x16.lt_s(positions, i8x16.splat(rest)))
    const tail = v128.and(v128.load(at, 16), i8x16.lt_s(positions, i8x16.splat(rest - 16)))
    first = i64x2.add(first, products(head, tail, k))
    second = i64x2.add(second, products(head, tail, k + 16))
  }
  const bits = <u64>length << 3
  store<u64>(out, sumOf(first) + bits)
  store<u64>(out, sumOf(second) + bits, 8)
  return true
}

const positions = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)

/** Of eight words, each multiplied with the one four further on. */
@inline function products(head: v128, tail: v128, k: usize): v128 {
  const a = i32x4.add(head, v128.load(k))
  const b = i32x4.add(tail, v128.load(k, 16))
  return i64x2.add(i64x2.extmul_low_i32x4_u(a, b), i64x2.extmul_high_i32x4_u(a, b))
}

@inline function sumOf(lanes: v128): u64 {
  return i64x2.extract_lane(lanes, 0) + i64x2.extract_lane(lanes, 1)
}
