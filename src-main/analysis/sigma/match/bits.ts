/** Some of the events of a case, a bit for each row. What lies behind the last event is 0. Never changed once made. */
export type Bits = Uint32Array

export const wordsOf = (events: number): number => (events + 31) >>> 5

export function bothOf(a: Bits, b: Bits): Bits {
  const result = new Uint32Array(a.length)
  for (let i = 0; i < a.length; i++) result[i] = a[i]! & b[i]!
  return result
}

export function eitherOf(a: Bits, b: Bits): Bits {
  const result = new Uint32Array(a.length)
  for (let i = 0; i < a.length; i++) result[i] = a[i]! | b[i]!
  return result
}

/** All other events. */
export function othersThan(a: Bits, events: number): Bits {
  const result = new Uint32Array(a.length)
  for (let i = 0; i < a.length; i++) result[i] = ~a[i]!
  const last = events & 31
  if (last !== 0) result[a.length - 1]! &= (1 << last) - 1
  return result
}

export function without(a: Bits, b: Bits): Bits {
  const result = new Uint32Array(a.length)
  for (let i = 0; i < a.length; i++) result[i] = a[i]! & ~b[i]!
  return result
}

export const isIn = (bits: Bits, row: number): boolean => ((bits[row >>> 5]! >>> (row & 31)) & 1) === 1

export function countOf(bits: Bits): number {
  let count = 0
  for (let i = 0; i < bits.length; i++) {
    let word = bits[i]!
    word -= (word >>> 1) & 0x55555555
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333)
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
  }
  return count
}

/** Ascending. */
export function rowsOf(bits: Bits): Uint32Array {
  const rows = new Uint32Array(countOf(bits))
  let at = 0
  for (let i = 0; i < bits.length; i++)
    for (let word = bits[i]!; word !== 0; word &= word - 1) rows[at++] = (i << 5) + 31 - Math.clz32(word & -word)
  return rows
}

export function bitsOf(rows: Iterable<number>, events: number): Bits {
  const bits = new Uint32Array(wordsOf(events))
  for (const row of rows) bits[row >>> 5]! |= 1 << (row & 31)
  return bits
}
