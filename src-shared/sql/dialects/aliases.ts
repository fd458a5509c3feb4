import type { Refused } from './comparisons.ts'
import { hasAlias } from './names.ts'
import { type Select, selectAround } from './selects.ts'
import type { Text } from './text.ts'

/**
 * The first name in WHERE that only SELECT gives: Trino knows it behind WHERE, and DuckDB in it. `columnsOf`: lower-case names
 * of the columns in FROM; null where they are not known.
 */
export function aliasInWhere(
  text: Text,
  selects: readonly Select[],
  columnsOf: (select: Select) => ReadonlySet<string> | null,
): Refused | null {
  for (const select of selects) {
    const where = select.clauses.get('where')
    const columns = columnsOf(select)
    if (where === undefined || columns === null) continue
    const given = select.items.filter((item) => hasAlias(text, item)).map(({ last }) => text.name(last)!)
    const aliases = new Set(given.filter((name) => !columns.has(name)))
    for (let at = where.first; at <= where.last; at++) {
      // The parameter of a lambda may be called the same.
      if (text.is(at, '->')) break
      const name = text.name(at)
      if (name === null || !aliases.has(name) || text.is(at - 1, '.') || text.is(at + 1, '(', '.', '->')) continue
      if (selectAround(selects, at) === select)
        return {
          at,
          sentence: `${text.tokens[at]!.text} is a name that SELECT gives, which WHERE does not know: write its expression.`,
        }
    }
  }
  return null
}
