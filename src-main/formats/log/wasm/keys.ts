// The keys that the columns need, as extractor.ts writes them here: nothing in this module knows a name.

import { alloc, same } from './memory'

/** What is done with the value of a key. In the order of `use` in keys.ts outside. */
export const enum Use {
  none,
  text,
  flag,
  size,
  time,
  id,
  resources,
  resource,
  records,
}

@unmanaged
export class Field {
  /** The key and a closing quote. */
  key: usize
  keyLength: u32
  use: Use
  /** The column (a Column of lines.ts) or, of a resource, the number of its field. */
  column: usize
  /** Keys inside the value that are needed, or 0. */
  inside: usize
  /** Number of the object in which the key was met last: twice in one object is a duplicate key. */
  metIn: u32
  /** The key that followed last time; CloudTrail writes keys in the same order over and over. 0 for one not needed. */
  next: usize
}

/** The needed keys of one object: a perfect hash over length and four characters. */
@unmanaged
export class KeyTree {
  factor: u32
  /** The key that came first last time. */
  first: usize
}

const slots = 256

export function newTree(factor: u32): usize {
  const size = offsetof<KeyTree>() + slots * 4
  const tree = alloc(size)
  memory.fill(tree, 0, size)
  changetype<KeyTree>(tree).factor = factor
  return tree
}

/** `key`: where the key and a quote stand, for good. */
export function newField(
  tree: usize,
  slot: u32,
  key: usize,
  keyLength: u32,
  use: Use,
  column: usize,
  inside: usize,
): usize {
  const at = alloc(offsetof<Field>())
  memory.fill(at, 0, offsetof<Field>())
  const field = changetype<Field>(at)
  field.key = key
  field.keyLength = keyLength
  field.use = use
  field.column = column
  field.inside = inside
  store<u32>(tree + offsetof<KeyTree>() + (<usize>slot << 2), at)
  return at
}

/** The same hash as in keys.ts outside, which found the factor. */
@inline function slotOf(at: usize, length: u32, factor: u32): u32 {
  const quarters = (<u32>load<u8>(at + (length >>> 1)) << 8) ^ load<u8>(at + ((length * 3) >>> 2))
  const ends = (length << 16) ^ (<u32>load<u8>(at) << 8) ^ load<u8>(at + length - 1)
  return (((ends * 0x85ebca6b) ^ quarters) * factor) >>> 24
}

export function fieldAt(tree: usize, at: usize, length: u32): usize {
  const slot = slotOf(at, length, changetype<KeyTree>(tree).factor)
  const field = load<usize>(tree + offsetof<KeyTree>() + (<usize>slot << 2))
  return field != 0 && isKey(field, at) ? field : 0
}

/** Whether the key of the field, and the closing quote, stand at `at`. */
@inline export function isKey(field: usize, at: usize): bool {
  return same(changetype<Field>(field).key, at, changetype<Field>(field).keyLength + 1)
}
