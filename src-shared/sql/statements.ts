import { fail, ok, type Result } from '../base/result.ts'
import { type Brackets, isSaid, isToken, type Token, tokenize } from './tokens.ts'

/** One of the statements of a text, which semicolons separate. */
export interface StatementText {
  /** From its first word to its last sign, without the semicolon. Comments inside are kept, those around are not. */
  readonly sql: string
  readonly from: number
  readonly until: number
  /** Its tokens without space and comments; at least one. */
  readonly tokens: readonly Token[]
}

/** Statements that read and cannot change a database; WITH may hide a change, which `PRAGMA query_only` refuses. */
export const queryWords = ['select', 'with', 'values', 'explain']

/** The statements of a text; nothing stands for an empty one. */
export function statementsOf(sql: string, brackets: Brackets = 'quotes'): readonly StatementText[] {
  const statements: Token[][] = [[]]
  for (const token of tokenize(sql, brackets).filter(isSaid)) {
    if (isToken(token, ';')) statements.push([])
    else statements.at(-1)!.push(token)
  }
  return statements
    .filter((tokens) => tokens.length > 0)
    .map((tokens) => {
      const [from, until] = [tokens[0]!.from, tokens.at(-1)!.until]
      return { sql: sql.slice(from, until), from, until, tokens }
    })
}

/** The comment that has no end, and so takes what is behind it along; null where there is none. */
export function openComment(sql: string): Token | null {
  if (!sql.includes('/*')) return null
  const last = tokenize(sql).at(-1)
  return last?.kind === 'comment' && !last.isClosed ? last : null
}

export const commentWithoutEnd = (comment: string): string =>
  `The comment that begins with ${comment.slice(0, 20).trimEnd()} has no end.`

/** The one query of a text, or a sentence that says why there is none. */
export function queryIn(text: string): Result<StatementText, 'sql-not-a-query'> {
  const [statement, ...others] = statementsOf(text)
  if (statement === undefined) return fail('sql-not-a-query', 'There is no query in the text.')
  const first = statement.tokens[0]!
  if (!queryWords.some((word) => isToken(first, word))) {
    const word = first.kind === 'word' ? first.text.toUpperCase() : first.text
    return fail('sql-not-a-query', `${word} is refused: only SELECT, WITH, VALUES and EXPLAIN run here.`)
  }
  if (others.length > 0) return fail('sql-not-a-query', 'There is more than one statement: run them one at a time.')
  if (text.includes('\0'))
    return fail('sql-not-a-query', 'There is a NUL character in the text: SQLite would not read beyond it.')
  return ok(statement)
}

/** Whether a query asks how SQLite would run another one. It reads no row. */
export const isExplanation = ({ tokens }: StatementText): boolean => isToken(tokens[0], 'explain')
