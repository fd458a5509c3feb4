/** Texts in the order of their code points, which is that of DuckDB's VARCHAR, and the place of each code among them. */
export interface SortedDictionary {
  readonly texts: readonly string[]
  /** By code. That of code 0, which is null, is 0 and means nothing. */
  readonly places: Uint32Array
}

/**
 * DuckDB compares values of an ENUM by their places: ORDER BY, min and max are those of the texts only where the texts
 * are in order. Texts that are the same in UTF-8, where each lone surrogate is U+FFFD, share a place.
 */
export function sortedDictionary(dictionary: readonly string[]): SortedDictionary {
  const written = dictionary.map((text) => text.toWellFormed())
  const order = Uint32Array.from(written.keys())
    .subarray(1)
    .sort((a, b) => compare(written[a]!, written[b]!))
  const places = new Uint32Array(Math.max(1, dictionary.length))
  const texts: string[] = []
  for (const code of order) {
    const text = written[code]!
    if (texts.length === 0 || texts.at(-1) !== text) texts.push(text)
    places[code] = texts.length - 1
  }
  return { texts, places }
}

/** By code points; `<` compares UTF-16 units, which puts U+FFFD behind U+10000. */
function compare(a: string, b: string): number {
  if (a === b) return 0
  if (!surrogate.test(a) && !surrogate.test(b)) return a < b ? -1 : 1
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
const surrogate = /[\ud800-\udfff]/
