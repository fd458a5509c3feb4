import type { FilterColumn } from '../../../../src-shared/filter/columns.ts'
import { columnComparedAt } from '../../../../src-shared/sql/column-named.ts'
import { isSaid, tokenize } from '../../../../src-shared/sql/tokens.ts'
import { statementAt } from './statement.ts'

/** The text in quotes that the cursor is in. */
export interface ValueAtCursor {
  /** That it is compared with; null where there is none. */
  readonly column: FilterColumn | null
  /** From the quote to the cursor. */
  readonly typed: string
  /** All that is between the quotes, half-open. */
  readonly from: number
  readonly until: number
  /** Whether its last quote is written. */
  readonly isClosed: boolean
}

/** Null where the cursor is in no text. One that goes on below is taken to end with its line: its quote is not written yet. */
export function valueAt(text: string, offset: number): ValueAtCursor | null {
  const start = statementAt(text, offset).from
  const tokens = tokenize(text.slice(start)).filter(isSaid)
  const at = tokens.findIndex(({ from, until }) => start + from < offset && offset <= start + until)
  const token = tokens[at]
  if (token?.kind !== 'string') return null
  const from = start + token.from + 1
  const line = text.indexOf('\n', offset)
  const lineEnd = line < 0 ? text.length : line
  const tokenEnd = start + token.until - (token.isClosed ? 1 : 0)
  const until = Math.min(tokenEnd, lineEnd)
  const isClosed = token.isClosed && until === tokenEnd
  // Behind its last quote.
  if (offset > until) return null
  const typed = text.slice(from, offset).replaceAll("''", "'")
  return { column: columnComparedAt(tokens, at), typed, from, until, isClosed }
}
