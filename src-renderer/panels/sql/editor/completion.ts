import type { SchemaTable } from '../../../../src-shared/contract/index.ts'
import { isSaid, isToken, nameOf, type Token, tokenize } from '../../../../src-shared/sql/tokens.ts'

export interface Suggestion {
  readonly kind: 'table' | 'column' | 'function' | 'keyword'
  readonly label: string
  readonly insert: string
  /** Beside the label: type, table. */
  readonly detail: string
  readonly doc: string
  /** Lower comes first. */
  readonly rank: number
}

const keywords = [
  'SELECT', 'FROM', 'WHERE', 'GROUP BY', 'ORDER BY', 'HAVING', 'LIMIT', 'OFFSET', 'DISTINCT', 'AS', 'AND', 'OR', 'NOT',
  'IN', 'LIKE', 'GLOB', 'BETWEEN', 'IS NULL', 'IS NOT NULL', 'CASE', 'WHEN', 'THEN', 'ELSE', 'END', 'JOIN', 'LEFT JOIN',
  'ON', 'USING', 'UNION ALL', 'EXCEPT', 'INTERSECT', 'WITH', 'OVER', 'PARTITION BY', 'ASC', 'DESC', 'COUNT(*)', 'EXISTS',
] as const // biome-ignore format: a list

/**
 * What may come next. After `table.` or `alias.` only that table's columns; after FROM and JOIN tables first; elsewhere
 * the columns of the tables that the statement names, before those of other tables.
 */
export function suggestions(schema: readonly SchemaTable[], before: string, statement: string): readonly Suggestion[] {
  const named = namedTables(schema, statement)
  const { qualifier, wantsTable } = cursorAfter(before)
  if (qualifier !== null) {
    const table = named.get(qualifier) ?? schema.find(({ name }) => name.toLowerCase() === qualifier)
    return table === undefined ? [] : columnsOf(table, 0)
  }
  const tables = schema
    .filter(({ columns }) => columns.length > 0)
    .map(
      (table): Suggestion => ({
        kind: 'table',
        label: table.name,
        insert: table.name,
        detail: `${table.columns.length} columns`,
        doc: table.doc,
        rank: wantsTable ? 0 : 3,
      }),
    )
  if (wantsTable) return tables
  const inStatement = new Set(named.values())
  const columns = schema.flatMap((table) =>
    columnsOf(table, inStatement.has(table) ? 0 : inStatement.size === 0 ? 1 : 4),
  )
  return [...firstOfEach(columns), ...functionsOf(schema), ...tables, ...keywords.map(keyword)]
}

/** What a word at the end of the text would be: a column of `qualifier.`, or a table after FROM or JOIN. */
function cursorAfter(before: string): { readonly qualifier: string | null; readonly wantsTable: boolean } {
  const all = tokenize(before)
  // The word that is being written says nothing yet.
  const tokens = all.at(-1)?.kind === 'word' ? all.slice(0, -1) : all
  const [owner, dot] = tokens.slice(-2)
  const qualifier = owner !== undefined && isToken(dot, '.') ? nameOf(owner) : null
  return { qualifier: qualifier?.toLowerCase() ?? null, wantsTable: isBeforeTable(tokens.filter(isSaid).at(-1)) }
}

const isBeforeTable = (token: Token | undefined) => isToken(token, 'from') || isToken(token, 'join')

/** Tables that the statement reads, by name and by alias, in lower case. */
export function namedTables(schema: readonly SchemaTable[], statement: string): ReadonlyMap<string, SchemaTable> {
  const found = new Map<string, SchemaTable>()
  const tokens = tokenize(statement).filter(isSaid)
  for (const [i, token] of tokens.entries()) {
    if (!isBeforeTable(token)) continue
    const [name, ...after] = tokens.slice(i + 1, i + 4)
    const table = schema.find((candidate) => candidate.name.toLowerCase() === lowerName(name))
    if (table === undefined) continue
    found.set(table.name.toLowerCase(), table)
    const alias = isToken(after[0], 'as') ? after[1] : after[0]
    const aliasName = lowerName(alias)
    if (aliasName !== null && !(alias?.kind === 'word' && notAliases.has(aliasName))) found.set(aliasName, table)
  }
  return found
}

const lowerName = (token: Token | undefined): string | null =>
  token === undefined ? null : (nameOf(token)?.toLowerCase() ?? null)

const notAliases: ReadonlySet<string> = new Set([
  'where', 'group', 'order', 'having', 'limit', 'join', 'left', 'right', 'full', 'natural', 'inner', 'cross', 'on', 'using',
  'union', 'except', 'intersect', 'window', 'as', 'indexed', 'not',
]) // biome-ignore format: a list

const columnsOf = (table: SchemaTable, rank: number): readonly Suggestion[] =>
  table.columns.map((column) => ({
    kind: 'column',
    label: column.name,
    insert: column.name,
    detail: `${column.type} · ${table.name}`,
    doc: column.doc,
    rank,
  }))

/** What of a signature is put into the query: `record(id)` begins a call, `text REGEXP pattern` is an operator. */
export const insertOf = (signature: string): string =>
  /^\w+\(/.exec(signature)?.[0] ?? /\b[A-Z]{2,}\b/.exec(signature)?.[0] ?? signature

const functionsOf = (schema: readonly SchemaTable[]): readonly Suggestion[] =>
  schema.flatMap(({ functions = [] }) =>
    functions.map(({ signature, doc }) => ({
      kind: 'function' as const,
      label: signature,
      insert: insertOf(signature),
      detail: 'function',
      doc,
      rank: 2,
    })),
  )

const keyword = (word: string): Suggestion => ({
  kind: 'keyword',
  label: word,
  insert: word,
  detail: '',
  doc: '',
  rank: 5,
})

/** A name that several tables have is suggested once, from the table that comes first. */
function firstOfEach(all: readonly Suggestion[]): readonly Suggestion[] {
  const byLabel = new Map<string, Suggestion>()
  for (const one of [...all].sort((a, b) => a.rank - b.rank)) if (!byLabel.has(one.label)) byLabel.set(one.label, one)
  return [...byLabel.values()]
}
