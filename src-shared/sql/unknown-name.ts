import { tokenize } from './tokens.ts'

/**
 * SQLite's complaint about a name that there is not, with what may have been meant: a text, which stands in single quotes, or
 * a column that is spelt nearly so. A limit that is
 * told in two words becomes a sentence. Any other message stays as it is.
 */
export function withMeantName(message: string, sql: string, names: readonly string[]): string {
  if (message === 'Recursion limit')
    return 'Operators, brackets or queries lie too deep within each other for SQLite to read.'
  const name = /^no such column: (.+)$/.exec(message)?.[1]
  if (name === undefined) return message
  const isQuoted = tokenize(sql).some(
    ({ kind, text }) => kind === 'quoted name' && text === `"${name.replaceAll('"', '""')}"`,
  )
  const near = nearest(name.split('.').at(-1)!, names)
  const meant = [...(isQuoted ? [`the text '${name}'`] : []), ...(near === null ? [] : [`the column ${near}`])]
  const rule = isQuoted ? ': double quotes are for names, single quotes for texts' : ''
  return meant.length === 0 ? message : `${message} (did you mean ${meant.join(' or ')}?${rule})`
}

/** The name that is spelt most like the word; null where none is. */
export function nearest(word: string, names: readonly string[]): string | null {
  const lower = word.toLowerCase()
  const most = Math.max(1, Math.floor(word.length / 3))
  const [best] = names
    .map((name) => ({ name, distance: distanceOf(lower, name.toLowerCase()) }))
    .filter(({ distance }) => distance <= most)
    .toSorted((a, b) => a.distance - b.distance)
  return best?.name ?? null
}

/** Letters to be put in, left out or changed (Levenshtein). */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length]!
}
