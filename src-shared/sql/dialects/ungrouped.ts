import { ownName, withoutAlias } from './names.ts'
import type { Clause, Select } from './selects.ts'
import type { Range, Text } from './text.ts'
import { aggregates } from './top-rows.ts'

/** Columns that a query shows beside counts and does not group by. */
export interface Ungrouped {
  /** As they are written, each once. */
  readonly columns: readonly string[]
  readonly hasGroup: boolean
  /** The token behind which they belong. */
  readonly behind: number
}

/** Clauses that stand behind GROUP BY, in their order, with the words that begin them. */
const behindGroup: readonly (readonly [clause: Clause, words: number])[] = [
  ['having', 1], ['window', 1], ['order', 2], ['offset', 1], ['limit', 1], ['fetch', 1],
] // biome-ignore format: a table

/** Of one SELECT; null where nothing is missing, or GROUP BY makes groups of its own. */
export function ungroupedIn(text: Text, select: Select): Ungrouped | null {
  const { clauses, items, last } = select
  const group = clauses.get('group')
  const grouped = group === undefined ? [] : text.parts(group.first, group.last)
  if (grouped.some(({ first }) => text.is(first, 'rollup', 'cube', 'grouping', 'all'))) return null
  if (group === undefined && !items.some((item) => isCount(text, item))) return null
  const known = new Set(grouped.map((part) => written(text, part).toLowerCase()))
  const columns = items.flatMap((item, place) => {
    const column = withoutAlias(text, item)
    const name = ownName(text, column)
    const spelt = written(text, column)
    const isKnown = [spelt, name ?? '', String(place + 1)].some((key) => known.has(key.toLowerCase()))
    return name === null || isKnown ? [] : [spelt]
  })
  if (columns.length === 0) return null
  const next = behindGroup.find(([clause]) => clauses.has(clause))
  const before = next === undefined ? last : clauses.get(next[0])!.first - next[1] - 1
  return { columns: [...new Set(columns)], hasGroup: group !== undefined, behind: group?.last ?? before }
}

const written = (text: Text, { first, last }: Range): string =>
  text.tokens
    .slice(first, last + 1)
    .map((token) => token.text)
    .join('')

/** An aggregate of the rows of a group; with OVER it is one of a window. */
function isCount(text: Text, { first, last }: Range): boolean {
  if (!aggregates.has(text.call(first)?.name ?? '')) return false
  for (let at = first; at <= last; at++) if (text.is(at, 'over')) return false
  return true
}
