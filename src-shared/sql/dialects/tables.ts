import type { SqlDialect } from '../dialect.ts'
import type { Edits } from './edits.ts'
import type { Select, Source } from './selects.ts'
import { quoted, type Text } from './text.ts'

/**
 * What a table of a query stands for: events as Lake or Athena has them, events or another table of the case under our names,
 * or configuration items of AWS Config.
 */
export type TableKind = 'lake' | 'athena' | 'events' | 'config' | 'configFiles' | 'case'

export interface Table {
  readonly source: Source
  readonly kind: TableKind
}

/** Tables of the case beside `events`. */
export const caseTables = [
  'resources',
  'copies',
  'files',
  'findings',
  'absences',
  'coverage',
  'config_items',
  'sessions',
] as const

export const viewNames: Readonly<Record<Exclude<TableKind, 'case'>, string>> = {
  lake: 'lake_events',
  athena: 'athena_events',
  events: 'case_events',
  config: 'lake_config_items',
  configFiles: 'athena_config_files',
}

/** What the table stands for. An unknown name is that of a table of CloudTrail's logs: everyone has another. */
export function kindOf({ name }: Source, dialect: Exclude<SqlDialect, 'sqlite'>): TableKind {
  const lower = name.toLowerCase()
  if (lower === 'events') return 'events'
  if (caseTables.some((table) => table === lower)) return 'case'
  if (/config/.test(lower)) return dialect === 'lake' && lower !== 'awsconfig' ? 'config' : 'configFiles'
  return dialect
}

/** The tables that a SELECT names itself. */
export const tablesOf = (select: Select, dialect: Exclude<SqlDialect, 'sqlite'>): readonly Table[] =>
  select.sources.flatMap((source) => (source.kind === 'table' ? [{ source, kind: kindOf(source, dialect) }] : []))

/** Puts the names of views in the place of the names of tables. */
export function rewriteTables(text: Text, edits: Edits, tables: readonly Table[]): void {
  for (const { source, kind } of tables) {
    const view = kind === 'case' ? `case_${source.name.toLowerCase()}` : viewNames[kind]
    const isName = text.name(source.range.last) !== null
    const alias = source.aliasRange === null && isName ? ` AS ${quoted(source.name)}` : ''
    edits.replaceAll(source.range, view + alias)
  }
}
