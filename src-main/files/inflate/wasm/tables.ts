// Tables that tell from the next bits of a deflate stream what its Huffman codes stand for (RFC 1951, section 3.2).
//
// An entry has in its lowest byte how many bits are taken. For lengths and distances these are the code, whose length
// alone stands in bits 8 to 11, and the extra bits behind it, to be added to the base that stands from bit 16 on. For
// literals bits 8 and 9 are how many there are, one or two, which stand from bit 16 on. Codes longer than what a table is
// asked with lead to a further table behind it.

export const literalFlag: u32 = 1 << 12
/** What is neither a literal nor a length or distance: one of the next two, or a code that is not in use. */
export const specialFlag: u32 = 1 << 15
/** From bit 16 on stands where the further table begins, in bits 8 to 11 how many bits it is asked with. */
export const furtherFlag: u32 = 1 << 14
export const endFlag: u32 = 1 << 13

/** How many bits the tables are asked with at first. */
export const lengthBits: u32 = 10
export const distanceBits: u32 = 8
export const precodeBits: u32 = 7

/**
 * Room for the further tables, too. One of 2^b entries is there for b + 1 codes at least, and b is 5 (15 - 10) at most
 * for 288 codes, 7 (15 - 8) for 32: so these are less than 288 / 6 * 32 and 32 / 8 * 128 entries.
 */
const lengthEntries: u32 = 1024 + 1536
const distanceEntries: u32 = 256 + 512
export const lengthTable = memory.data(2560 * 4, 16)
export const distanceTable = memory.data(768 * 4, 16)
/** Codes for code lengths have seven bits at most: there are no further tables. */
export const precodeTable = memory.data(128 * 4, 16)
export const precodes: u32 = 19

const longestCode: u32 = 15

// What symbols stand for: entries without the lengths of their codes.
const lengthSymbols = memory.data(288 * 4, 16)
const distanceSymbols = memory.data(32 * 4, 16)
const precodeSymbols = memory.data(19 * 4, 16)

/** RFC 1951, section 3.2.5. The symbols 286 and 287, and the distances 30 and 31, are not in use. */
function fillSymbols(): void {
  for (let literal: u32 = 0; literal < 256; literal++) put(lengthSymbols, literal, (literal << 16) | literalFlag)
  put(lengthSymbols, 256, specialFlag | endFlag)
  let base: u32 = 3
  for (let symbol: u32 = 257; symbol < 285; symbol++) {
    const extra: u32 = symbol < 265 ? 0 : (symbol - 261) >> 2
    put(lengthSymbols, symbol, (base << 16) | extra)
    base += 1 << extra
  }
  put(lengthSymbols, 285, 258 << 16)
  put(lengthSymbols, 286, specialFlag)
  put(lengthSymbols, 287, specialFlag)
  base = 1
  for (let symbol: u32 = 0; symbol < 30; symbol++) {
    const extra: u32 = symbol < 4 ? 0 : (symbol - 2) >> 1
    put(distanceSymbols, symbol, (base << 16) | extra)
    base += 1 << extra
  }
  put(distanceSymbols, 30, specialFlag)
  put(distanceSymbols, 31, specialFlag)
  for (let symbol: u32 = 0; symbol < precodes; symbol++) put(precodeSymbols, symbol, symbol << 16)
}

/** `codeLengths`: a byte per code. False where they are not such as zlib takes, too. */
export function fillLengthTable(codeLengths: usize, codes: u32): bool {
  if (!fill(lengthTable, lengthBits, lengthEntries, lengthSymbols, codeLengths, codes)) return false
  pairLiterals()
  return true
}

export function fillDistanceTable(codeLengths: usize, codes: u32): bool {
  return fill(distanceTable, distanceBits, distanceEntries, distanceSymbols, codeLengths, codes)
}

export function fillPrecodeTable(codeLengths: usize): bool {
  return fill(precodeTable, precodeBits, 1 << precodeBits, precodeSymbols, codeLengths, precodes)
}

/** How many codes have each length. */
const counts = memory.data(16 * 4, 16)
/** The next code of each length that is to be given away. */
const nextCodes = memory.data(16 * 4, 16)
/** The codes, their bits in the order of the stream. */
const reversed = memory.data(288 * 4, 16)

