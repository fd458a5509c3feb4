// One spelling for all sentences and the whole window, whatever the machine's locale: figures end up in reports.
const counts = new Intl.NumberFormat('en-US')

/** `1,234,567` */
export const formatCount = (count: number): string => counts.format(count)

/** `1 file`, `2,000 files`, `3 entries`, `4 addresses`; `many` where the plural is another. */
export const formatCounted = (count: number, one: string, many = plural(one)): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`

const plural = (noun: string): string =>
  /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : /(s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`

/** Of counts by some property: how many there are in all. */
export const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0)
