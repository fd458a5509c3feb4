/**
 * `1,234,567`: one spelling for all sentences and the whole window, whatever the machine's locale, as figures end up in
 * reports. `count`: a whole number, or half of one, as medians are. (`Intl` takes 25 ms of each start of a command.)
 */
export const formatCount = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+(?!\d))/g, ',')

/** `1 file`, `2,000 files`, `3 entries`, `4 addresses`; `many` where the plural is another. */
export const formatCounted = (count: number, one: string, many = plural(one)): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`

const plural = (noun: string): string =>
  /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : /(s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`

/** Of counts by some property: how many there are in all. */
export const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0)
