import { isSaid, tokenize } from '../tokens.ts'
import { macros } from './macros.ts'
import { Text } from './text.ts'

/** How often DuckDB may write an argument anew. Beyond it reads a query for minutes and is not to be interrupted meanwhile. */
export const mostCopies = 100_000

/**
 * How often DuckDB writes what lies deepest in a text before it runs it: a macro that names its argument four times writes four of
 * it, and three such within each other write 64.
 */
export function copiesIn(sql: string): number {
  let most = 1
  if (sql.includes('trino_'))
    eachWithCopies(sql, (_, copies) => {
      most = Math.max(most, copies)
    })
  return most
}

interface Bracket {
  /** Of the macro that it belongs to, by argument; none of any other bracket. */
  readonly copies: readonly number[]
  readonly outside: number
  argument: number
}

/** Calls for each token of a text with how often it is written. */
function eachWithCopies(sql: string, told: (token: string, copies: number) => void): void {
  const text = new Text(tokenize(sql, 'signs').filter(isSaid))
  const open: Bracket[] = []
  let copies = 1
  for (let at = 0; at < text.length; at++) {
    const inner = open.at(-1)
    if (text.is(at, '(', '[')) {
      const ofMacro = text.is(at, '(') ? copiesOf(text.name(at - 1) ?? '') : []
      open.push({ copies: ofMacro, outside: copies, argument: 0 })
      copies *= Math.max(1, ofMacro[0] ?? 1)
    } else if (text.is(at, ')', ']') && inner !== undefined) {
      copies = inner.outside
      open.pop()
    } else if (text.is(at, ',') && inner !== undefined) {
      inner.argument++
      copies = inner.outside * Math.max(1, inner.copies[inner.argument] ?? 1)
    } else told(text.name(at) ?? '', copies)
  }
}

const known = new Map<string, readonly number[]>()

/** Of each argument of a macro, how often what the macro becomes holds it; empty for what is none. */
function copiesOf(macro: string): readonly number[] {
  const before = known.get(macro)
  const definition = macros[macro]
  if (before !== undefined || definition === undefined) return before ?? []
  const copies: number[] = []
  // Several definitions of one macro differ in the number of their arguments.
  for (const [, list, body] of definition.matchAll(
    /(?:^|, ?\s*)\(([\w, ]*)\) AS ([\s\S]*?)(?=, ?\s*\([\w, ]*\) AS (?![A-Z]+\))|$)/g,
  )) {
    const names = list!.split(',').map((name) => name.trim().toLowerCase())
    const counts = new Map<string, number>()
    eachWithCopies(body!, (token, times) => counts.set(token, (counts.get(token) ?? 0) + times))
    for (const [i, name] of names.entries()) copies[i] = Math.max(copies[i] ?? 0, counts.get(name) ?? 0)
  }
  known.set(macro, copies)
  return copies
}
