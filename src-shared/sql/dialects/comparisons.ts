import type { PartType } from './schema.ts'
import { startOfOperand } from './syntax.ts'
import type { Text } from './text.ts'

const comparisons = ['=', '<>', '!=', '<', '<=', '>', '>='] as const

/** A comparison that Trino refuses. */
export interface Refused {
  readonly at: number
  readonly sentence: string
}

/**
 * The first comparison of a text column with a number or a truth value, which Trino refuses; DuckDB would read the text of each row
 * as a number, and end at the first that is none.
 */
export function refusedComparison(text: Text, types: ReadonlyMap<string, PartType>): Refused | null {
  for (let at = 1; at < text.length - 1; at++) {
    if (!text.is(at, ...comparisons)) continue
    const [before, after] = [at - 1, at + 1]
    const column = columnAt(text, before, types)
    const value = text.tokens[after]!
    if (column === null || !isBare(text, after)) continue
    const type = types.get(column.toLowerCase())!
    if (type !== 'text') continue
    if (value.kind === 'number')
      return { at: after, sentence: `${column} is a text, and ${value.text} is a number: write '${value.text}'.` }
    if (text.is(after, 'true', 'false'))
      return { at: after, sentence: `${column} is a text in this table: write '${value.text.toLowerCase()}'.` }
  }
  return null
}

/** The column whose name, with or without an alias of its table, ends at a token; null for anything else. */
function columnAt(text: Text, last: number, types: ReadonlyMap<string, PartType>): string | null {
  const name = text.name(last)
  if (name === null || !types.has(name)) return null
  const first = startOfOperand(text, last)
  if (last - first > 2 || text.is(first - 1, '+', '-', '*', '/', '||', 'as')) return null
  return text.tokens[last]!.text
}

const isBare = (text: Text, at: number): boolean => !text.is(at + 1, '+', '-', '*', '/', '||', '.', '(')
