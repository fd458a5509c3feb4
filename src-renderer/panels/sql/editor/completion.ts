import type { SchemaTable } from '../../../../src-shared/contract/index.ts'
import { type ColumnName, columnNames, columns } from '../../../../src-shared/model/columns.ts'
import type { SqlDialect } from '../../../../src-shared/sql/dialect.ts'
import { isSaid, isToken, nameOf, type Token, tokenize } from '../../../../src-shared/sql/tokens.ts'
import { functionsOf } from './functions.ts'

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

/** What the names in a query are looked up in. */
export interface Language {
  readonly schema: readonly SchemaTable[]
  readonly dialect: SqlDialect
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
export function suggestions({ schema, dialect }: Language, before: string, statement: string): readonly Suggestion[] {
  const named = namedTables(schema, statement)
  const { qualifier, path, wantsTable } = cursorAfter(before)
  if (dialect !== 'sqlite' && path.length > 0 && !named.has(path[0]!)) return recordPaths(path)
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
  const paths = dialect === 'sqlite' ? [] : recordPaths([])
  const functions = [...addedFunctions(schema, dialect), ...functionsOf(dialect).map(aFunction)]
  return [...firstOfEach([...paths, ...columns]), ...functions, ...tables, ...keywords.map(keyword)]
}

/** What a word at the end of the text would be: a column of `qualifier.`, or a table after FROM or JOIN. */
interface Cursor {
  readonly qualifier: string | null
  /** All names before the last dot, in lower case: `useridentity`, `sessioncontext`. */
  readonly path: readonly string[]
  readonly wantsTable: boolean
}

function cursorAfter(before: string): Cursor {
  const all = tokenize(before)
  // The word that is being written says nothing yet.
  const tokens = all.at(-1)?.kind === 'word' ? all.slice(0, -1) : all
  const path: string[] = []
  for (let dot = tokens.length - 1; isToken(tokens[dot], '.'); dot -= 2) {
    const owner = tokens[dot - 1]
    const name = owner === undefined ? null : nameOf(owner)
    if (name === null) break
    path.unshift(name.toLowerCase())
  }
  return { qualifier: path.at(-1) ?? null, path, wantsTable: isBeforeTable(tokens.filter(isSaid).at(-1)) }
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

/** Those that the case adds to SQLite. */
const addedFunctions = (schema: readonly SchemaTable[], dialect: SqlDialect): readonly Suggestion[] =>
  schema.flatMap(({ functions = [] }) => (dialect === 'sqlite' ? functions.map(aFunction) : []))

const aFunction = ({ signature, doc }: { readonly signature: string; readonly doc: string }): Suggestion => ({
  kind: 'function',
  label: signature,
  insert: insertOf(signature),
  detail: 'function',
  doc,
  rank: 2,
})

/** What may follow a path such as `userIdentity.sessionContext` in a record, as other engines have it in their columns. */
function recordPaths(before: readonly string[]): readonly Suggestion[] {
  const prefix = before.map((part) => `${part}.`).join('')
  return columnNames.flatMap((name): readonly Suggestion[] => {
    const [path] = columns[name].paths
    if (path === undefined || !path.toLowerCase().startsWith(prefix)) return []
    const rest = path.slice(prefix.length)
    return isInMap(name)
      ? []
      : [{ kind: 'column', label: rest, insert: rest, detail: columns[name].type, doc: columns[name].doc, rank: 0 }]
  })
}

/** Fields of maps and of JSON texts are no columns there. */
const isInMap = (name: ColumnName): boolean =>
  /^(?:requestParameters|responseElements|additionalEventData|serviceEventDetails)\./.test(columns[name].paths[0] ?? '')

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
