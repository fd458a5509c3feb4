// The batch being written: a line of columns per event. batch-builder.ts outside lays it out and takes it away.

import { contentHash } from './content-hash'
import { newDictionary } from './dictionary'
import { full } from './host'
import { alloc, enlarge } from './memory'

@unmanaged
export class Column {
  /** One cell per line, as wide as the type asks for. */
  cells: usize
  /** Of ids: 16 bytes per line. */
  idBytes: usize
  /** Of text. */
  dictionary: usize
  /** The record that set it last, when more than one path leads to it. */
  setIn: u32
}

/** How the 16 bytes of an id are to be read: `idKind` of id-column.ts. */
export const enum IdKind {
  null,
  uuid,
  ascii,
}

export let events: u32 = 0
let capacity: u32 = 0
/** File, index, offset and length of each event: four rows of u32. */
let locators: usize = 0
/** 16 bytes for each event: see content-hash.ts. */
let hashes: usize = 0

export function newLines(lines: u32): usize {
  capacity = lines
  locators = alloc(<usize>lines * 16)
  hashes = alloc(<usize>lines * 16)
  return locators
}

export function hashesAt(): usize {
  return hashes
}

export function newColumn(cellBytes: u32, isId: bool, isText: bool): usize {
  const at = alloc(offsetof<Column>())
  const column = changetype<Column>(at)
  column.cells = alloc(<usize>cellBytes * capacity)
  column.idBytes = isId ? alloc(<usize>16 * capacity) : 0
  column.dictionary = isText ? newDictionary() : 0
  column.setIn = 0
  return at
}

export function cellsOf(column: usize): usize {
  return changetype<Column>(column).cells
}

export function idBytesOf(column: usize): usize {
  return changetype<Column>(column).idBytes
}

export function dictionaryOf(column: usize): usize {
  return changetype<Column>(column).dictionary
}

/** Whether all bytes are `byte`. */
export function isAll(at: usize, size: u32, byte: u32): bool {
  const wanted = i8x16.splat(<i8>byte)
  const vectorsEnd = at + (size & ~15)
  for (; at < vectorsEnd; at += 16) if (i8x16.bitmask(i8x16.eq(v128.load(at), wanted)) != 0xffff) return false
  for (const end = at + (size & 15); at < end; at++) if (load<u8>(at) != <u8>byte) return false
  return true
}

@inline export function makeRoom(): void {
  if (events == capacity) full()
}

@inline export function setWord(column: Column, value: u32): void {
  store<u32>(column.cells + (<usize>events << 2), value)
}

@inline export function setByte(column: Column, value: u32): void {
  store<u8>(column.cells + events, <u8>value)
}

@inline export function setTime(column: Column, value: f64): void {
  store<f64>(column.cells + (<usize>events << 3), value)
}

@inline export function wordOf(column: usize): u32 {
  return load<u32>(changetype<Column>(column).cells + (<usize>events << 2))
}

@inline export function byteOf(column: usize): u32 {
  return load<u8>(changetype<Column>(column).cells + events)
}

@inline export function timeOfLine(column: usize): f64 {
  return load<f64>(changetype<Column>(column).cells + (<usize>events << 3))
}

/** Closes the line at hand; `record` is where its text is, `bytes` long. */
@inline export function addEvent(
  file: u32,
  index: u32,
  offset: u32,
  length: u32,
  record: usize,
  bytes: u32,
): void {
  const hash = hashes + (<usize>events << 4)
  // What no other record of the case has.
  if (!contentHash(record, bytes, hash)) {
    store<u64>(hash, (<u64>file << 32) | index)
    store<u64>(hash, u64.MAX_VALUE, 8)
  }
  const at = locators + (<usize>events << 2)
  const row = <usize>capacity << 2
  store<u32>(at, file)
  store<u32>(at + row, index)
  store<u32>(at + row * 2, offset)
  store<u32>(at + row * 3, length)
  events++
}

// Resources of all events: their event, and a code per field, in arrays that grow together.
const mostFields: u32 = 8
const resourceArrays = memory.data(9 * 4, 16)
const resourceDictionaries = memory.data(8 * 4, 16)
let resourceFields: u32 = 0
let resourceSize: u32 = 0
export let resources: u32 = 0

export function newResources(fields: u32): void {
  if (fields > mostFields) unreachable()
  resourceFields = fields
  resourceSize = 1024
  for (let a: u32 = 0; a <= fields; a++) store<u32>(resourceArrays + (a << 2), alloc(resourceSize << 2))
  for (let f: u32 = 0; f < fields; f++) store<u32>(resourceDictionaries + (f << 2), newDictionary())
}

/** Array 0 is the events, array 1 the codes of field 0, and so on. */
export function resourceArray(number: u32): usize {
  return load<u32>(resourceArrays + (number << 2))
}

export function resourceDictionary(field: u32): usize {
  return load<u32>(resourceDictionaries + (field << 2))
}

export function addResource(): u32 {
  if (resources == resourceSize) {
    const bytes = resourceSize << 2
    for (let a: u32 = 0; a <= resourceFields; a++)
      store<u32>(resourceArrays + (a << 2), enlarge(resourceArray(a), bytes, bytes, bytes << 1))
    resourceSize <<= 1
  }
  store<u32>(resourceArray(0) + (resources << 2), events)
  for (let a: u32 = 1; a <= resourceFields; a++) store<u32>(resourceArray(a) + (resources << 2), 0)
  return resources++
}

/** Drops the resources of the line at hand. */
export function clearResources(): void {
  while (resources > 0 && load<u32>(resourceArray(0) + ((resources - 1) << 2)) == events) resources--
}
