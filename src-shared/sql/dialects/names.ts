import type { Edits } from './edits.ts'
import type { Select } from './selects.ts'
import { quoted, type Range, type Text } from './text.ts'

/** Words that end an expression and are no alias of it. */
const endings = new Set([
  'null',
  'true',
  'false',
  'end',
  'current_date',
  'current_timestamp',
  'localtimestamp',
  'current_time',
  'unknown',
])
/** Words behind which a word is part of the expression. */
const inside = new Set([
  'and', 'or', 'not', 'is', 'in', 'like', 'between', 'escape', 'distinct', 'all', 'from', 'then', 'else', 'when', 'case', 'interval', 'zone', 'select',
]) // biome-ignore format: a list

/**
 * Gives each column of a result the name that Trino gives it: that of AS, the last name of a column as it is written, or `_col`
 * and its place from 0. `widthOf`: how many columns a star stands for; null where that is not known.
 */
export function nameColumns(text: Text, edits: Edits, select: Select, widthOf: (star: Range) => number | null): void {
  let place: number | null = 0
  for (const item of select.items) {
    if (item.last < item.first) continue
    if (isStar(text, item)) {
      const width = widthOf(item)
      place = place === null || width === null ? null : place + width
      continue
    }
    if (!hasAlias(text, item))
      edits.after(item.last, ` AS ${quoted(ownName(text, item) ?? `_col${place ?? item.first}`)}`)
    else quoteAlias(text, edits, item)
    if (place !== null) place++
  }
}

export const isStar = (text: Text, { first, last }: Range): boolean =>
  text.is(last, '*') && (first === last || text.is(last - 1, '.'))

/** The last part of a column's name, which brackets may be around; null for an expression. */
export function ownName(text: Text, item: Range): string | null {
  let { first, last } = item
  while (first < last && text.is(first, '(') && text.partner(first) === last) [first, last] = [first + 1, last - 1]
  for (let at = first; at <= last; at++) {
    const isRight = (at - first) % 2 === 0 ? text.name(at) !== null : text.is(at, '.')
    if (!isRight || endings.has(text.name(at) ?? '')) return null
  }
  const token = text.tokens[last]!
  if (text.name(last) === null) return null
  return token.kind === 'word' ? token.text : token.text.slice(1, -1).replaceAll('""', '"')
}

/** False for an empty item, too: `SELECT ,` has two. */
export function hasAlias(text: Text, { first, last }: Range): boolean {
  if (last <= first || text.name(last) === null) return false
  if (text.is(last - 1, 'as')) return true
  const isWord = text.tokens[last]!.kind === 'word'
  if (isWord && endings.has(text.name(last)!)) return false
  const before = text.tokens[last - 1]!
  if (before.kind === 'operator') return before.text === ')' || before.text === ']'
  if (before.kind === 'word') return !inside.has(before.text.toLowerCase())
  // INTERVAL '1' day
  return !(before.kind === 'string' && text.is(last - 2, 'interval')) || !isWord
}

/** An item of SELECT without `AS name`. */
export const withoutAlias = (text: Text, item: Range): Range =>
  hasAlias(text, item) ? { ...item, last: item.last - (text.is(item.last - 1, 'as') ? 2 : 1) } : item

/** An alias without AS, or one that is a keyword of DuckDB. */
function quoteAlias(text: Text, edits: Edits, { last }: Range): void {
  const token = text.tokens[last]!
  if (token.kind !== 'word') return
  edits.replace(last, text.is(last - 1, 'as') ? quoted(token.text) : `AS ${quoted(token.text)}`)
}
