import { statementsOf } from './statements.ts'
import { isToken } from './tokens.ts'

/** The paths that a text asks fields of records by, as literals: those of `field(id, 'a.b')`, each once. */
export function fieldPathsIn(sql: string): readonly string[] {
  const paths = new Set<string>()
  for (const { tokens } of statementsOf(sql)) {
    const open: { isField: boolean }[] = []
    tokens.forEach((token, at) => {
      if (isToken(token, '(')) open.push({ isField: isToken(tokens[at - 1], 'field') })
      else if (isToken(token, ')')) open.pop()
      else if (
        token.kind === 'string' &&
        open.at(-1)?.isField &&
        isToken(tokens[at - 1], ',') &&
        isToken(tokens[at + 1], ')')
      )
        paths.add(token.text.slice(1, -1).replaceAll("''", "'"))
    })
  }
  return [...paths]
}
