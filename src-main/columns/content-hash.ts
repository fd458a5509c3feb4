/**
 * How copies of an event are told equal without reading them again: by 128 bits over the text of the record, which
 * formats/log/wasm/content-hash.ts computes with a key that is random for each case. Unequal hashes are no verdict: such
 * copies are read again and compared as JSON. So are records too long to be hashed, each of which has a hash of its own.
 */
const longestHashed = 1 << 16

/** Bytes of the key. */
export const contentKeyBytes = longestHashed + 16

/** Words of a hash. */
export const hashWords = 4