/** `asked`: with how many bits. A code length of 0 says that its symbol has no code. */
function fill(table: usize, asked: u32, entries: u32, symbols: usize, codeLengths: usize, codes: u32): bool {
  memory.fill(counts, 0, 16 * 4)
  for (let symbol: u32 = 0; symbol < codes; symbol++) {
    const length: u32 = load<u8>(codeLengths + symbol)
    if (length != 0) put(counts, length, at(counts, length) + 1)
  }
  if (!areAllBitsUsed() && !(asked != precodeBits && isNoneOrOne())) return false
  const unused = i32x4.splat(specialFlag)
  for (let entry: u32 = 0; entry < 1 << asked; entry += 4) v128.store(table + (<usize>entry << 2), unused)
  reverseCodes(codeLengths, codes)
  if (!makeFurtherTables(table, asked, entries, codeLengths, codes)) return false
  for (let symbol: u32 = 0; symbol < codes; symbol++) {
    const length: u32 = load<u8>(codeLengths + symbol)
    if (length == 0) continue
    const code = at(reversed, symbol)
    if (length <= asked) enter(table, asked, code, length, at(symbols, symbol))
    else {
      const further = at(table, code & ((1 << asked) - 1))
      enter(table + (<usize>(further >> 16) << 2), (further >> 8) & 15, code >> asked, length - asked, at(symbols, symbol))
    }
  }
  return true
}

/** RFC 1951, section 3.2.2: what zlib calls a complete set of codes. */
function areAllBitsUsed(): bool {
  let left: i32 = 1
  for (let length: u32 = 1; length <= longestCode; length++) {
    left = (left << 1) - <i32>at(counts, length)
    if (left < 0) return false
  }
  return left == 0
}

/** Section 3.2.7: a block without distances has no code for them or one, of one bit. */
function isNoneOrOne(): bool {
  if (at(counts, 1) > 1) return false
  for (let length: u32 = 2; length <= longestCode; length++) if (at(counts, length) != 0) return false
  return true
}

function reverseCodes(codeLengths: usize, codes: u32): void {
  let code: u32 = 0
  for (let length: u32 = 1; length <= longestCode; length++) {
    put(nextCodes, length, code)
    code = (code + at(counts, length)) << 1
  }
  for (let symbol: u32 = 0; symbol < codes; symbol++) {
    const length: u32 = load<u8>(codeLengths + symbol)
    if (length == 0) continue
    let code = at(nextCodes, length)
    put(nextCodes, length, code + 1)
    let backwards: u32 = 0
    for (let bit: u32 = 0; bit < length; bit++, code >>= 1) backwards = (backwards << 1) | (code & 1)
    put(reversed, symbol, backwards)
  }
}

/** One for each beginning that codes share which are too long for the table. */
function makeFurtherTables(table: usize, asked: u32, entries: u32, codeLengths: usize, codes: u32): bool {
  const mask: u32 = (1 << asked) - 1
  for (let symbol: u32 = 0; symbol < codes; symbol++) {
    const length: u32 = load<u8>(codeLengths + symbol)
    if (length <= asked) continue
    const beginning = at(reversed, symbol) & mask
    const most = (at(table, beginning) >> 8) & 15
    if (length - asked > most) put(table, beginning, specialFlag | furtherFlag | ((length - asked) << 8) | asked)
  }
  let end: u32 = 1 << asked
  for (let entry: u32 = 0; entry <= mask; entry++) {
    const further = at(table, entry)
    if ((further & furtherFlag) == 0) continue
    put(table, entry, further | (end << 16))
    end += 1 << ((further >> 8) & 15)
    if (end > entries) return false
  }
  return true
}

/** Wherever the bits of the table's question begin with the code. */
function enter(table: usize, asked: u32, code: u32, length: u32, symbol: u32): void {
  const entry = symbol + length + ((symbol & literalFlag ? 1 : length) << 8)
  for (let place = code; place < 1 << asked; place += 1 << length) put(table, place, entry)
}

/**
 * Where the bits that the table is asked with hold two codes of literals, the entry gets both: most of a log is short
 * matches with runs of random digits between them. The second is looked up further down, where no pairs are yet.
 */
function pairLiterals(): void {
  for (let place: u32 = 1 << lengthBits; place-- > 0; ) {
    const first = at(lengthTable, place)
    const second = at(lengthTable, place >> (first & 0xff))
    const length = (first & 0xff) + (second & 0xff)
    const literals = (first & 0xff0000) | ((second & 0xff0000) << 8)
    const isPair = ((first & second & literalFlag) != 0) & (length <= lengthBits)
    put(lengthTable, place, select<u32>(literals | literalFlag | 0x200 | length, first, isPair))
  }
}

@inline function at(array: usize, index: u32): u32 {
  return load<u32>(array + (<usize>index << 2))
}

@inline function put(array: usize, index: u32, value: u32): void {
  store<u32>(array + (<usize>index << 2), value)
}

fillSymbols()
