/** UTF-16 code units as ranges, both ends inside, ascending and apart from each other. */
export type CharSet = readonly (readonly [from: number, to: number])[]

export const lastUnit = 0xffff

export const unitOf = (character: string): number => character.charCodeAt(0)
export const single = (unit: number): CharSet => [[unit, unit]]

export function union(sets: readonly CharSet[]): CharSet {
  const ranges = sets.flat().toSorted(([a], [b]) => a - b)
  const joined: [number, number][] = []
  for (const [from, to] of ranges) {
    const last = joined.at(-1)
    if (last === undefined || from > last[1] + 1) joined.push([from, to])
    else last[1] = Math.max(last[1], to)
  }
  return joined
}

export function complement(set: CharSet): CharSet {
  const ranges: [number, number][] = []
  let from = 0
  for (const [start, end] of set) {
    if (start > from) ranges.push([from, start - 1])
    from = end + 1
  }
  if (from <= lastUnit) ranges.push([from, lastUnit])
  return ranges
}

/** What `toLowerCase` makes of the units, for texts that it was applied to. */
export function lowerCased(set: CharSet): CharSet {
  const units: CharSet[] = []
  for (const [from, to] of set)
    for (let unit = from; unit <= to; unit++) {
      const lower = String.fromCharCode(unit).toLowerCase()
      units.push(single(lower.length === 1 ? unitOf(lower) : unit))
    }
  return union(units)
}

export const digits: CharSet = [[0x30, 0x39]]
/** Text that is lower-cased has none of the upper-case ones. */
export const wordUnits: CharSet = [[0x30, 0x39], [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]] // biome-ignore format: a list
/** As `\s` of JavaScript. */
export const spaces: CharSet = union(
  Array.from('\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff', (character) =>
    single(unitOf(character)),
  ).concat([[[0x2000, 0x200a]]]),
)
export const lineFeed: CharSet = single(0x0a)
export const lineEnds: CharSet = [[0x0a, 0x0a], [0x0d, 0x0d], [0x2028, 0x2029]] // biome-ignore format: a list
