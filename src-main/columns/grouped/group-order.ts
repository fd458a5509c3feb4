import type { OrderTerm, Value } from '../../../src-shared/sql/grouped/query.ts'
import type { GroupValues } from './aggregates.ts'

export type Compare = (one: number, another: number) => number

/** Compares groups by the terms of ORDER BY, then by the keys: no two groups are equal. */
export function comparing(
  order: readonly OrderTerm[],
  keys: number,
  groups: number,
  of: (value: Value) => GroupValues,
): Compare {
  const byKeys = Array.from(
    { length: keys },
    (_, key): OrderTerm => ({ by: { key }, isDescending: false, nullsFirst: true }),
  )
  const isOrdered = (key: number) => order.some(({ by }) => 'key' in by && by.key === key)
  const terms = [...order, ...byKeys.filter((_, key) => !isOrdered(key))]
  const places = terms.map((term) => placesBy(term, of(term.by), groups))
  return (one, another) => {
    for (const place of places) {
      const difference = place[one]! - place[another]!
      // Of two nulls it is NaN.
      if (difference < 0) return -1
      if (difference > 0) return 1
    }
    return 0
  }
}

/** By group, a number that is less the earlier the group comes. */
function placesBy({ isDescending, nullsFirst }: OrderTerm, { rankOf }: GroupValues, groups: number): Float64Array {
  return Float64Array.from({ length: groups }, (_, group) => {
    const rank = rankOf(group)
    if (rank !== Number.NEGATIVE_INFINITY) return isDescending ? -rank : rank
    return nullsFirst ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  })
}

/** The first `count` of the groups in order. Of many groups, those that come too late are never sorted. */
export function firstInOrder(groups: Uint32Array, count: number, compare: Compare): Uint32Array {
  const room = 2 * count + 1000
  if (groups.length <= room) return groups.toSorted(compare).subarray(0, count)
  let best = new Uint32Array(0)
  for (let from = 0; from < groups.length; from += room) {
    const last = best.length < count ? undefined : best[count - 1]
    const next = groups.subarray(from, from + room)
    const earlier = last === undefined ? next : next.filter((group) => compare(group, last) < 0)
    const both = new Uint32Array(best.length + earlier.length)
    both.set(best)
    both.set(earlier, best.length)
    best = both.sort(compare).subarray(0, count)
  }
  return best
}
