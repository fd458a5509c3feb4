// Codes for the distinct texts of one column, found by their UTF-8 bytes. Code 0 is null; codes count up from 1.

import { alloc, enlarge, release, roomFor, same, slack } from './memory'

@unmanaged
export class Dictionary {
  /** Entries one behind the other, in order of their codes, as `NewTexts` has them; the first eight bytes are not used. */
  arena: usize
  arenaEnd: u32
  arenaSize: u32
  /** Open addressing: pairs of hash and place of the entry in the arena, 0 for a free slot. */
  table: usize
  mask: u32
  codes: u32
  /** The text that came last: CloudTrail repeats itself, and this saves looking for the end and hashing. */
  lastCode: u32
  /** Its place in the arena. */
  lastText: u32
  lastLength: u32
}

/** In the arena, on eight bytes: what stands before the text. */
@unmanaged
class Entry {
  code: u32
  length: u32
}

const slotSize = 8

export function newDictionary(): usize {
  const at = alloc(offsetof<Dictionary>())
  memory.fill(at, 0, offsetof<Dictionary>())
  const d = changetype<Dictionary>(at)
  d.arenaSize = 1 << 10
  d.arena = alloc(d.arenaSize)
  d.arenaEnd = 8
  d.mask = 63
  d.table = emptyTable(d.mask)
  return at
}

/** The code of the text used last, when it and a closing quote are what stands at `at`; else 0. */
@inline export function codeOfLast(d: Dictionary, at: usize, end: usize): u32 {
  // The zeros behind the end of the text are in no dictionary, but the length may lead far beyond them.
  if (d.lastCode == 0 || <usize>d.lastLength >= end - at || load<u8>(at + <usize>d.lastLength) != 0x22) return 0
  return same(d.arena + d.lastText, at, d.lastLength) ? d.lastCode : 0
}

/** The code of text as it stands between quotes without escapes. */
@inline export function codeOfRaw(d: Dictionary, from: usize, length: u32): u32 {
  const entry = entryOf(d, from, length)
  d.lastCode = changetype<Entry>(d.arena + entry).code
  d.lastText = entry + <u32>offsetof<Entry>()
  d.lastLength = length
  return d.lastCode
}

export function codeOf(d: Dictionary, from: usize, length: u32): u32 {
  const entry = entryOf(d, from, length)
  return changetype<Entry>(d.arena + entry).code
}

function entryOf(d: Dictionary, from: usize, length: u32): u32 {
  const hash = hashOf(from, length)
  let slot = hash & d.mask
  while (true) {
    const at = d.table + slot * slotSize
    const entry = load<u32>(at, 4)
    if (entry == 0) break
    if (load<u32>(at) == hash) {
      const known = d.arena + entry
      if (changetype<Entry>(known).length == length && same(known + offsetof<Entry>(), from, length)) return entry
    }
    slot = (slot + 1) & d.mask
  }
  const entry = add(d, from, length)
  enter(d, slot, hash, entry)
  if (d.codes * 2 > d.mask) growTable(d)
  return entry
}

/** A code for a text that has no UTF-8 form, and so is kept elsewhere. */
export function reserveCode(d: Dictionary): u32 {
  const entry = add(d, d.arena, 0)
  return changetype<Entry>(d.arena + entry).code
}

export function arenaOf(d: Dictionary): usize {
  return d.arena
}

export function arenaEndOf(d: Dictionary): u32 {
  return d.arenaEnd
}

function add(d: Dictionary, from: usize, length: u32): u32 {
  const entry = d.arenaEnd
  const end = entry + <u32>offsetof<Entry>() + length
  if (end + <u32>slack > d.arenaSize) {
    const size = roomFor(end + slack)
    d.arena = enlarge(d.arena, entry, d.arenaSize, size)
    d.arenaSize = <u32>size
  }
  const at = d.arena + entry
  changetype<Entry>(at).code = ++d.codes
  changetype<Entry>(at).length = length
  // What the text does not fill of its last eight bytes is sent along.
  store<u64>(at + offsetof<Entry>() + (length & ~7), 0)
  memory.copy(at + offsetof<Entry>(), from, length)
  d.arenaEnd = (end + 7) & ~7
  return entry
}

@inline function enter(d: Dictionary, slot: u32, hash: u32, entry: u32): void {
  const at = d.table + slot * slotSize
  store<u32>(at, hash)
  store<u32>(at, entry, 4)
}

function emptyTable(mask: u32): usize {
  const size = (mask + 1) * slotSize
  const table = alloc(size)
  memory.fill(table, 0, size)
  return table
}

function growTable(d: Dictionary): void {
  const old = d.table
  const oldSize = (d.mask + 1) * slotSize
  d.mask = d.mask * 4 + 3
  d.table = emptyTable(d.mask)
  for (let at = old; at < old + oldSize; at += slotSize) {
    const entry = load<u32>(at, 4)
    if (entry == 0) continue
    const hash = load<u32>(at)
    let slot = hash & d.mask
    while (load<u32>(d.table + slot * slotSize, 4) != 0) slot = (slot + 1) & d.mask
    enter(d, slot, hash, entry)
  }
  release(old, oldSize)
}

const hashBlock: u32 = 1024
/** Random, one word per word of a block and one for the length: so that no file can be made to collide. */
export const hashKeysSize: u32 = hashBlock + 8
const hashKeys = memory.data(1024 + 8, 16)

export function hashKeysAt(): usize {
  return hashKeys
}

/**
 * NH (RFC 4418, section 5.2.2): two texts of one block collide with a probability of 2^-32 over the keys, whoever
 * chose them. The blocks of longer texts are mixed.
 */
function hashOf(from: usize, length: u32): u32 {
  let sum: u64 = <u64>length * (load<u64>(hashKeys, 1024) | 1)
  let left = length
  let at = from
  while (true) {
    const end = at + (min(left, hashBlock) & ~7)
    let key = hashKeys
    for (; at < end; at += 8, key += 8) sum += product(load<u64>(at), load<u64>(key))
    if (left < hashBlock) {
      const rest = left & 7
      if (rest != 0) sum += product(load<u64>(at) & (((<u64>1) << (rest << 3)) - 1), load<u64>(key))
      break
    }
    left -= hashBlock
    sum = mixed(sum)
  }
  return <u32>(mixed(sum) >> 32)
}

@inline function product(word: u64, key: u64): u64 {
  return <u64>(<u32>word + <u32>key) * <u64>(<u32>(word >> 32) + <u32>(key >> 32))
}

@inline function mixed(sum: u64): u64 {
  return (sum ^ (sum >> 32)) * 0x9e3779b97f4a7c15
}
