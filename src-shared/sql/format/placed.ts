import type { Token } from '../tokens.ts'
import { opensAfterSpace } from './words.ts'

/** A token that is drawn, and how it stood in the text. */
export interface Placed {
  readonly token: Token
  /** As it is drawn. */
  readonly text: string
  /** In lower case; null where it is none, or the name of a column or function. */
  readonly keyword: string | null
  /** Space or a line end stood before it. */
  readonly isApart: boolean
  /** Nothing but space stood before it on its line. */
  readonly isFirst: boolean
}

/** Columns that a line may have, where it can be broken. */
export const lineWidth = 100

const spaced: ReadonlySet<string> = new Set(['=', '==', '!=', '<>', '<=', '>=', '||'])

/** What stands between two neighbours on one line. As it was written, where it is not sure to mean nothing. */
export function gapBetween(left: Placed, right: Placed): '' | ' ' {
  const [before, after] = [left.token.text, right.token.text]
  if (before === '(' || after === ')' || after === ',' || after === ';') return ''
  if (before === '.' || after === '.')
    return right.isApart && (left.token.kind === 'number' || right.token.kind === 'number') ? ' ' : ''
  if (before === ',' || spaced.has(before) || spaced.has(after)) return ' '
  if (after === '(' && opensAfterSpace(left.token)) return ' '
  return right.isApart ? ' ' : ''
}
