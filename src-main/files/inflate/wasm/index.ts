// Inflates a deflate stream (RFC 1951) that lies in memory as a whole, into memory. Where a stream is not as it should
// be, it gives up: what is wrong with it is for zlib to say.

import { copyMatch } from './copy-match'
import {
  distanceBits, distanceTable, endFlag, fillDistanceTable, fillLengthTable, fillPrecodeTable, furtherFlag, lengthBits,
  lengthTable, literalFlag, precodeBits, precodes, precodeTable, specialFlag,
} from './tables' // biome-ignore format: names in rows

/** As much as this may be read behind the end of the stream. */
export const inputPadding: u32 = 32
/** As much as this may be written behind the room that is given. */
export const outputPadding: u32 = 320

/** Where memory begins that is free. */
export function heapBase(): usize {
  return __heap_base
}

/** What was taken of the stream and is not used yet, the next bit lowest. */
let bits: u64 = 0
/** In its lowest six bits how many these are. What stands above is of no meaning: shifts and `refill` mask it. */
let count: u64 = 0
/** The next byte to be taken. */
let next: usize = 0
let inputEnd: usize = 0
/** Where the next byte goes. */
let output: usize = 0
let outputBegin: usize = 0
let outputEnd: usize = 0

/** How many bytes the stream is long, once it was inflated. */
export let streamLength: u32 = 0

/** Gives how many bytes were written, or -1 where it gives up: what was written then is nothing. */
export function inflate(input: usize, length: u32, room: usize, roomSize: u32): i32 {
  next = input
  inputEnd = input + length
  output = room
  outputBegin = room
  outputEnd = room + roomSize
  bits = 0
  count = 0
  let isLast = false
  while (!isLast) {
    if (isBeyondInput(next)) return -1
    refill()
    isLast = take(1) != 0
    if (!readBlock(take(2))) return -1
  }
  giveBack()
  if (next > inputEnd || output > outputEnd) return -1
  streamLength = <u32>(next - input)
  return <i32>(output - room)
}

/** RFC 1951, section 3.2.3. */
function readBlock(kind: u32): bool {
  switch (kind) {
    case 0:
      return readStored()
    case 1:
      return useFixedCodes() && readCompressed()
    case 2:
      return readCodes() && readCompressed()
    default:
      return false
  }
}

/** Takes bytes until there are 56 bits at least. */
@inline function refill(): void {
  bits |= load<u64>(next) << count
  next += <usize>(7 - ((count >> 3) & 7))
  count |= 56
}

@inline function take(wanted: u64): u32 {
  const taken = <u32>(bits & (((<u64>1) << wanted) - 1))
  bits >>= wanted
  count -= wanted
  return taken
}

/** Up to eight bytes that were taken may not be used yet. */
@inline function isBeyondInput(at: usize): bool {
  return at > inputEnd + 8
}

/** Goes back to the first byte of which nothing is used. */
function giveBack(): void {
  next -= <usize>((count >> 3) & 7)
  bits = 0
  count = 0
}

/** RFC 1951, section 3.2.4. */
function readStored(): bool {
  giveBack()
  if (next + 4 > inputEnd) return false
  const length: u32 = load<u16>(next)
  if ((length ^ <u32>load<u16>(next, 2)) != 0xffff) return false
  next += 4
  if (next + length > inputEnd || output + length > outputEnd) return false
  memory.copy(output, next, length)
  next += length
  output += length
  return true
}

/** Of the codes for literals and lengths, then of those for distances, and what the last repetition writes too much. */
const codeLengths = memory.data(288 + 32 + 138, 16)
/** Whether the tables hold the fixed codes. */
let areFixed: bool = false

/** RFC 1951, section 3.2.6. */
function useFixedCodes(): bool {
  if (areFixed) return true
  memory.fill(codeLengths, 8, 144)
  memory.fill(codeLengths + 144, 9, 112)
  memory.fill(codeLengths + 256, 7, 24)
  memory.fill(codeLengths + 280, 8, 8)
  memory.fill(codeLengths + 288, 5, 32)
  areFixed = true
  return useCodes(288, 32)
}

/** The order in which the lengths of codes for code lengths are given. */
const precodeOrder = memory.data<u8>([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15])
const precodeLengths = memory.data(19, 16)

