import { isToken, tokenize } from '../../../../src-shared/sql/tokens.ts'
import type { TextPlace } from './error-place.ts'

/** The statement around a place: what stands between two semicolons, comments included. */
export function statementAt(text: string, offset: number): TextPlace {
  let from = 0
  for (const token of tokenize(text)) {
    if (!isToken(token, ';')) continue
    if (token.from >= offset) return { from, until: token.from }
    from = token.until
  }
  return { from, until: text.length }
}
