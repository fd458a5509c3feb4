import { type Token, tokenize } from '../tokens.ts'
import { breaksOf } from './breaks.ts'
import { gapBetween, type Placed } from './placed.ts'
import { isKeyword, opensAfterSpace } from './words.ts'

/**
 * The same query, its clauses on lines of their own and its keywords in capitals; what is too long for a line is broken at
 * commas, at AND and OR, and within parentheses. Nothing but space and the case of keywords changes: comments, names,
 * literals and placeholders stay as they are written. A text whose last string, name or comment has no end stays as it is.
 */
export function formatSql(text: string): string {
  const tokens = tokenize(text)
  if (tokens.some(({ isClosed }) => !isClosed)) return text
  const placed = placedOf(tokens)
  if (placed.length === 0) return text
  const formatted = `${drawn(placed)}\n`
  return meansTheSame(tokens, tokenize(formatted)) ? formatted : text
}

function placedOf(tokens: readonly Token[]): readonly Placed[] {
  const placed: Placed[] = []
  let gap = '\n'
  for (const [at, token] of tokens.entries()) {
    if (token.kind === 'space') {
      gap += token.text
      continue
    }
    const isName = isDot(neighbour(tokens, at, -1)) || isDot(neighbour(tokens, at, 1))
    const isCall = tokens[at + 1]?.text === '(' && !opensAfterSpace(token)
    const keyword = isKeyword(token) && !isName && !isCall ? token.text.toLowerCase() : null
    placed.push({
      token,
      text: keyword?.toUpperCase() ?? (token.kind === 'comment' ? token.text.trimEnd() : token.text),
      keyword,
      isApart: gap !== '',
      isFirst: gap.includes('\n'),
    })
    // A comment in dashes ends before its line does.
    gap = ''
  }
  return placed
}

const isDot = (token: Token | undefined): boolean => token?.text === '.'

/** The next token to one side that is not space: space beside a dot is not kept. */
function neighbour(tokens: readonly Token[], at: number, side: -1 | 1): Token | undefined {
  let next = at + side
  while (tokens[next]?.kind === 'space') next += side
  return tokens[next]
}

function drawn(placed: readonly Placed[]): string {
  const breaks = breaksOf(placed)
  let text = ''
  for (const [at, { text: piece }] of placed.entries()) {
    const { lines, indent } = breaks[at]!
    if (at > 0) text += lines > 0 ? '\n'.repeat(lines) + ' '.repeat(indent) : gapBetween(placed[at - 1]!, placed[at]!)
    text += piece
  }
  return text
}

/** Whether two texts differ in nothing but space and the case of keywords. */
function meansTheSame(before: readonly Token[], after: readonly Token[]): boolean {
  const [one, other] = [before, after].map((tokens) => tokens.filter(({ kind }) => kind !== 'space'))
  const spelling = (token: Token) => {
    if (token.kind === 'comment') return token.text.trimEnd()
    return isKeyword(token) ? token.text.toUpperCase() : token.text
  }
  return (
    one!.length === other!.length &&
    one!.every((token, at) => token.kind === other![at]!.kind && spelling(token) === spelling(other![at]!))
  )
}
