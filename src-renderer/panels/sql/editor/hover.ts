import { columnDoc, columnType, isAddedColumn } from '../../../../src-shared/filter/columns.ts'
import { columns } from '../../../../src-shared/model/columns.ts'
import { columnEndingAt } from '../../../../src-shared/sql/column-named.ts'
import { isSaid, isToken, nameOf, type Token, tokenize } from '../../../../src-shared/sql/tokens.ts'
import { type Language, namedTables } from './completion.ts'
import { functionsOf } from './functions.ts'
import { statementAt } from './statement.ts'

/** What a name in a query means, and where it stands. */
export interface NameDoc {
  readonly title: string
  readonly detail: string
  readonly doc: string
  readonly from: number
  readonly until: number
}

/** The table, column or function whose name is at a place of the text; null where there is none that is known. */
export function docAt({ schema, dialect }: Language, text: string, offset: number): NameDoc | null {
  const { from, until } = statementAt(text, offset)
  const statement = text.slice(from, until)
  const tokens = tokenize(statement).filter(isSaid)
  const at = tokens.findIndex((token) => from + token.from <= offset && offset < from + token.until)
  const token = tokens[at]
  const name = token === undefined ? null : nameOf(token)
  if (token === undefined || name === null) return null
  const place = { from: from + token.from, until: from + token.until }
  const isName = (other: string) => other.toLowerCase() === name.toLowerCase()

  const added = schema.flatMap(({ functions = [] }) => functions).filter(({ signature }) => /^\w+\(/.test(signature))
  const known = [
    ...added.map((each) => ({ ...each, name: each.signature.slice(0, each.signature.indexOf('(')) })),
    ...functionsOf(dialect),
  ]
  const called = isToken(tokens[at + 1], '(') ? known.find((each) => isName(each.name)) : undefined
  if (called !== undefined) return { title: called.signature, detail: 'function', doc: called.doc, ...place }

  const named = namedTables(schema, statement)
  const table = named.get(name.toLowerCase())
  if (table !== undefined && !isToken(tokens[at - 1], '.'))
    return { title: table.name, detail: 'table', doc: table.doc, ...place }
  const owner = isToken(tokens[at - 1], '.') ? ownerOf(tokens[at - 2], named) : undefined
  for (const each of owner === undefined ? new Set([...named.values(), ...schema]) : [owner]) {
    const column = each.columns.find((one) => isName(one.name))
    if (column !== undefined)
      return { title: column.name, detail: `${column.type} · ${each.name}`, doc: column.doc, ...place }
  }
  const column = columnEndingAt(tokens, at)
  if (column === null) return null
  const path = isAddedColumn(column) ? column : (columns[column].paths[0] ?? column)
  return { title: path, detail: columnType(column), doc: columnDoc(column), ...place }
}

const ownerOf = <T>(token: Token | undefined, named: ReadonlyMap<string, T>): T | undefined =>
  named.get((token === undefined ? null : nameOf(token))?.toLowerCase() ?? '')