/** RFC 1951, section 3.2.7. */
function readCodes(): bool {
  areFixed = false
  const lengths = take(5) + 257
  const distances = take(5) + 1
  const given = take(4) + 4
  if (lengths > 286 || distances > 30) return false
  memory.fill(precodeLengths, 0, precodes)
  for (let k: u32 = 0; k < given; k++) {
    refill()
    store<u8>(precodeLengths + load<u8>(precodeOrder + k), take(3))
  }
  if (!fillPrecodeTable(precodeLengths)) return false
  for (let k: u32 = 0; k < lengths + distances; ) {
    refill()
    if (isBeyondInput(next)) return false
    const entry = load<u32>(precodeTable + ((<usize>bits & ((1 << precodeBits) - 1)) << 2))
    take(entry & 0xff)
    const symbol = entry >> 16
    if (symbol < 16) {
      store<u8>(codeLengths + k++, symbol)
      continue
    }
    if (symbol == 16 && k == 0) return false
    const repeated: u32 = symbol == 16 ? load<u8>(codeLengths + k - 1) : 0
    const times = symbol == 16 ? 3 + take(2) : symbol == 17 ? 3 + take(3) : 11 + take(7)
    memory.fill(codeLengths + k, <u8>repeated, times)
    k += times
    if (k > lengths + distances) return false
  }
  const endsBlock = load<u8>(codeLengths + 256) != 0
  return endsBlock && useCodes(lengths, distances)
}

function useCodes(lengths: u32, distances: u32): bool {
  return fillLengthTable(codeLengths, lengths) && fillDistanceTable(codeLengths + lengths, distances)
}

const lengthMask: u64 = (1 << lengthBits) - 1
const distanceMask: u64 = (1 << distanceBits) - 1

/**
 * RFC 1951, section 3.2.5. All time goes here, so what is global is held in locals, and what could be functions is
 * written out. 56 bits suffice for three times of looking up literals, and for a length with its distance (48 at most). A
 * shift minds the lowest six bits alone, where an entry has how many bits it takes. What comes behind a match is looked
 * up before that is copied: both take their time.
 */
function readCompressed(): bool {
  const lastInput = inputEnd + 8
  const lastOutput = outputEnd
  const first = outputBegin
  let at = next
  let to = output
  let n = count
  let held = bits | (load<u64>(at) << n)
  at += <usize>(7 - ((n >> 3) & 7))
  n |= 56
  let entry = look(lengthTable, held & lengthMask)
  while (at <= lastInput && to <= lastOutput) {
    if (entry & literalFlag) {
      held >>= <u64>entry
      n -= <u64>entry
      store<u16>(to, entry >> 16)
          to += (entry >> 8) & 3
      entry = look(lengthTable, held & lengthMask)
      if (entry & literalFlag) {
        held >>= <u64>entry
        n -= <u64>entry
        store<u16>(to, entry >> 16)
          to += (entry >> 8) & 3
        entry = look(lengthTable, held & lengthMask)
        if (entry & literalFlag) {
          held >>= <u64>entry
          n -= <u64>entry
          store<u16>(to, entry >> 16)
          to += (entry >> 8) & 3
          held |= load<u64>(at) << n
          at += <usize>(7 - ((n >> 3) & 7))
          n |= 56
          entry = look(lengthTable, held & lengthMask)
          continue
        }
      }
      held |= load<u64>(at) << n
      at += <usize>(7 - ((n >> 3) & 7))
      n |= 56
    }
    if (entry & specialFlag) {
      if (entry & furtherFlag) {
        held >>= <u64>entry
        n -= <u64>entry
        entry = look(lengthTable, <u64>(entry >> 16) + (held & lowBits((entry >> 8) & 15)))
        if (entry & literalFlag) {
          held >>= <u64>entry
          n -= <u64>entry
          store<u16>(to, entry >> 16)
          to += (entry >> 8) & 3
          held |= load<u64>(at) << n
          at += <usize>(7 - ((n >> 3) & 7))
          n |= 56
          entry = look(lengthTable, held & lengthMask)
          continue
        }
      }
      if (entry & specialFlag) {
        bits = held >> <u64>entry
        count = n - <u64>entry
        next = at
        output = to
        return (entry & endFlag) != 0
      }
    }
    const length = (entry >> 16) + extraBits(entry, held)
    held >>= <u64>entry
    n -= <u64>entry

    entry = look(distanceTable, held & distanceMask)
    if (entry & specialFlag) {
      if ((entry & furtherFlag) == 0) return false
      held >>= <u64>entry
      n -= <u64>entry
      entry = look(distanceTable, <u64>(entry >> 16) + (held & lowBits((entry >> 8) & 15)))
      if (entry & specialFlag) return false
    }
    const distance: usize = (entry >> 16) + extraBits(entry, held)
    held >>= <u64>entry
    n -= <u64>entry
    if (distance > to - first) return false

    held |= load<u64>(at) << n
    at += <usize>(7 - ((n >> 3) & 7))
    n |= 56
    entry = look(lengthTable, held & lengthMask)
    copyMatch(to - distance, to, to + length)
    to += length
  }
  return false
}

@inline function look(table: usize, index: u64): u32 {
  return load<u32>(table + (<usize>index << 2))
}

@inline function lowBits(count: u32): u64 {
  return ((<u64>1) << (<u64>count)) - 1
}

/** The bits behind the code that the entry stands for. */
@inline function extraBits(entry: u32, held: u64): u32 {
  return <u32>(held & lowBits(entry & 0xff)) >> ((entry >> 8) & 15)
}
