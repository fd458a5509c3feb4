import { columnNames } from '../../model/columns.ts'
import type { SqlDialect } from '../dialect.ts'
import type { Edits } from './edits.ts'
import type { Select, Source } from './selects.ts'
import { quoted, type Text } from './text.ts'

/**
 * What a table of a query stands for: events as Lake or Athena has them; events, those of them that the window shows, or another
 * table of the case under our names; or configuration items of AWS Config.
 */
export type EventsKind = 'lake' | 'athena' | 'events' | 'shown'
export type TableKind = EventsKind | 'config' | 'configFiles' | 'case'

export interface Table {
  readonly source: Source
  readonly kind: TableKind
}

/** Tables of the case beside `events`, with the columns that `case_table` has of them, as schema.sql tells them. */
export const caseTables: Readonly<Record<string, readonly string[]>> = {
  resources: ['event', 'arn', 'accountId', 'type'],
  copies: [
    'event', 'differs', ...columnNames, 'eventTimeMs', 'isError', 'file', 'fileId', 'recordIndex', 'logVerdict', 'offset', 'length',
    'conflicting', 'record',
  ],
  files: ['id', 'path', 'kind', 'uri', 'sha256', 'bytes', 'verdict', 'events', 'furtherCopies'],
  coverage: ['account', 'region', 'trail', 'kind', 'hour', 'state', 'digest', 'logs', 'events'],
  absences: ['kind', 'meaning', 'account', 'region', 'trail', 'startTime', 'endTime', 'uri'],
  sessions: [
    'id', 'session', 'kind', 'origin', 'principal', 'role', 'account', 'start', 'parent', 'issuedBy', 'firstSeen', 'lastSeen', 'events',
    'errors', 'writes', 'issued',
  ],
  session_hops: ['session', 'parent', 'event', 'joinedBy', 'parentAccount', 'account', 'eventTime'],
  config_items: [
    'id', 'configurationItemCaptureTime', 'resourceType', 'resourceId', 'resourceName', 'arn', 'accountId', 'awsRegion',
    'configurationItemStatus', 'previous', 'relatedEvents', 'configuration', 'supplementaryConfiguration', 'relationships', 'tags', 'item',
    'snapshotId', 'file', 'fileId',
  ],
  findings: [
    'id', 'name', 'rule', 'title', 'severity', 'sentence', 'why', 'benignCauses', 'firstSeen', 'lastSeen', 'events', 'listed', 'filter',
    'isRest', 'hasFailed',
  ],
  finding_events: ['finding', 'event'],
  incidents: [
    'id', 'name', 'severity', 'score', 'firstSeen', 'lastSeen', 'actors', 'addresses', 'tactics', 'findings', 'paragraph', 'events', 'proven',
  ],
  incident_events: ['incident', 'event'],
  anomalies: [
    'id', 'kind', 'title', 'account', 'region', 'eventSource', 'eventName', 'errorCode', 'principal', 'beginTime', 'endTime', 'events',
    'proven', 'expected', 'low', 'high', 'score', 'baseline', 'history', 'learnedFrom', 'filter',
  ],
} // biome-ignore format: a table

export const viewNames: Readonly<Record<Exclude<TableKind, 'case'>, string>> = {
  lake: 'lake_events',
  athena: 'athena_events',
  events: 'case_events',
  shown: 'case_shown',
  config: 'lake_config_items',
  configFiles: 'athena_config_files',
}

/** What the table stands for. An unknown name is that of a table of CloudTrail's logs: everyone has another. */
export function kindOf({ name }: Source, dialect: Exclude<SqlDialect, 'sqlite'>): TableKind {
  const lower = name.toLowerCase()
  if (lower === 'events' || lower === 'shown') return lower
  if (Object.hasOwn(caseTables, lower)) return 'case'
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

/** Tables whose rows are events. */
export const isOfEvents = (kind: TableKind): kind is EventsKind =>
  kind === 'lake' || kind === 'athena' || kind === 'events' || kind === 'shown'
