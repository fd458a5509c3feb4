// A hash over a record's bytes, to tell equal copies of an event from differing ones without reading either again.

/** Longer records are not hashed. */
const longest: u32 = 1 << 16
/** A word per word of the longest record, and two more for the shifted key. */
export const contentKeySize: u32 = longest + 8
const key = memory.data(65544, 16)

export function contentKeyAt(): usize {
  return key
}

/**
 * Writes 128 bits: NH of UMAC (RFC 4418, section 5.2.1) twice, the second time with the key shifted by two words
 * (Krovetz, "UMAC: fast and secure message authentication", Toeplitz-NH). For two records of one length, whatever they
 * are, the chance of equal hashes is at most 2^-64 over the choice of the key, which is random for each case: nobody can
 * write a pair that collides on purpose. Looks at up to 7 bytes behind the record.
 */
export function contentHash(at: usize, length: u32, out: usize): void {
  let first: u64 = 0
  let second: u64 = 0
  if (length <= longest) {
    let k = key
    for (const end = at + (length & ~7); at < end; at += 8, k += 8) {
      const low = load<u32>(at)
      const high = load<u32>(at, 4)
      first += <u64>(low + load<u32>(k)) * <u64>(high + load<u32>(k, 4))
      second += <u64>(low + load<u32>(k, 8)) * <u64>(high + load<u32>(k, 12))
    }
    const left = length & 7
    if (left != 0) {
      const rest = load<u64>(at) & ((<u64>1 << (<u64>left << 3)) - 1)
      const low = <u32>rest
      const high = <u32>(rest >> 32)
      first += <u64>(low + load<u32>(k)) * <u64>(high + load<u32>(k, 4))
      second += <u64>(low + load<u32>(k, 8)) * <u64>(high + load<u32>(k, 12))
    }
  }
  store<u64>(out, first)
  store<u64>(out, second, 8)
}
