import type { JsonLine } from './json-tree.ts'

/** One line of a comparison: the same place in both copies, null where a copy lacks it. */
export interface LinePair {
  readonly left: JsonLine | null
  readonly right: JsonLine | null
}

export const differs = ({ left, right }: LinePair): boolean => left?.text !== right?.text

/** Sets two copies side by side, place by place, in the order of the left one. */
export function align(left: readonly JsonLine[], right: readonly JsonLine[]): readonly LinePair[] {
  const places = right.map(({ path }) => path)
  const onTheRight = new Set(places)
  const pairs: LinePair[] = []
  let next = 0
  for (const line of left) {
    if (!onTheRight.has(line.path)) {
      pairs.push({ left: line, right: null })
      continue
    }
    // What stands only on the right comes before the place both have.
    const found = places.indexOf(line.path, next)
    if (found === -1) {
      // Members in another order: its partner has been passed already.
      pairs.push({ left: line, right: null })
      continue
    }
    for (; next < found; next++) pairs.push({ left: null, right: right[next]! })
    pairs.push({ left: line, right: right[next++]! })
  }
  for (; next < right.length; next++) pairs.push({ left: null, right: right[next]! })
  return pairs
}
