import type { TrailPlace } from '../../model/trail-place.ts'
import { isToken, nameOf, tokenize } from '../tokens.ts'

/**
 * What a table of log files reads, as `SHOW CREATE TABLE` of Athena or Trino tells it: the properties that `tables.ts` wrote.
 * Null for a table of another kind.
 */
export function projectionIn(statement: string): TrailPlace | null {
  const [accounts, families, regions] = ['account', 'family', 'region'].map((name) => valuesOf(statement, name))
  const days = rangeOfDays(statement)
  const [, location] = /\b(?:external_location = |LOCATION\s+)'([^']*)'/.exec(statement) ?? []
  if (!accounts || !families || !regions || days === null || location === undefined) return null
  return { location, accounts, families, regions, days }
}

/** Trino documentation, "Hive connector", "Partition projection"; Athena user guide, "Supported types for partition projection". */
function valuesOf(statement: string, name: string): readonly string[] | null {
  const ofTrino = new RegExp(`\\b"?${name}"? varchar WITH \\([^)]*partition_projection_values = ARRAY\\[([^\\]]*)\\]`)
  const [, quoted] = ofTrino.exec(statement) ?? []
  if (quoted !== undefined) return [...quoted.matchAll(/'([^']*)'/g)].map(([, value]) => value!)
  const [, listed] = new RegExp(`'projection\\.${name}\\.values'\\s*=\\s*'([^']*)'`).exec(statement) ?? []
  return listed?.split(',').map((value) => value.trim()) ?? null
}

function rangeOfDays(statement: string): TrailPlace['days'] | null {
  const range =
    /partition_projection_range = ARRAY\['([\d/]+)',\s*'([\d/]+)'\]|'projection\.day\.range'\s*=\s*'([\d/]+),\s*([\d/]+)'/
  const [, ...found] = range.exec(statement) ?? []
  const [first, last] = found.filter((day) => day !== undefined).map((day) => day.replaceAll('/', '-'))
  return first === undefined || last === undefined ? null : { first, last }
}

const views: ReadonlySet<string> = new Set(['events', 'event_records', 'resources'])

/** Whether a query reads the tables that `ddl` creates, as far as its words tell. */
export const readsTrail = (sql: string): boolean =>
  tokenize(sql, 'signs').some((token, at, tokens) => {
    const name = nameOf(token)?.toLowerCase()
    return (
      name !== undefined && (views.has(name) || name.startsWith('cloudtrail_files')) && !isToken(tokens[at + 1], '(')
    )
  })
