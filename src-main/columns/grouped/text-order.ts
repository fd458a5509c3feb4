const surrogate = /[\ud800-\udfff]/

/**
 * Compares texts as SQLite's collation BINARY does: by bytes of UTF-8. JavaScript compares UTF-16 units, which differs
 * beyond the basic plane: a surrogate is less than U+E000 and what follows.
 */
export function compareUtf8(one: string, another: string): number {
  if (one === another) return 0
  if (surrogate.test(one) || surrogate.test(another)) return Buffer.compare(Buffer.from(one), Buffer.from(another))
  return one < another ? -1 : 1
}

/** By code, the place of its text among all in their order; -Infinity for code 0, which is null. */
export function ranksOf(dictionary: readonly string[]): Float64Array {
  const known = ranksOfDictionary.get(dictionary)
  if (known !== undefined) return known
  const compare = dictionary.some((text) => surrogate.test(text)) ? compareUtf8 : compareUnits
  const order = Uint32Array.from(dictionary.keys()).sort((a, b) => compare(dictionary[a]!, dictionary[b]!))
  const ranks = new Float64Array(dictionary.length)
  order.forEach((code, place) => {
    ranks[code] = place
  })
  ranks[0] = Number.NEGATIVE_INFINITY
  ranksOfDictionary.set(dictionary, ranks)
  return ranks
}

/** A dictionary of a hundred thousand texts takes a tenth of a second to sort, and lives as long as its case. */
const ranksOfDictionary = new WeakMap<readonly string[], Float64Array>()

const compareUnits = (one: string, another: string): number => (one < another ? -1 : one > another ? 1 : 0)
