import type { Token } from '../tokens.ts'

/** Reserved in SQLite or in Trino, so that none of them is the name of a column as it stands. */
const keywords: ReadonlySet<string> = new Set([
  'select', 'from', 'where', 'group', 'by', 'having', 'order', 'limit', 'offset', 'distinct', 'as', 'and', 'or', 'not', 'in',
  'like', 'between', 'is', 'null', 'case', 'when', 'then', 'else', 'end', 'join', 'left', 'right', 'full', 'inner', 'outer',
  'cross', 'natural', 'on', 'using', 'union', 'all', 'except', 'intersect', 'with', 'values', 'exists', 'escape', 'over',
  'partition', 'asc', 'desc', 'cast', 'glob', 'regexp', 'explain', 'recursive', 'unnest',
]) // biome-ignore format: a list

export const isKeyword = ({ kind, text }: Token): boolean => kind === 'word' && keywords.has(text.toLowerCase())

/** Keywords that a parenthesis follows without being the parenthesis of a call. */
const beforeParenthesis: ReadonlySet<string> = new Set([
  'select', 'from', 'where', 'by', 'having', 'limit', 'offset', 'distinct', 'as', 'and', 'or', 'not', 'in', 'like', 'between',
  'is', 'case', 'when', 'then', 'else', 'join', 'on', 'using', 'union', 'all', 'except', 'intersect', 'values', 'exists',
  'over',
]) // biome-ignore format: a list

export const opensAfterSpace = ({ kind, text }: Token): boolean =>
  kind === 'word' && beforeParenthesis.has(text.toLowerCase())
