import { deedFieldNames, deedPath } from '../model/deed-fields.ts'
import { statementsOf } from './statements.ts'
import { isToken, nameOf } from './tokens.ts'

/**
 * The paths that a text asks fields of records by, each once: those of `field(id, 'a.b')` as literals, and those of the
 * columns that tell what a call did. Such a name may be that of another column: then a path more is told.
 */
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
      const name = isToken(tokens[at - 1], 'as') ? null : nameOf(token)?.toLowerCase()
      const deed = deedFieldNames.find((each) => each === name)
      if (deed !== undefined) paths.add(deedPath(deed))
    })
  }
  return [...paths]
}
