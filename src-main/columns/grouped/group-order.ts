import type { OrderTerm, Value } from '../../../src-shared/sql/grouped/query.ts'
import type { GroupValues } from './aggregates.ts'

type Compare = (one: number, another: number) => number

/** What the window asks for first. */
const firstRows = 2000

export interface Order {
  readonly order: readonly OrderTerm[]
  /** How many keys groups have. */
  readonly keys: number
  readonly of: (value: Value) => GroupValues
  /** How many groups are wanted; null for all. */
  readonly wanted: number | null
}

/**
 * Groups in the order of the terms of ORDER BY, then by the keys: no two are equal. The first are found without sorting
 * all of them, and without ranks of their values.
 */
export function* inOrder(groups: Int32Array, { order, keys, of, wanted }: Order): Generator<number> {
  const isOrdered = (key: number) => order.some(({ by }) => 'key' in by && by.key === key)
  const byKeys = Array.from(
    { length: keys },
    (_, key): OrderTerm => ({ by: { key }, isDescending: false, nullsFirst: true }),
  )
  const terms = [...order, ...byKeys.filter((_, key) => !isOrdered(key))].map((term) => ({ term, values: of(term.by) }))
  const count = Math.min(wanted ?? groups.length, groups.length)
  const first = firstInOrder(groups, Math.min(count, firstRows), byValues(terms), knownPlaces(terms))
  yield* first
  if (first.length < count) yield* groups.toSorted(byPlaces(terms)).subarray(first.length, count)
}

type Terms = readonly { readonly term: OrderTerm; readonly values: GroupValues }[]

function byValues(terms: Terms): Compare {
  const compares = terms.map(({ term, values }) => comparing(term, values))
  return (one, another) => {
    for (const compare of compares) {
      const difference = compare(one, another)
      if (difference !== 0) return difference
    }
    return 0
  }
}

function comparing({ isDescending, nullsFirst }: OrderTerm, { isNull, compare }: GroupValues): Compare {
  return (one, another) => {
    const [isOneNull, isOtherNull] = [isNull(one), isNull(another)]
    if (isOneNull || isOtherNull) return isOneNull === isOtherNull ? 0 : isOneNull === nullsFirst ? -1 : 1
    return isDescending ? compare(another, one) : compare(one, another)
  }
}

/** By group, a number by which it is ordered before anything else; null where that is not at hand. */
function knownPlaces([first]: Terms): Float64Array | null {
  const known = first?.values.known ?? null
  return first?.term.isDescending === true ? (known?.map((rank) => -rank) ?? null) : known
}

function byPlaces(terms: Terms): Compare {
  const places = terms.map(({ term, values }) => placesBy(term, values.ranks()))
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
const placesBy = ({ isDescending, nullsFirst }: OrderTerm, ranks: Float64Array): Float64Array =>
  ranks.map((rank) => {
    if (rank !== Number.NEGATIVE_INFINITY) return isDescending ? -rank : rank
    return nullsFirst ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  })

/** The first `count` of the groups in order. Of many groups, those that come too late are never sorted. */
function firstInOrder(groups: Int32Array, count: number, compare: Compare, places: Float64Array | null): Int32Array {
  const room = 2 * count + 1000
  if (groups.length <= room) return groups.toSorted(compare).subarray(0, count)
  const kept = new Int32Array(room)
  let size = 0
  /** The last that may be among the first, once there are as many. */
  let last = -1
  for (const group of groups) {
    if (last >= 0) {
      if (places !== null && places[group]! > places[last]!) continue
      if (compare(group, last) > 0) continue
    }
    kept[size++] = group
    if (size < room) continue
    kept.sort(compare)
    size = count
    last = kept[count - 1]!
  }
  return kept.subarray(0, size).sort(compare).subarray(0, count)
}
